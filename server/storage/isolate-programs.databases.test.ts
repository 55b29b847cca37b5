import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { createProgram } from '../identity/accounts.ts';
import { openDatabase, type Store } from './database.ts';
import { acrossPrograms, inProgram, inRollUp } from './program-scope.ts';

let store: Store;
let urls: Awaited<ReturnType<typeof freshDatabaseWithRole>>;

beforeAll(async () => {
  urls = await freshDatabaseWithRole();
  store = await openDatabase(urls);
  for (const id of ['oak', 'elm']) {
    await inProgram(id, () =>
      createProgram(store.write, { id, name: id, district: 'Cedar Basin', fiscalYear: '2026-27' }),
    );
  }
});
afterAll(async () => {
  await store.close();
  await urls.drop();
});

const forgetful = () => store.read.selectFrom('programs').select('id').orderBy('id').execute();

test('[SEC1] a query that forgets its program finds nothing of another one', async () => {
  expect(await inProgram('oak', forgetful)).toEqual([{ id: 'oak' }]);
  expect(await inProgram('elm', forgetful)).toEqual([{ id: 'elm' }]);
  expect(await forgetful()).toEqual([]);
  expect(await inProgram('*', forgetful)).toEqual([]);
  expect(await inProgram('all', forgetful)).toEqual([]);
  expect(await acrossPrograms('to see both', forgetful)).toEqual([{ id: 'elm' }, { id: 'oak' }]);
});

test('[SEC1] a write that forgets its program changes nothing of another one, and none is made for another', async () => {
  const rename = () => store.write.updateTable('programs').set({ name: 'x' }).executeTakeFirst();
  expect(await inProgram('oak', rename)).toMatchObject({ numUpdatedRows: 1n });
  // By a statement of its own: what makes programs names each by itself.
  const foreign = { id: 'ash', name: 'Ash', district: 'd', fiscal_year: '2026-27', revision: 0, hash: '' };
  const make = () => store.write.insertInto('programs').values(foreign).execute();
  await expect(inProgram('oak', make)).rejects.toThrow('row-level security');
});

test('[SEC1] what is published is read within its roll-up and its program, and written within its program alone', async () => {
  const publish = (program: string, rollUp: string) =>
    inProgram(program, () =>
      store.write.insertInto('published_totals').values({ program, roll_up: rollUp, cut: '', totals: '[]' }).execute(),
    );
  await publish('oak', 'state');
  await publish('elm', 'state');
  await publish('elm', 'county');
  const published = async () => {
    const rows = await store.read.selectFrom('published_totals').select(['program', 'roll_up']).execute();
    return rows.map((row) => `${row.program} to ${row.roll_up}`).toSorted();
  };
  expect(await inRollUp('state', published)).toEqual(['elm to state', 'oak to state']);
  expect(await inRollUp('county', published)).toEqual(['elm to county']);
  expect(await inRollUp('', published)).toEqual([]);
  expect(await published()).toEqual([]);
  expect(await inProgram('oak', published)).toEqual(['oak to state']);
  expect(await inRollUp('state', forgetful)).toEqual([]);
  const empty = () => store.write.updateTable('published_totals').set({ totals: '[1]' }).executeTakeFirst();
  expect(await inRollUp('state', empty)).toMatchObject({ numUpdatedRows: 0n });
  const foreign = { program: 'oak', roll_up: 'county', cut: '', totals: '[]' };
  const make = () => store.write.insertInto('published_totals').values(foreign).execute();
  await expect(inRollUp('county', make)).rejects.toThrow('row-level security');
  // Of one transaction the scope of a roll-up is given back as well.
  const seen = await inRollUp('state', () =>
    store.read.transaction().execute(async (transaction) => {
      const count = async () => (await transaction.selectFrom('published_totals').select('cut').execute()).length;
      return [await count(), await inProgram('ash', count), await count()];
    }),
  );
  expect(seen).toEqual([2, 0, 2]);
});

test('[SEC1] the scope holds within a transaction, changes with the work, and outlives a savepoint that is taken back', async () => {
  const seen = await inProgram('oak', () =>
    store.write.transaction().execute(async (transaction) => {
      const ids = async () => (await transaction.selectFrom('programs').select('id').execute()).map(({ id }) => id);
      const before = await ids();
      await sql`SAVEPOINT one`.execute(transaction);
      const other = await inProgram('elm', ids);
      await sql`ROLLBACK TO SAVEPOINT one`.execute(transaction);
      return [before, other, await ids(), await inProgram('elm', ids)];
    }),
  );
  expect(seen).toEqual([['oak'], ['elm'], ['oak'], ['elm']]);
});

test('[SEC1] nothing stays with the connection: the next transaction on it starts without a program', async () => {
  await inProgram('oak', forgetful);
  const { rows } = await sql<{ program: string }>`SELECT current_setting('sep.program', true) AS program`.execute(
    store.read,
  );
  expect(rows).toEqual([{ program: '' }]);
});

test('many at once are each in their own scope', async () => {
  const asked = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'oak' : 'elm'));
  const found = await Promise.all(asked.map((id) => inProgram(id, forgetful)));
  expect(found).toEqual(asked.map((id) => [{ id }]));
});

test('[SEC6] an ordinary statement is ended after five seconds, and is told so by its setting', async () => {
  const { rows } = await sql<{ limit: string }>`SELECT current_setting('statement_timeout') AS limit`.execute(
    store.read,
  );
  expect(rows).toEqual([{ limit: '5s' }]);
});

test.each(['journal', 'revisions', 'acts', 'grants'])(
  '[SEC20] the running role changes and deletes nothing in %s, and cannot alter it',
  async (table) => {
    const name = sql.table(table);
    const refused = /permission denied|must be owner/;
    await expect(sql`UPDATE ${name} SET program = 'x'`.execute(store.write)).rejects.toThrow(refused);
    await expect(sql`DELETE FROM ${name}`.execute(store.write)).rejects.toThrow(refused);
    await expect(sql`TRUNCATE ${name}`.execute(store.write)).rejects.toThrow(refused);
    await expect(sql`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`.execute(store.write)).rejects.toThrow(refused);
    await expect(sql`DROP POLICY of_program ON ${name}`.execute(store.write)).rejects.toThrow(refused);
  },
);

test('[SEC20] the running role makes no tables', async () => {
  await expect(sql`CREATE TABLE own (id text)`.execute(store.write)).rejects.toThrow('permission denied');
});

test('[SEC1] the owner of the tables is held to the program as well, and a table that comes later too', async () => {
  const owner = new Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await owner.query('CREATE TABLE later (program text NOT NULL, id text NOT NULL, PRIMARY KEY (program, id))');
  await (await openDatabase({ url: urls.ownerUrl })).close();
  const { rows } = await owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'program'
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  );
  await owner.query('DROP TABLE later');
  await owner.end();
  expect(rows).toEqual([{ name: 'access_tokens' }]);
});

test('a running role that finds the schema behind says what is missing', async () => {
  const { url, drop } = await freshDatabaseWithRole();
  await expect(openDatabase({ url })).rejects.toThrow('DATABASE_OWNER_URL');
  await drop();
});
