import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { addAccount, grant, holdAddresses } from '../identity/accounts.ts';
import { makeAdministrator } from '../identity/administrators.ts';
import type { Database } from '../storage/schema.ts';
import { addProgram } from './change-program.ts';

let server: TestServer;
let drop: () => Promise<void>;
/** Administers the server, and a program of their own. */
let admin: TestClient;

beforeAll(async () => {
  const { url, ownerUrl, ...database } = await freshDatabaseWithRole();
  drop = database.drop;
  server = await startTestServer({ url, ownerUrl });
  admin = await server.member(await server.program(), 'admin');
  await server.store.write
    .transaction()
    .execute((write) => makeAdministrator(write, admin.person, { ...by, person: admin.person }));
});
afterAll(async () => {
  await server.close();
  await drop();
});

const by = { at: '2026-11-23T10:00:00.000Z', person: { id: '', name: 'Somebody else' }, door: 'commandLine' } as const;

/** Does first what somebody else does at the same moment, and commits it once the request waits for it. */
async function whileSomebody(does: (write: Kysely<Database>) => Promise<unknown>, request: () => Promise<Response>) {
  let asked: Promise<Response> | undefined;
  await server.store.write.transaction().execute(async (write) => {
    await does(write);
    asked = request();
    await expect
      .poll(async () => {
        const { rows } = await sql<{ waiting: number }>`SELECT count(*) AS waiting FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(server.store.read);
        return rows[0]?.waiting;
      })
      .toBe(1);
  });
  const response = await asked;
  return { status: response?.status, body: JSON.stringify(await response?.json()) };
}

const asking = (method: string, body: unknown) => ({
  method,
  headers: { authorization: `Bearer ${admin.person.token}`, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const newcomer = { name: 'Rosa', email: 'rosa@elm.example', password: '' };
const takes = (email: string) => async (write: Kysely<Database>) => {
  await holdAddresses(write);
  return addAccount(write, { ...newcomer, email });
};

test('[ADM1] of two who make a program of one id at once, the second is told that there is one', async () => {
  const elm = { id: 'elm', name: 'Elm', district: 'Elm', fiscalYear: '2026-27' };
  const made = await whileSomebody(
    (write) => addProgram(write, elm, by),
    async () => server.app.request('/api/admin/programs', asking('POST', { ...elm, joins: false })),
  );
  expect(made).toEqual({ status: 400, body: expect.stringContaining('There is a program elm already.') });
});

test('[ADM1] who is invited to two programs at once has one account, and enters both', async () => {
  const email = 'both@elm.example';
  const invited = await whileSomebody(takes(email), () =>
    admin.fetch('/invitations', asking('POST', { name: 'Rosa', email, role: 'editor', scope: null })),
  );
  expect(invited).toMatchObject({ status: 200 });
  const accounts = server.store.read.selectFrom('accounts').select('id').where('email', '=', email);
  const [account, ...others] = await accounts.execute();
  expect(others).toEqual([]);
  expect(invited.body).toContain(account?.id);
});

test('[ADM1] an address that somebody else takes at the same moment is said to be taken', async () => {
  const [added, moved] = ['added@elm.example', 'moved@elm.example'];
  const other = await server.member(admin.program, 'viewer');
  expect(
    await whileSomebody(takes(added), async () =>
      server.app.request('/api/admin/people', asking('POST', { name: 'Rosa', email: added })),
    ),
  ).toEqual({ status: 400, body: expect.stringContaining(`There is an account for ${added} already.`) });
  expect(
    await whileSomebody(takes(moved), async () =>
      server.app.request(`/api/admin/people/${other.person.id}`, asking('PATCH', { email: moved })),
    ),
  ).toEqual({ status: 400, body: expect.stringContaining(`There is an account for ${moved} already.`) });
});

test('[ADM1] of two accounts that are made one person of the plan at once, the second is told whose that is', async () => {
  const [one, two] = [await server.member(admin.program, 'editor'), await server.member(admin.program, 'editor')];
  const { program } = admin;
  const given = await whileSomebody(
    async (write) => {
      await write.selectFrom('programs').select('id').where('id', '=', program).forUpdate().execute();
      await grant(write, { program, account: one.person.id, role: 'editor', scope: null, person: 'PM-07' });
    },
    async () =>
      server.app.request(
        `/api/admin/people/${two.person.id}/memberships/${program}`,
        asking('PUT', { role: 'editor', scope: null, planRoles: [], whileAssigned: [], person: 'PM-07' }),
      ),
  );
  expect(given).toEqual({ status: 400, body: expect.stringContaining(`PM-07 is ${one.person.email} already.`) });
});
