import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres/fresh-database.ts';
import { isDatabaseAway } from './database-away.ts';
import { openDatabase, type Store } from './database.ts';
import type { Database } from './schema.ts';

let store: Store;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  store = await openDatabase({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await drop();
});

async function processOf(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db);
  return rows[0]?.pid ?? 0;
}

/** Ends the connection as a restart of the database does, and waits until that is done. */
async function breakConnection(pid: number): Promise<void> {
  await sql`SELECT pg_terminate_backend(${pid}, 30000)`.execute(store.read);
}

test('[FG3] a connection that breaks between two statements of a transaction ends neither the server nor what comes after', async () => {
  const broken = store.write.transaction().execute(async (transaction) => {
    await breakConnection(await processOf(transaction));
    // The end is heard some turns of the event loop after the database has let go.
    for (;;) await sql`SELECT 1`.execute(transaction);
  });
  const error: unknown = await broken.catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  expect(await processOf(store.read)).toBeGreaterThan(0);
});

test('[FG3] so does one that breaks while a transaction waits for something else', async () => {
  const ended = await store.write
    .transaction()
    .execute(async (transaction) => {
      const pid = await processOf(transaction);
      await breakConnection(pid);
      const others = () => sql`SELECT 1 FROM pg_stat_activity WHERE pid = ${pid}`.execute(store.read);
      while ((await others()).rows.length > 0);
      for (let turn = 0; turn < 100; turn++) await others();
      return true;
    })
    .then(() => 'committed', isDatabaseAway);
  expect(ended).toBe(true);
});
