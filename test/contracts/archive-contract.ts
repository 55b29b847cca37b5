import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { setArchived } from '../../server/administration/change-program.ts';
import { importLedger } from '../../server/imports/ledger-file.ts';
import { describeApi } from '../../server/routes/api-docs.ts';
import { smallPlan, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** What is not refused: a pull is a sync without edits, and the rest belongs to who asks alone. */
const stillOpen = [
  'delete /access-tokens/{id}',
  'delete /guide',
  'delete /roll-ups/{rollUp}',
  'delete /roll-ups/{rollUp}/publication',
  'post /access-tokens',
  'post /presence',
  'post /sync',
  'put /digest',
];

/** What holds of a program that is archived. */
export function archiveContract(server: () => TestServer): void {
  describe('an archived program', () => {
    const archive = (program: string, isArchived = true) =>
      server()
        .store.write.transaction()
        .execute((write) =>
          setArchived(write, program, isArchived, {
            at: server().clock.toISOString(),
            person: { id: '', name: 'Ada' },
            door: 'app',
          }),
        );
    const plan = async (): Promise<{ client: TestClient; site: string }> => {
      const client = await server().member(await server().program(), 'admin');
      await client.sync(smallPlan());
      const [site = ''] = (await client.rows('sites')).keys();
      return { client, site };
    };
    const rename = (site: string, name: string) => ({ sites: update(site, { name }, { name: 1 }) });

    test('[ADM3] is changed by no route, whichever there will be', async () => {
      const { client } = await plan();
      await archive(client.program);
      const below = '/api/programs/{program}/';
      const passed: string[] = [];
      let asked = 0;
      for (const [path, methods] of Object.entries(describeApi(server().app, 'test').paths ?? {})) {
        if (!path.startsWith(below)) continue;
        for (const method of Object.keys(methods).filter((name) => name !== 'get')) {
          asked++;
          const place = path.slice(below.length - 1);
          const response = await client.fetch(place.replaceAll(/\{\w+\}/g, '1'), { method: method.toUpperCase() });
          const body = await response.text();
          if (response.status !== 403 || !body.includes('archived since')) passed.push(`${method} ${place}`);
        }
      }
      expect(asked).toBeGreaterThan(20);
      expect(passed.sort()).toEqual(stillOpen);
    });

    test('[ADM3] refuses a sync as a whole, keeps nothing of it, and takes it when it is back', async () => {
      const { client, site } = await plan();
      const request = client.request(rename(site, 'Elm High'), { base: 1, syncId: randomUUID() });
      await archive(client.program);
      for (const query of ['', '?preview=true']) {
        const refused = await client.post(request, query);
        expect(refused.status).toBe(403);
        expect(await refused.json()).toMatchObject({
          error: { code: 'forbidden', details: { archivedAt: server().clock.toISOString() } },
        });
      }
      expect([...(await client.rows('sites')).values()].map(({ cells }) => cells['name'])).not.toContain('Elm High');
      await archive(client.program, false);
      const reply = await client.post(request);
      expect(await reply.json()).toMatchObject({ committed: 2, accepted: 1, refusals: [], conflicts: [] });
    });

    test('[ADM3] takes nothing that was asked for while it was being archived, by whichever route', async () => {
      const { client } = await plan();
      const today = server().clock.toISOString().slice(0, 10);
      const asked = [
        [
          'POST',
          '/comments',
          { act: 'start', kind: 'question', about: { kind: 'program' }, text: 'Late?', to: [], id: randomUUID() },
        ],
        ['PUT', '/work-claims', { places: [{ kind: 'region', code: 'North' }], until: today }],
        ['POST', '/baselines', { name: 'Late' }],
        ['POST', '/guide', { asOf: today }],
        ['POST', '/invitations', { email: `${randomUUID()}@elm.example`, name: 'Late', role: 'viewer', scope: null }],
      ] as const;
      const send = async ([method, path, body]: (typeof asked)[number]): Promise<string> => {
        const headers = { 'content-type': 'application/json' };
        const response = await client.fetch(path, { method, headers, body: JSON.stringify(body) });
        return response.status === 200
          ? 'taken'
          : (await response.text()).includes('archived since')
            ? 'archived'
            : path;
      };
      const { write } = server().store;
      const by = { at: server().clock.toISOString(), person: { id: '', name: 'Ada' }, door: 'app' } as const;
      let answers: Promise<string[]> | undefined;
      await write.transaction().execute(async (transaction) => {
        await setArchived(transaction, client.program, true, by);
        answers = Promise.all(asked.map(send));
        // They are let in, since nobody else knows of it yet, and wait for this to end.
        for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
      });
      expect(await answers).toEqual(asked.map(() => 'archived'));
      await archive(client.program, false);
      for (const each of asked) expect([each[1], await send(each)]).toEqual([each[1], 'taken']);
    });

    test('[ADM3] keeps nothing of a ledger that came in just before, and the same request is told of the same revision when it is back', async () => {
      const { client } = await plan();
      const { store, sync } = server();
      const isIn: string[] = [];
      const services = {
        store,
        now: () => server().clock,
        sync: {
          ...sync,
          sync: async (...submission: Parameters<typeof sync.sync>) => {
            const reply = await sync.sync(...submission);
            if (isIn.length === 0) await archive(client.program);
            isIn.push(String(reply.committed));
            return reply;
          },
        },
      };
      const text = 'Voucher ID,Vchr Line,Acctg Date,Proj ID,GL Account,Amount\nV-1,1,2026-10-05,none,none,5.00\n';
      const file = { name: 'ledger.csv', bytes: new TextEncoder().encode(text) };
      const control = { total: 500, months: { '2026-10': 500 } };
      const asked = { importId: randomUUID(), file, mapping: {}, base: undefined, control, mayRecord: true };
      const bring = () => importLedger(services, { ...asked, program: client.program, person: client.person }, false);
      const kept = async () => {
        const of = (table: 'import_mappings' | 'ledger_exceptions') =>
          store.read.selectFrom(table).selectAll().where('program', '=', client.program).execute();
        return [(await of('import_mappings')).length, (await of('ledger_exceptions')).length];
      };
      await expect(bring()).rejects.toThrow('archived since');
      expect(await kept()).toEqual([0, 0]);
      await archive(client.program, false);
      expect((await bring()).reply).toMatchObject({ committed: 2 });
      expect([isIn, await kept()]).toEqual([
        ['2', '2'],
        [1, 1],
      ]);
    });

    test('[ADM3] can be taken out of the public’s sight, and is put there no more', async () => {
      const { client } = await plan();
      const guide = (method: string) => {
        const headers = { 'content-type': 'application/json' };
        return client.fetch('/guide', { method, ...(method === 'POST' && { headers, body: '{}' }) });
      };
      expect((await guide('POST')).status).toBe(200);
      await archive(client.program);
      const withdrawn = await guide('DELETE');
      expect([withdrawn.status, await withdrawn.json()]).toMatchObject([200, { published: null }]);
      expect((await guide('POST')).status).toBe(403);
    });

    test('[ADM3, I1] answers a sync from before as before, and a pull', async () => {
      const { client, site } = await plan();
      const request = client.request(rename(site, 'Elm High'), { base: 1, syncId: randomUUID() });
      const first = await (await client.post(request)).json();
      await archive(client.program);
      expect(await (await client.post(request)).json()).toEqual(first);
      expect(await client.sync({}, { base: 1 })).toMatchObject({ revision: 2, committed: null });
    });

    test('[ADM3] is out of the list, but where it is asked for, and can be read', async () => {
      const { client } = await plan();
      const listed = async (query: string) => (await client.fetchApi(`/programs${query}`)).json();
      await archive(client.program);
      expect(await listed('')).toEqual([]);
      expect(await listed('?archived=true')).toMatchObject([
        { id: client.program, archivedAt: server().clock.toISOString() },
      ]);
      for (const path of ['/rows?tables=sites', '/history', '/totals', '/audit'])
        expect([path, (await client.fetch(path)).status]).toEqual([path, 200]);
      await archive(client.program, false);
      expect(await listed('')).toEqual([expect.not.objectContaining({ archivedAt: expect.anything() })]);
    });

    test('[AUD1, ADM3] that it was archived and brought back is in its log, once each', async () => {
      const { client } = await plan();
      for (const isArchived of [true, true, false, false]) await archive(client.program, isArchived);
      const { entries } = await (await client.fetch('/audit?act=program')).json();
      expect(entries).toMatchObject([
        { by: 'Ada', what: 'Brought the program back from the archive' },
        { by: 'Ada', what: 'Archived the program' },
      ]);
      expect(await (await client.fetch('/verify')).json()).toMatchObject({ ok: true });
    });
  });
}
