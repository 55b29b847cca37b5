import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeAccessToken } from '../../server/identity/access-tokens.ts';
import { makeAdministrator } from '../../server/identity/administrators.ts';
import { describeApi } from '../../server/routes/api-docs.ts';
import {
  administeredPeople,
  administeredPrograms,
  newPersonReply,
  pagesSeenReply,
  personDetails,
  serverHealth,
  serverJobs,
} from '../../shared/protocol/administration.ts';
import { workbookReply } from '../../shared/protocol/workbook.ts';
import { auditReply } from '../../shared/protocol/audit.ts';
import { workbookOfElsewhere } from './workbook-of-elsewhere.ts';
import { smallPlan } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** What administrators of the server look after, and nobody else. */
export function administrationContract(server: () => TestServer): void {
  describe('the administration of the server', () => {
    let ada: TestClient;
    /** A program that Ada is no member of, with a plan, and somebody in it. */
    let bo: TestClient;

    beforeEach(async () => {
      ada = await server().member(await server().program(), 'viewer');
      const by = { at: server().clock.toISOString(), person: { id: '', name: 'Test' }, door: 'commandLine' } as const;
      await server()
        .store.write.transaction()
        .execute((write) => makeAdministrator(write, ada.person, by));
      bo = await server().member(await server().program(), 'admin');
      await bo.sync(smallPlan());
    });

    const send = (who: TestClient, method: string, path: string, body?: unknown) =>
      who.fetchApi(`/admin${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const ok = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const response = await send(ada, method, path, body);
      if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    };
    const refusal = async (method: string, path: string, body?: unknown): Promise<[number, string]> => {
      const response = await send(ada, method, path, body);
      return [response.status, JSON.parse(await response.text()).error?.message ?? ''];
    };
    const programNamed = async (id: string) =>
      administeredPrograms.parse(await ok('GET', `/programs?find=${id}`)).programs[0];
    const details = async (id: string) => personDetails.parse(await ok('GET', `/people/${id}`));
    const newest = async () => auditReply.parse(await ok('GET', '/audit?limit=1')).entries[0]?.what;

    test('[ADM1] is refused to everybody else by every route there will be, also to who administers a program', async () => {
      const said = (await (await bo.fetchApi('/administration')).json()).administers;
      expect([said, (await (await ada.fetchApi('/administration')).json()).administers]).toEqual([false, true]);
      const asked: string[] = [];
      for (const [path, methods] of Object.entries(describeApi(server().app, 'test').paths ?? {})) {
        if (!path.startsWith('/api/admin/')) continue;
        for (const method of Object.keys(methods)) {
          const place = path.slice('/api/admin'.length).replaceAll(/\{\w+\}/g, bo.person.id);
          const signedIn = await send(bo, method.toUpperCase(), place);
          const stranger = await server().app.request(`/api/admin${place}`, { method: method.toUpperCase() });
          asked.push(method);
          expect([method, path, signedIn.status, stranger.status]).toEqual([method, path, 403, 401]);
        }
      }
      expect(asked.length).toBeGreaterThanOrEqual(17);
    });

    test('[ADM2] tells of a program somebody is no member of its size and state, and opens nothing of it', async () => {
      const program = await programNamed(bo.program);
      expect(program).toMatchObject({ revision: 1, members: 1, isOpen: false, archivedAt: null });
      expect(program?.rows).toBeGreaterThan(3);
      expect(program?.lastSyncAt).toBe(server().clock.toISOString());
      expect((await programNamed(ada.program))?.isOpen).toBe(true);
      const open: string[] = [];
      for (const [path, methods] of Object.entries(describeApi(server().app, 'test').paths ?? {})) {
        if (!path.startsWith('/api/programs/{program}') || !('get' in methods)) continue;
        const place = path
          .replace('/api', '')
          .replace('{program}', bo.program)
          .replaceAll(/\{\w+\}/g, '1');
        if ((await ada.fetchApi(place)).status !== 404) open.push(path);
      }
      expect(open).toEqual([]);
    });

    test('[ADM2] holds in none of its answers an amount, a name or a code of a plan', async () => {
      const cells = new Set<string>();
      for (const table of ['sites', 'fundingSources', 'budgetLines', 'projects'])
        for (const { cells: row } of (await bo.rows(table)).values())
          for (const value of Object.values(row)) if (String(value).length > 5) cells.add(String(value));
      // What the program itself is called by.
      for (const own of ['Cedar Basin', '2026-27']) cells.delete(own);
      expect(cells.size).toBeGreaterThan(5);
      // Roles in other programs may be limited to a project that is called the same there.
      const ofOthers = (value: unknown): boolean =>
        typeof value === 'object' && value !== null && 'program' in value && value.program !== bo.program;
      const text = (answer: unknown): string =>
        JSON.stringify(answer, (_name, value: unknown) => (ofOthers(value) ? null : value));
      const said: string[] = [];
      for (const path of ['/programs', '/people', `/people/${bo.person.id}`, '/audit', '/health', '/jobs', '/pages'])
        said.push(text(await ok('GET', path)));
      expect([...cells].filter((cell) => said.some((each) => each.includes(JSON.stringify(cell))))).toEqual([]);
    });

    test('makes a program with what a workbook holds in one step, which is shown before, and leaves none where it cannot be read', async () => {
      const id = `wb-${randomUUID().slice(0, 8)}`;
      const names = { name: 'Oak Plan', district: 'Oak Unified', fiscalYear: '2026-27' };
      const send = async (bytes: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) => {
        const query = new URLSearchParams({ id, ...names, ...more });
        const init = { method: 'POST', body: new Blob([bytes]) };
        return ada.fetchApi(`/admin/programs/from-workbook?${query}`, init);
      };
      const refused = async (bytes: Uint8Array<ArrayBuffer>, more?: Record<string, string>) => {
        const answer = await send(bytes, more);
        const { error } = await answer.json();
        return [answer.status, error.code, await programNamed(id)];
      };
      const nothing = [400, 'workbook_unreadable', undefined];
      expect(await refused(new TextEncoder().encode('no workbook'))).toEqual(nothing);
      expect(await refused(await workbookOfElsewhere('another'))).toEqual(nothing);
      const workbook = await workbookOfElsewhere(id);
      expect(await refused(workbook, { id: bo.program })).toEqual([400, 'invalid_request', undefined]);
      const shown = workbookReply.parse(await (await send(workbook, { preview: 'true' })).json());
      expect([shown.refusals, await programNamed(id)]).toEqual([[], undefined]);
      const made = workbookReply.parse(await (await send(workbook)).json());
      expect([made.committed, made.accepted, made.refusals]).toEqual([1, shown.changes?.cellCount, []]);
      expect(await programNamed(id)).toMatchObject({ ...names, revision: 1, members: 1, isOpen: true });
      const sites = await ada.in(id).rows('sites');
      expect([...sites.values()].map(({ cells }) => cells['code'])).toEqual(
        [...(await bo.rows('sites')).values()].map(({ cells }) => cells['code']),
      );
      expect(await (await ada.in(id).fetch('/verify')).json()).toMatchObject({ ok: true });
    });

    test('makes a program, renames it, archives it and brings it back, each in the program’s log', async () => {
      const id = `new-${randomUUID().slice(0, 8)}`;
      const names = { name: 'Oak Plan', district: 'Oak Unified', fiscalYear: '2026-27' };
      await ok('POST', '/programs', { id, ...names, joins: true });
      expect(await refusal('POST', '/programs', { id, ...names, joins: false })).toEqual([
        400,
        `id: There is a program ${id} already.`,
      ]);
      expect(await programNamed(id)).toMatchObject({ ...names, rows: 0, members: 1, isOpen: true, lastSyncAt: null });
      await ok('PATCH', `/programs/${id}`, { name: 'Oak and Elm' });
      await ok('PATCH', `/programs/${id}`, { isArchived: true });
      expect(await programNamed(id)).toMatchObject({ name: 'Oak and Elm', archivedAt: server().clock.toISOString() });
      await ok('PATCH', `/programs/${id}`, { isArchived: false });
      const log = auditReply.parse(await (await ada.in(id).fetch('/audit')).json());
      expect(log.entries.map(({ by, what }) => [by, what])).toEqual([
        [ada.person.name, 'Brought the program back from the archive'],
        [ada.person.name, 'Archived the program'],
        [
          ada.person.name,
          'Renamed the program: Oak and Elm, Oak Unified, 2026-27; before, Oak Plan, Oak Unified, 2026-27',
        ],
        [ada.person.name, `Made ${ada.person.email} admin`],
        [ada.person.name, 'Added the program: Oak Plan, Oak Unified, 2026-27'],
      ]);
      expect((await refusal('PATCH', '/programs/none-of-ours', { isArchived: true }))[0]).toBe(404);
    });

    test.each([
      [{ id: 'A', name: 'N', district: 'D', fiscalYear: '2026-27' }, 'id: An id is made of small letters'],
      [{ id: 'ok', name: ' ', district: 'D', fiscalYear: '2026-27' }, 'name: A name is needed.'],
      [{ id: 'ok', name: 'N', district: 'D', fiscalYear: '2026' }, 'fiscalYear: A fiscal year reads like 2026-27.'],
      [
        { id: 'ok', name: 'N\nM', district: 'D', fiscalYear: '2026-27' },
        'name: A name is one line of text, without invisible marks.',
      ],
    ])('takes no program like %j', async (program, words) => {
      const [status, said] = await refusal('POST', '/programs', { ...program, joins: false });
      expect([status, said]).toEqual([400, expect.stringContaining(words)]);
    });

    test('invites somebody, who is a member of nothing, and gives another link', async () => {
      const email = `${randomUUID()}@oak.example`;
      const { person, given } = newPersonReply.parse(await ok('POST', '/people', { email, name: 'Cy Oak' }));
      expect(person).toMatchObject({ email, name: 'Cy Oak', isInvited: true, administers: false, memberships: [] });
      expect(given).toMatchObject({ kind: 'invitation', link: expect.stringContaining('/link#') });
      expect((await refusal('POST', '/people', { email: email.toUpperCase(), name: 'Cy' }))[1]).toContain('already');
      const again = await ok('POST', `/people/${person.id}/password-links`);
      expect(again).toMatchObject({ kind: 'invitation' });
      expect(again).not.toMatchObject({ link: given.link });
      expect(JSON.stringify(await ok('GET', '/audit'))).not.toContain(given.link?.split('#')[1]);
    });

    test('changes name and address, and says whose an address is already', async () => {
      const email = `${randomUUID()}@oak.example`;
      await ok('PATCH', `/people/${bo.person.id}`, { name: 'Bo Oak', email });
      expect((await details(bo.person.id)).person).toMatchObject({ name: 'Bo Oak', email });
      expect(await newest()).toBe(`Changed the e-mail address ${bo.person.email} to ${email}`);
      const taken = await refusal('PATCH', `/people/${bo.person.id}`, { name: 'Other', email: ada.person.email });
      expect(taken).toEqual([400, `There is an account for ${ada.person.email} already.`]);
      expect((await details(bo.person.id)).person.name).toBe('Bo Oak');
      const demo = { email: 'admin@cedar-basin.example' };
      expect((await refusal('PATCH', `/people/${ada.person.id}`, demo))[1]).toContain('belongs to the demo district');
    });

    test('tells of sessions that go on alone, and of somebody known to a provider that they need no password', async () => {
      const { store, clock } = server();
      const at = new Date(clock.getTime() - 31 * 86_400_000).toISOString();
      const ended = { token_hash: randomUUID(), account: bo.person.id, created_at: at, last_used_at: at };
      await store.write.insertInto('sessions').values(ended).execute();
      expect((await details(bo.person.id)).sessions).toHaveLength(1);
      await store.write.updateTable('accounts').set({ password: '' }).where('id', '=', bo.person.id).execute();
      expect((await details(bo.person.id)).person.isInvited).toBe(true);
      const identity = { issuer: 'https://id.example', subject: randomUUID(), account: bo.person.id, email: null };
      const known = { ...identity, name: 'Bo', first_at: at, last_at: at };
      await store.write.insertInto('identities').values(known).execute();
      expect((await details(bo.person.id)).person.isInvited).toBe(false);
    });

    test('grants roles with rows, roles of the plan and a person, changes them and takes them away', async () => {
      const place = `/people/${bo.person.id}/memberships/${ada.program}`;
      const held = async () =>
        (await details(bo.person.id)).person.memberships.find(({ program }) => program === ada.program);
      await ok('PUT', place, { role: 'editor', scope: { regions: ['North'], projects: [] } });
      expect(await held()).toMatchObject({
        role: 'editor',
        scope: { regions: ['North'], projects: [] },
        planRoles: [],
      });
      await ok('PUT', place, { planRoles: ['Procurement'], whileAssigned: ['Project Manager'], person: 'PM-07' });
      expect(await held()).toMatchObject({
        role: 'editor',
        scope: null,
        planRoles: ['Procurement'],
        whileAssigned: ['Project Manager'],
        person: 'PM-07',
      });
      expect(await refusal('PUT', place, { role: 'viewer', planRoles: ['CIO'] })).toEqual([
        400,
        'CIO needs the role finance.',
      ]);
      const own = `/people/${ada.person.id}/memberships/${ada.program}`;
      expect((await refusal('PUT', own, { role: 'viewer', person: 'PM-07' }))[1]).toContain(
        'One person has one account',
      );
      expect((await refusal('PUT', `/people/${bo.person.id}/memberships/none`, { role: 'viewer' }))[0]).toBe(404);
      await ok('DELETE', place);
      expect(await held()).toBeUndefined();
      expect((await bo.in(ada.program).fetch('/membership')).status).toBe(404);
      expect((await refusal('DELETE', place))[0]).toBe(404);
    });

    test('of two administrators who change what one person or group may do, the second is told what the first has done', async () => {
      const place = `/people/${bo.person.id}/memberships/${ada.program}`;
      const north = { role: 'editor', scope: { regions: ['North'], projects: [] }, person: 'PM-09' };
      const seen = { ...north, planRoles: [], whileAssigned: [] };
      await ok('PUT', place, { ...north, seen: null });
      const [again, why] = await refusal('PUT', place, { role: 'finance', seen: null });
      expect([again, why]).toEqual([
        409,
        expect.stringContaining(
          `is editor for North, who is PM-09 in ${ada.program} by now. Nothing of yours was saved.`,
        ),
      ]);
      await ok('PUT', place, { role: 'viewer', person: 'PM-09', seen });
      expect((await refusal('PUT', place, { ...north, seen }))[0]).toBe(409);
      await ok('DELETE', place);
      expect((await refusal('PUT', place, { ...north, seen }))[1]).toContain('is closed to');

      const group = { program: ada.program, group: `g-${randomUUID()}` };
      const given = { label: null, role: 'viewer', scope: null, planRoles: [] };
      await ok('PUT', '/sign-in/groups', { ...group, role: 'viewer', seen: null });
      await ok('PUT', '/sign-in/groups', { ...group, role: 'editor', seen: given });
      expect(await refusal('PUT', '/sign-in/groups', { ...group, role: 'finance', seen: given })).toEqual([
        409,
        expect.stringContaining(`${group.group} makes its people editor in ${ada.program} by now.`),
      ]);
      await ok('DELETE', `/sign-in/groups?program=${group.program}&group=${group.group}`);
    });

    test('locks an account out at once and lets it in again, but never the last administrator [ADM1]', async () => {
      const place = `/people/${bo.person.id}`;
      await ok('PATCH', place, { administers: true });
      expect((await details(bo.person.id)).person.administers).toBe(true);
      await ok('PATCH', place, { isDisabled: true });
      expect((await bo.fetch('/membership')).status).toBe(401);
      expect((await details(bo.person.id)).person).toMatchObject({ isDisabled: true, administers: false });
      expect((await refusal('PATCH', place, { administers: true }))[1]).toContain('is disabled');
      expect((await refusal('POST', `${place}/password-links`))[1]).toContain('is disabled');
      await ok('PATCH', place, { isDisabled: false });
      expect((await details(bo.person.id)).sessions).toEqual([]);
      // Other tests have made administrators of their own.
      await server()
        .store.write.updateTable('accounts')
        .set({ administers: 0 })
        .where('id', '!=', ada.person.id)
        .execute();
      for (const change of [{ isDisabled: true }, { administers: false }])
        expect((await refusal('PATCH', `/people/${ada.person.id}`, change))[1]).toContain('only administrator');
      expect((await (await ada.fetchApi('/administration')).json()).administers).toBe(true);
    });

    test('lists sessions and reading tokens with their last use, and ends them', async () => {
      const deps = { store: server().store, now: () => server().clock, randomBytes };
      const owner = { person: bo.person, program: bo.program };
      const { token, made } = await makeAccessToken(deps, owner, { name: 'Power BI', days: 9 });
      const before = await details(bo.person.id);
      expect(before.tokens).toEqual([{ ...made, program: bo.program }]);
      expect(JSON.stringify(before)).not.toContain(token);
      expect(JSON.stringify(before)).not.toContain(bo.person.token);
      const [session] = before.sessions;
      expect(session).toMatchObject({ lastUsedAt: expect.stringMatching(/^2026-/) });
      expect((await refusal('DELETE', `/people/${ada.person.id}/sessions/${session?.id}`))[0]).toBe(404);
      await ok('DELETE', `/people/${bo.person.id}/tokens/${made.id}`);
      await ok('DELETE', `/people/${bo.person.id}/sessions/all`);
      expect(await details(bo.person.id)).toMatchObject({ sessions: [], tokens: [] });
      expect((await bo.fetch('/membership')).status).toBe(401);
      expect(await newest()).toBe(`Ended 1 session of ${bo.person.email}`);
    });

    test('finds people by a part of name or address, by program, a page at a time', async () => {
      const found = async (query: string) => administeredPeople.parse(await ok('GET', `/people?${query}`));
      const sign = randomUUID().slice(0, 8);
      for (let i = 0; i < 51; i++) {
        const row = {
          id: randomUUID(),
          email: `${sign}-${String(i).padStart(2, '0')}@oak.example`,
          name: 'Cy 100%_Oak',
        };
        await server()
          .store.write.insertInto('accounts')
          .values({ ...row, password: '', disabled: 0, created_at: '' })
          .execute();
      }
      const first = await found(`find=${sign.toUpperCase()}`);
      expect([first.people.length, first.next]).toEqual([50, `${sign}-49@oak.example`]);
      const rest = await found(`find=${sign}&after=${encodeURIComponent(first.next ?? '')}`);
      expect([rest.people.map(({ email }) => email), rest.next]).toEqual([[`${sign}-50@oak.example`], null]);
      expect((await found('find=100%25_oak')).people.length).toBe(50);
      expect((await found('find=100%25Xoak')).people).toEqual([]);
      expect((await found(`program=${bo.program}`)).people.map(({ id }) => id)).toEqual([bo.person.id]);
    });

    test('[AUD1] exports the server’s own log by its filters, and writes that down', async () => {
      await ok('PATCH', `/people/${bo.person.id}`, { name: 'Bo, "the Oak"' });
      const query = `?act=account&by=${encodeURIComponent(ada.person.name)}`;
      const file = await send(ada, 'GET', `/audit.csv${query}`);
      expect(file.headers.get('content-disposition')).toBe('attachment; filename="acts-of-the-server.csv"');
      const text = await file.text();
      expect(text.split('\r\n')[1]).toContain('Bo, ""the Oak""');
      expect(await newest()).toMatch(/^The server’s log of acts: 1 entries \(csv\)$/);
      const { entries, next } = auditReply.parse(await ok('GET', '/audit?limit=1'));
      const older = auditReply.parse(await ok('GET', `/audit?limit=1&cursor=${next}`));
      expect(older.entries[0]?.id).not.toBe(entries[0]?.id);
      expect((await refusal('GET', '/audit?cursor=x'))[0]).toBe(400);
      expect(auditReply.parse(await ok('GET', '/audit?to=2020-01-01')).entries).toEqual([]);
    });

    test('tells how server and database are, and what it does by itself', async () => {
      const health = serverHealth.parse(await ok('GET', '/health'));
      expect(health).toMatchObject({
        version: '0.0.0-test',
        database: { kind: server().store.dialect, migration: { name: expect.stringMatching(/^\d{4}-/) } },
        disk: null,
        streams: { open: expect.any(Number) },
      });
      expect(health.database.bytes).toBeGreaterThan(100_000);
      expect(health.workers.map(({ name, running }) => [name, running])).toContainEqual(['Workbooks', 0]);
      const { jobs, kept } = serverJobs.parse(await ok('GET', '/jobs'));
      expect(jobs.map(({ name, state }) => [name, state])).toEqual([
        ['Backups', 'off'],
        ['Anchors', 'off'],
        ['Mail of the day', 'off'],
        ['Reports of closed months', 'off'],
        ['Taking away what is not kept', 'off'],
      ]);
      expect(kept).toContainEqual({ what: 'Codes for a sign-in in Excel', howLong: '10 minutes' });
    });

    test('tells which page in which version each account has used, written down once a day', async () => {
      const use = (page: string) => bo.fetchApi('/administration', { headers: { 'sep-page': page } });
      const seen = async () => {
        const { pages } = pagesSeenReply.parse(await ok('GET', '/pages'));
        return pages
          .filter(({ account }) => account === bo.person.id)
          .map(({ page, version, days }) => [page, version, days]);
      };
      const before = server().clock;
      const old = { account: bo.person.id, day: '2026-10-23', page: 'pane', version: '1.0.0', at: '' } as const;
      await server().store.write.insertInto('pages_seen').values(old).execute();
      for (const page of ['pane/1.4.0', 'pane/1.4.0', 'workbench/1.4.0', 'nonsense', 'pane/<b>']) await use(page);
      await expect.poll(seen).toEqual(
        expect.arrayContaining([
          ['pane', '1.4.0', 1],
          ['workbench', '1.4.0', 1],
        ]),
      );
      server().clock = new Date(before.getTime() + 86_400_000);
      await use('pane/1.5.0');
      await expect.poll(seen).toContainEqual(['pane', '1.5.0', 1]);
      expect(await seen()).toHaveLength(3);
      const rows = await server()
        .store.read.selectFrom('pages_seen')
        .selectAll()
        .where('account', '=', bo.person.id)
        .execute();
      expect(rows).toHaveLength(3);
      server().clock = before;
    });
  });
}
