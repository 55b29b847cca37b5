import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actHash } from '../../server/audit/act-hash.ts';
import { appendAct } from '../../server/audit/append-act.ts';
import { grant } from '../../server/identity/accounts.ts';
import { quickAccount } from '../../server/identity/testing/quick-passwords.ts';
import { auditReply, type AuditEntry } from '../../shared/protocol/audit.ts';
import { patient } from '../patience.ts';
import { inserts, site, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

export function auditContract(server: () => TestServer): void {
  describe('the log of acts', () => {
    let before: Date;
    // Others count on the day that it is.
    beforeEach(() => void (before = server().clock));
    afterEach(() => void (server().clock = before));

    const audit = async (client: TestClient, query = ''): Promise<AuditEntry[]> => {
      const response = await client.fetch(`/audit${query}`);
      expect(response.status).toBe(200);
      return auditReply.parse(await response.json()).entries;
    };
    const kinds = (entries: readonly AuditEntry[]): string[] => entries.map(({ id, kind }) => `${id} ${kind}`);
    const verified = async (client: TestClient) => (await client.fetch('/verify')).json();

    /** A program with two revisions and an export between and after them. */
    async function told(): Promise<{ admin: TestClient; row: string }> {
      const admin = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'));
      await admin.sync({ sites: edits });
      await admin.fetch('/tables/sites.csv');
      await admin.sync({ sites: update(ids[0] ?? '', { name: 'Alder' }) }, { base: 1 });
      await admin.fetch('/workbook.xlsx');
      return { admin, row: ids[0] ?? '' };
    }

    test('[AUD1] a sync is its revision; exports, the public guide and tokens are acts between them, newest first', async () => {
      const { admin } = await told();
      const json = { 'content-type': 'application/json' };
      await admin.fetch('/guide', { method: 'POST', headers: json, body: '{}' });
      const body = JSON.stringify({ name: 'Power BI', days: 9 });
      const made = await (await admin.fetch('/access-tokens', { method: 'POST', headers: json, body })).json();
      const bearer = { headers: { authorization: `Bearer ${made.token}` } };
      const read = () => server().app.request(`/api/programs/${admin.program}/tables/sites.csv`, bearer);
      expect([(await read()).status, (await read()).status]).toEqual([200, 200]);
      await admin.fetch(`/access-tokens/${made.id}`, { method: 'DELETE' });
      const entries = await audit(admin);
      expect(kinds(entries)).toEqual([
        'A6 token',
        'A5 feed',
        'A4 token',
        'A3 publish',
        'A2 export',
        'A1 export',
        'R2 sync',
        'R1 sync',
      ]);
      expect(entries.find(({ id }) => id === 'A2')).toMatchObject({
        by: admin.person.name,
        door: 'app',
        what: 'Workbook as of 2026-11-23, revision 2 (xlsx)',
        receipt: expect.stringMatching(/^2(-[0-9A-Z]{4}){4}$/),
        revision: 2,
      });
      expect(entries.find(({ id }) => id === 'R2')?.what).toBe('Revision 2: 1 change in 1 row');
      expect(await verified(admin)).toMatchObject({ ok: true, acts: 6 });
    });

    test('[AUD1] it holds no text of a cell, no token, and no e-mail address that was mistyped', async () => {
      const { admin } = await told();
      const text = JSON.stringify(await audit(admin));
      for (const secret of ['Alder', admin.person.token]) expect(text).not.toContain(secret);
      // A digest or receipt may hold any four digits.
      expect(text).not.toMatch(/(?<![\w-])0417(?![\w-])/);
    });

    test('[AUD1] is filtered by act, person and day, and read in pages that give each entry once', async () => {
      const { admin } = await told();
      server().clock = new Date(server().clock.getTime() + 86_400_000);
      const other = await server().member(admin.program, 'viewer');
      await other.fetch('/tables/sites.json');
      const today = server().clock.toISOString().slice(0, 10);
      expect(kinds(await audit(admin, '?act=sync'))).toEqual(['R2 sync', 'R1 sync']);
      expect(kinds(await audit(admin, `?act=export&by=${encodeURIComponent(other.person.name)}`))).toEqual([
        'A3 export',
      ]);
      expect(kinds(await audit(admin, `?from=${today}`))).toEqual(['A3 export']);
      expect(kinds(await audit(admin, `?by=${admin.person.id}&act=export`))).toEqual(['A2 export', 'A1 export']);
      const whole = kinds(await audit(other));
      const paged: string[] = [];
      for (let query: string | null = '?limit=2'; query !== null;) {
        const page: { entries: AuditEntry[]; next: string | null } = auditReply.parse(
          await (await admin.fetch(`/audit${query}`)).json(),
        );
        expect(page.entries.length).toBeLessThanOrEqual(2);
        paged.push(...kinds(page.entries));
        query = page.next === null ? null : `?limit=2&cursor=${page.next}`;
      }
      expect(paged).toEqual(whole);
      expect(whole).toHaveLength(5);
      expect((await admin.fetch('/audit?cursor=1.2')).status).toBe(400);
      expect((await admin.fetch('/audit?act=nothing')).status).toBe(400);
    });

    test('[AUD1] whoever takes the name of another, or of the server, is told apart by the account, and to who administers by the address', async () => {
      const { admin } = await told();
      const other = await server().member(admin.program, 'viewer');
      for (const name of [admin.person.name, 'Server']) {
        const renamed = await other.fetchApi('/account', {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name }),
        });
        expect(renamed.status).toBe(200);
        await other.fetch('/tables/sites.json');
      }
      const who = async (client: TestClient, query = '') =>
        (await audit(client, `?act=export&limit=3${query}`)).map(({ by, account, email }) => [by, account, email]);
      const [own, others] = [admin.person, other.person];
      expect(await who(admin)).toEqual([
        ['Server', others.id, others.email],
        [own.name, others.id, others.email],
        [own.name, own.id, own.email],
      ]);
      expect(await who(admin, `&by=${encodeURIComponent(others.email)}`)).toHaveLength(2);
      expect((await who(other)).map(([, account, email]) => [account, email])).toEqual([
        [others.id, undefined],
        [others.id, undefined],
        [own.id, undefined],
      ]);
      expect(await who(other, `&by=${encodeURIComponent(own.email)}`)).toEqual([]);
      expect(await (await admin.fetch('/audit.csv?act=export&limit=1')).text()).toContain(others.email);
    });

    test('[AUD1] steps of budget changes and months are told by their name', async () => {
      const admin = await server().member(await server().program(), 'admin');
      const period = { period: '2026-10', status: 'Open', controlTotal: 0 };
      const { ids, edits } = inserts(period);
      const [row = ''] = ids;
      await admin.sync({ periods: edits });
      const first = await admin.sync({ periods: update(row, { status: 'Soft close' }) }, { base: 1 });
      expect(first.refusals).toEqual([]);
      const second = await admin.sync({ periods: update(row, { status: 'Closed' }) }, { base: 2 });
      expect(second.refusals).toEqual([]);
      expect(kinds(await audit(admin))).toEqual(['R3 close', 'R2 softClose', 'R1 sync']);
      expect(kinds(await audit(admin, '?act=close'))).toEqual(['R3 close']);
    });

    test('[AUD1] a closed month that is opened again says so wherever it goes, and what is entered as decided is a decision', async () => {
      const admin = await server().member(await server().program(), 'admin');
      await admin.sync({ sites: inserts(site('0417')).edits });
      const { ids, edits } = inserts({ period: '2026-09', status: 'Soft close', controlTotal: 0 });
      const [row = ''] = ids;
      await admin.sync({ periods: edits }, { base: 1 });
      let base = 2;
      for (const status of ['Closed', 'Soft close', 'Closed', 'Open', 'Soft close', 'Open']) {
        const { refusals, revision } = await admin.sync(
          { periods: update(row, { status }) },
          { base, note: 'V-9 was missing.' },
        );
        expect(refusals).toEqual([]);
        base = revision;
      }
      const entered = {
        number: 'BC-0001',
        type: 'Staff Modification',
        status: 'Approved',
        title: 'Decided elsewhere',
        reason: 'Was decided before this program was used.',
        requestedBy: 'PM',
        approvedBy: 'CFO',
        effectiveDate: '2026-07-01',
      };
      expect((await admin.sync({ changes: inserts(entered).edits }, { base })).refusals).toEqual([]);
      expect(kinds(await audit(admin))).toEqual([
        'R9 approval',
        'R8 reopen',
        'R7 softClose',
        'R6 reopen',
        'R5 close',
        'R4 reopen',
        'R3 close',
        'R2 softClose',
        'R1 sync',
      ]);
      expect(kinds(await audit(admin, '?act=reopen'))).toEqual(['R8 reopen', 'R6 reopen', 'R4 reopen']);
      expect(kinds(await audit(admin, '?act=softClose'))).toEqual(['R7 softClose', 'R2 softClose']);
      expect(kinds(await audit(admin, '?act=approval'))).toEqual(['R9 approval']);
    });

    test('[AUD1] is exported as CSV and JSON, which is an act itself', async () => {
      const { admin } = await told();
      const csv = await (await admin.fetch('/audit.csv?act=export')).text();
      expect(csv.split('\r\n').map((line) => line.split(',').slice(0, 1)[0])).toEqual(['id', 'A2', 'A1', '']);
      const json: AuditEntry[] = await (await admin.fetch('/audit.json')).json();
      expect(kinds(json)).toEqual(['A3 export', 'A2 export', 'A1 export', 'R2 sync', 'R1 sync']);
      expect(kinds(await audit(admin))[0]).toBe('A4 export');
    });

    test('[AUD1] sign-ins are told to finance, of members alone, and failures without what was typed', async () => {
      const program = await server().program();
      const finance = await server().member(program, 'finance');
      const viewer = await server().member(program, 'viewer');
      const email = `${randomUUID()}@cedar-basin.example`;
      const person = await quickAccount(server().store.write, { email, name: 'Ñora', password: 'right' });
      await grant(server().store.write, { program, account: person.id, role: 'viewer', scope: null });
      const signIn = (address: string, password: string) =>
        server().app.request('/api/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: address, password }),
        });
      const { token } = await (await signIn(email, 'right')).json();
      await server().app.request('/api/sign-out', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
      await signIn(email, 'wrong one');
      await signIn('nobody@cedar-basin.example', 'wrong one');
      const ofNora = async () => (await audit(finance)).filter(({ by }) => by === 'Ñora').map(({ kind }) => kind);
      await expect.poll(ofNora, { timeout: patient(5000) }).toEqual(['signInFailed', 'signOut', 'signIn']);
      expect((await audit(viewer)).filter(({ id }) => id.startsWith('S'))).toEqual([]);
      const chains = ['', finance.program];
      const log = (chain: string) => server().store.read.selectFrom('acts').selectAll().where('program', '=', chain);
      const kept = await Promise.all(chains.map((chain) => log(chain).execute()));
      expect(JSON.stringify(kept)).not.toContain('wrong one');
      expect(JSON.stringify(kept)).not.toContain('nobody@');
    });

    test('[AUD1] a conflict decided for what the plan holds is an act, since it makes no revision', async () => {
      const program = await server().program();
      const [ana, bo] = [await server().member(program, 'admin'), await server().member(program, 'admin')];
      const { ids, edits } = inserts(site('0417'));
      const [row = ''] = ids;
      await ana.sync({ sites: edits });
      await ana.sync({ sites: update(row, { name: 'Alder' }) }, { base: 1 });
      const reply = await bo.sync({ sites: update(row, { name: 'Oak' }) }, { base: 1 });
      const [conflict] = reply.conflicts;
      const decisions = [{ conflict: conflict?.id ?? '', outcome: 'theirs' as const }];
      expect((await bo.sync({}, { base: 2, decisions })).committed).toBeNull();
      expect(kinds(await audit(ana))).toEqual(['A1 decision', 'R2 sync', 'R1 sync']);
    });

    test.each(['at', 'kind', 'person', 'person_name', 'door', 'what', 'receipt', 'digest', 'head_hash', 'prev_hash'])(
      '[AUD2] %s of an act cannot be edited unnoticed',
      async (column) => {
        const { admin } = await told();
        await server()
          .store.write.updateTable('acts')
          .set({ [column]: 'forged' })
          .where('program', '=', admin.program)
          .where('number', '=', 1)
          .execute();
        expect(await verified(admin)).toMatchObject({ ok: false, fault: { kind: 'acts' } });
      },
    );

    test.each([1, 2])(
      '[AUD2] act %i cannot be taken away unnoticed, even where the end of the log says so',
      async (number) => {
        const { admin } = await told();
        const { write } = server().store;
        const log = () => write.selectFrom('acts').selectAll().where('program', '=', admin.program).orderBy('number');
        const [first, second] = await log().execute();
        await write.deleteFrom('acts').where('program', '=', admin.program).where('number', '=', number).execute();
        expect(await verified(admin)).toMatchObject({ ok: false, fault: { kind: 'acts' } });
        if (number === 2) return;
        // With the rest renumbered and sealed anew: the revision between them names what is gone.
        const moved = { ...second, number: 1, prev_hash: '' };
        expect(first?.number).toBe(1);
        const sealed = { ...moved, hash: actHash({ ...acts(second), ...moved }) };
        await write.updateTable('acts').set(sealed).where('program', '=', admin.program).execute();
        const end = { acts: 1, acts_hash: sealed.hash };
        await write.updateTable('programs').set(end).where('id', '=', admin.program).execute();
        expect(await verified(admin)).toMatchObject({ ok: false, fault: { kind: 'acts', revision: 2 } });
      },
    );

    test('[AUD2] acts at the same moment stand in one chain', async () => {
      const { admin } = await told();
      await Promise.all(Array.from({ length: 8 }, () => admin.fetch('/tables/sites.csv')));
      expect(await verified(admin)).toMatchObject({ ok: true, acts: 10 });
    });

    test('[AUD2] an act whose words are too long, or hold half of a character, still proves to be what was written', async () => {
      const { admin } = await told();
      const act = {
        at: '',
        kind: 'export',
        person: { id: '', name: '' },
        door: 'app',
        program: admin.program,
      } as const;
      for (const what of [`${'x'.repeat(499)}😀`, 'half \uD83D of one', 'and \0 none'])
        await server()
          .store.write.transaction()
          .execute((write) => appendAct(write, { ...act, what }));
      expect(await verified(admin)).toMatchObject({ ok: true, acts: 5 });
    });

    test('[AUD2] what is done in a program that is not there is an error, and nothing is written', async () => {
      const act = { at: '', kind: 'export', person: { id: '', name: '' }, door: 'app', what: '' } as const;
      const done = server()
        .store.write.transaction()
        .execute((write) => appendAct(write, { ...act, program: 'none' }));
      await expect(done).rejects.toThrow('There is no program none');
    });
  });
}

function acts<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The act is gone.');
  return found;
}
