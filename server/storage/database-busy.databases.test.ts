import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { isDatabaseBusy } from './database-busy.ts';
import type { Database } from './schema.ts';

let server: TestServer;
let drop: () => Promise<void>;

beforeAll(async () => {
  const { url, ownerUrl, ...database } = await freshDatabaseWithRole();
  drop = database.drop;
  server = await startTestServer({ url, ownerUrl });
});
afterAll(async () => {
  await server.close();
  await drop();
});

const locked = (db: Kysely<Database>, id: string) =>
  db.selectFrom('programs').select('id').where('id', '=', id).forUpdate().execute();
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('[SEC6, FG3] who waits too long for a program that somebody writes as a whole is told to come again', async () => {
  const admin = await server.member(await server.program(), 'admin');
  const invitation = { name: 'Rosa', email: 'rosa@elm.example', role: 'editor', scope: null };
  const invite = () =>
    admin.fetch('/invitations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(invitation),
    });
  const waited = await server.store.write.transaction().execute(async (writing) => {
    await locked(writing, admin.program);
    return invite();
  });
  const { error } = await waited.json();
  expect([waited.status, waited.headers.get('retry-after'), error.code]).toEqual([503, '3', 'unavailable']);
  expect(error.message).toContain('Nothing of yours was kept');
  expect((await invite()).status).toBe(200);
});

test('two that wait for each other: one is given up, and is no fault', async () => {
  const { store } = server;
  const [one, two] = [await server.program(), await server.program()];
  const failures = await store.write
    .transaction()
    .execute(async (first) => {
      await locked(first, one);
      const second = store.write.transaction().execute(async (other) => {
        await locked(other, two);
        await locked(other, one);
      });
      const waiting = async () =>
        (
          await sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(
            store.read,
          )
        ).rows.length;
      await expect.poll(waiting).toBe(1);
      return Promise.all([failureOf(locked(first, two)), failureOf(second)]);
    })
    .catch((error: unknown) => [error]);
  expect(failures.filter((failure) => failure !== null).map(isDatabaseBusy)).toEqual([true]);
});
