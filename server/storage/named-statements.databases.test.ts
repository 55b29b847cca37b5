import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres/fresh-database.ts';
import { isDatabaseAway } from './database-away.ts';
import { openDatabase, type Store } from './database.ts';
import { StatementNames } from './named-statements.ts';

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

test('[FG3] a statement that comes again is prepared by name, so that PostgreSQL parses and plans it once', async () => {
  const prepared = await store.read.connection().execute(async (db) => {
    for (let time = 0; time < 3; time++)
      await db.selectFrom('programs').select('name').where('id', '=', String(time)).execute();
    const { rows } = await sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements`.execute(db);
    return rows.map(({ statement }) => statement);
  });
  expect(prepared.filter((statement) => statement.startsWith('select "name" from "programs"'))).toHaveLength(1);
});

test('[FG3] a table that a newer server has changed is read again after one failure, which asks to come again', async () => {
  const read = () => store.read.selectFrom('programs').selectAll().execute();
  for (let time = 0; time < 3; time++) await read();
  await sql`ALTER TABLE programs ADD COLUMN of_a_newer_server text`.execute(store.write);
  const error: unknown = await read().catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  expect(await read()).toEqual([]);
  expect(await read()).toEqual([]);
  expect(await read()).toEqual([]);
});

test('a text gets a name when it comes again, and of many texts no more than a connection can hold', () => {
  const names = new StatementNames();
  expect(names.nameOf('a')).toBeUndefined();
  const name = names.nameOf('a');
  expect(name).toMatch(/^sep_/);
  expect(names.nameOf('a')).toBe(name);
  const long = 'x'.repeat(10_000);
  expect([names.nameOf(long), names.nameOf(long)]).toEqual([undefined, undefined]);
  const given = new Set<string | undefined>();
  for (let text = 0; text < 1_000; text++) for (let time = 0; time < 2; time++) given.add(names.nameOf(`text ${text}`));
  expect(given.size).toBeLessThan(250);
});
