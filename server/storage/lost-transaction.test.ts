import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isDatabaseFull } from './database-full.ts';
import { openDatabase } from './database.ts';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('[PRO1] a transaction that SQLite has taken back keeps nothing of what it runs next, and fails by what ended it', async () => {
  const store = await openDatabase({ file: ':memory:' });
  const { write } = store;
  await sql`CREATE TABLE notes (text TEXT UNIQUE ON CONFLICT ROLLBACK)`.execute(write);
  const failures: unknown[] = [];
  const failed = await failureOf(
    write.transaction().execute(async (db) => {
      await sql`INSERT INTO notes VALUES ('first')`.execute(db);
      // As a full disk does: the whole transaction is gone with the statement.
      failures.push(await failureOf(sql`INSERT INTO notes VALUES ('first')`.execute(db)));
      failures.push(await failureOf(sql`SAVEPOINT job`.execute(db)));
      failures.push(await failureOf(sql`INSERT INTO notes VALUES ('second')`.execute(db)));
      await sql`RELEASE SAVEPOINT job`.execute(db);
    }),
  );
  const [first] = failures;
  expect(first).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' });
  expect([...failures, failed]).toEqual([first, first, first, first]);
  const count = async () => (await sql<{ n: number }>`SELECT count(*) AS n FROM notes`.execute(write)).rows;
  expect(await count()).toEqual([{ n: 0 }]);
  await write.transaction().execute((db) => sql`INSERT INTO notes VALUES ('third')`.execute(db));
  expect(await count()).toEqual([{ n: 1 }]);
  await store.close();
});

test('[PRO1] a full database says so, whatever the transaction did, and takes what fits again', async () => {
  const store = await openDatabase({ file: ':memory:' });
  const { write } = store;
  await sql`CREATE TABLE notes (text TEXT)`.execute(write);
  const { rows } = await sql<{ pages: number }>`SELECT page_count AS pages FROM pragma_page_count()`.execute(write);
  await sql`PRAGMA max_page_count = ${sql.lit(rows[0]?.pages ?? 0)}`.execute(write);
  const fill = write.transaction().execute((db) => sql`INSERT INTO notes VALUES (${'x'.repeat(100_000)})`.execute(db));
  expect(isDatabaseFull(await failureOf(fill))).toBe(true);
  await write.transaction().execute((db) => sql`INSERT INTO notes VALUES ('small')`.execute(db));
  await store.close();
});
