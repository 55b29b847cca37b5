import { describe, expect, test } from 'vitest';
import { markRestored } from '../../server/backup/mark-restored.ts';
import { openSession } from '../../server/identity/sessions.ts';
import { accessTokenReply } from '../../shared/protocol/access-tokens.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { actBy, listFor, openChangeOffice, today, viewFor } from './change-office.ts';
import { inserts, site, update } from './plan-rows.ts';
import { TestClient, type TestServer } from './test-server.ts';

export function epochContract(server: () => TestServer): void {
  describe('a database that has come out of a backup', () => {
    async function twoRevisions() {
      const client = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'));
      const row = ids[0] ?? '';
      const first = (await client.sync({ sites: edits })).receipt.hash;
      const second = (await client.sync({ sites: update(row, { name: 'Alder' }) }, { base: 1 })).receipt.hash;
      return { client, row, first, second };
    }
    /** As an administrator does, and the person signs in again. */
    async function restored(client: TestClient): Promise<TestClient> {
      const { store, clock, app } = server();
      const who = { person: { id: '', name: 'Command line' }, door: 'commandLine' } as const;
      await markRestored(store, { ...who, at: clock.toISOString(), what: 'Restored' });
      const token = await openSession({ store, now: () => clock, randomBytes }, client.person.id);
      return new TestClient(app, client.program, { ...client.person, token });
    }
    const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const codeOf = async (response: Response): Promise<unknown> => {
      const { error } = await response.json();
      return [response.status, error.code, error.details];
    };
    const lost = 'f'.repeat(64);

    test('[REV8] a base is known by its hash, and nothing is done from one that is of another history', async () => {
      const { client, row, first, second } = await twoRevisions();
      const edits = { sites: update(row, { city: 'Cedar Rapids' }) };
      const post = (base: number, query: string) => client.post(client.request(edits, { base }), query);
      const preview = (hash: string) => `?preview=true&hash=${hash}`;
      expect((await post(1, preview(first))).status).toBe(200);
      expect((await post(2, preview(second))).status).toBe(200);
      expect((await post(2, preview(''))).status).toBe(200);
      for (const [base, hash] of [
        [1, second],
        [2, lost],
        [3, lost],
      ] as const)
        expect(await codeOf(await post(base, `?hash=${hash}`))).toEqual([409, 'revision_unknown', { head: 2 }]);
      expect((await client.post(client.request({}, { base: 2 }), `?hash=${lost}`)).status).toBe(409);
      expect((await post(2, '?hash=x')).status).toBe(400);
      expect((await client.rows('sites')).get(row)?.cells['city']).toBe('Cedar Basin');
    });

    test('[REV8] a base from after the backup is refused with the last revision that both histories have', async () => {
      const { client, row, first, second } = await twoRevisions();
      const again = await restored(client);
      // The number 3 is given in this history, too.
      const now = again.request({ sites: update(row, { name: 'Beech' }) }, { base: 2 });
      expect((await again.post(now, `?hash=${second}`)).status).toBe(200);
      const ahead = { at: server().clock.toISOString(), common: { revision: 2, hash: second } };
      const edits = { sites: update(row, { name: 'Lost' }) };
      for (const [base, hash] of [
        [3, lost],
        [3, ''],
        [9, lost],
      ] as const) {
        const told = await codeOf(await again.post(again.request(edits, { base }), `?hash=${hash}`));
        expect(told).toEqual([409, 'revision_unknown', { head: 3, restored: ahead }]);
      }
      // An add-in of before could not be told what to do, but it knows that it is to be loaded anew.
      const old = await codeOf(await again.post(again.request(edits, { base: 3 })));
      expect(old).toEqual([400, 'protocol_unsupported', undefined]);
      expect((await again.rows('sites')).get(row)?.cells['name']).toBe('Beech');
      // What both histories have goes on as ever, for every add-in.
      for (const query of ['?preview=true', '?preview=true&hash=', `?preview=true&hash=${first}`])
        expect((await again.post(again.request(edits, { base: 1 }), query)).status).toBe(200);
    });

    test('[REV8] a form that was filled in before a restore is refused with what to do, and one that names its hash goes on', async () => {
      const { client } = await twoRevisions();
      const before = { revision: 3, hash: lost };
      const again = await restored(client);
      await again.sync({ sites: inserts(site('0418')).edits }, { base: 2 });
      const put = async (path: string, body: object, seen: { revision: number; hash?: string | undefined }) => {
        const request = { ...body, seen: seen.revision, hash: seen.hash, syncId: crypto.randomUUID() };
        const headers = { 'content-type': 'application/json' };
        const answer = await again.fetch(path, { method: 'PUT', headers, body: JSON.stringify(request) });
        const { error } = await answer.json();
        return answer.status === 200 ? 200 : `${error.code}: ${error.message}`;
      };
      const rule = { order: 1, vendor: 'Northern*', outside: true, account: null, description: null, project: null };
      const noTarget = { org: null, budgetLine: null, toProject: null, category: null, note: null };
      const forms = [
        ['/settings', { settings: { forecastAgeDays: '30' } }],
        ['/report-texts', { section: 'Mission', text: 'It works.' }],
        ['/ledger/rules', { row: null, rule: { ...rule, ...noTarget } }],
      ] as const;
      const refused = `revision_unknown: The plan was restored from a backup on ${server().clock.toISOString().slice(0, 10)}, and what you looked at may be from before. Nothing of yours was saved. Look at it again and decide.`;
      for (const [path, body] of forms) {
        const told = await (await again.fetch(path)).json();
        expect(await put(path, body, before), path).toBe(refused);
        expect(await put(path, body, { revision: 3 }), path).toBe(refused);
        expect(await put(path, body, told), path).toBe(200);
      }
    });

    test('[REV8] nobody decides on a budget change by figures from before a restore', async () => {
      const office = await openChangeOffice(server());
      const [number, done, draft] = [await office.pending(), await office.approved(), await office.pending()];
      const finance = await restored(office.finance);
      const officer = new TestClient(server().app, finance.program, {
        ...office.officer.person,
        token: await openSession(
          { store: server().store, now: () => server().clock, randomBytes },
          office.officer.person.id,
        ),
      });
      const lostView = { seen: (await listFor(finance)).revision + 1, hash: lost };
      // The same number is given again, to a revision that nobody who decides has seen.
      await actBy(officer, draft, 'revise');
      expect((await listFor(finance)).revision).toBe(lostView.seen);
      const send = async (method: string, path: string, body: object) => {
        const headers = { 'content-type': 'application/json' };
        const response = await finance.fetch(`/changes${path}`, { method, headers, body: JSON.stringify(body) });
        return response.status === 200 ? 200 : (await response.json()).error.code;
      };
      const acts = [
        ['PATCH', `/${draft}`, { title: 'Another' }],
        ['PATCH', `/${draft}?preview=true`, { title: 'Another' }],
        ['POST', '/amendment', { numbers: [draft], reportNumber: 'Rep-1' }],
        ['POST', `/${done}/reverse`, {}],
        ['POST', '/decide', { numbers: [number], act: 'recommend' }],
        ['POST', `/${number}/approve`, today],
      ] as const;
      for (const [method, path, body] of acts) {
        expect(await send(method, path, { ...body, ...lostView }), path).toBe('revision_unknown');
        expect(await send(method, path, { ...body, seen: lostView.seen }), path).toBe('revision_unknown');
        const told = path === '/decide' ? await listFor(finance) : await viewFor(finance, number);
        expect(await send(method, path, { ...body, seen: told.revision, hash: told.hash }), path).toBe(200);
      }
      expect((await viewFor(finance, number)).change.status).toBe('Approved');
    });

    test('[REV8] rows say their hash, and those of another history are neither given nor taken for what somebody has', async () => {
      const { client, second } = await twoRevisions();
      const of = async (query: string) => {
        const response = await client.fetch(`/rows?tables=sites${query}`);
        return { status: response.status, headers: response.headers, body: await response.json() };
      };
      const named = await of(`&at=2&hash=${second}`);
      expect(rowsReply.parse(named.body).hash).toBe(second);
      expect((await of(`&at=2&hash=${lost}`)).status).toBe(409);
      const etag = (await of('')).headers.get('etag') ?? '';
      expect(etag).toContain(second.slice(0, 16));
    });

    test('a restore revives no session and no reading token that was taken away since, and is written into every chain', async () => {
      const { client } = await twoRevisions();
      const made = await client.fetch('/access-tokens', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Power Query', days: 30 }),
      });
      const { token } = accessTokenReply.parse(await made.json());
      const feed = () =>
        server().app.request(`/api/programs/${client.program}/tables/sites.csv`, {
          headers: { authorization: `Bearer ${token}` },
        });
      expect((await feed()).status).toBe(200);
      const again = await restored(client);
      expect([(await feed()).status, (await client.fetch('/history')).status]).toEqual([401, 401]);
      const audit = await (await again.fetch('/audit?act=restore')).json();
      expect(audit.entries[0]).toMatchObject({ id: 'A3', kind: 'restore', what: 'Restored', revision: 2 });
      expect(await (await again.fetch('/verify')).json()).toMatchObject({ ok: true });
    });
  });
}
