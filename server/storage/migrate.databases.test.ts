import { CompiledQuery, sql } from 'kysely';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { tables } from '../../shared/tables/all-tables.ts';
import { editableColumns, referencesOf } from '../../shared/tables/table.ts';
import { freshDatabase } from '../../test/postgres/fresh-database.ts';
import { openDatabase, type Store } from './database.ts';
import { sqlColumn } from './schema.ts';

const expectedColumns = Object.fromEntries(
  tables.map((table) => [
    table.sqlName,
    ['program', 'row_id', 'revision', 'key_text', ...editableColumns(table).map(sqlColumn)].sort(),
  ]),
);

/** In the order of the alphabet: a column that was added later stands last in the database. */
async function columnsOf(store: Store, table: string): Promise<string[]> {
  const { rows } = await (
    store.dialect === 'sqlite'
      ? sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`
      : sql<{ name: string }>`
        SELECT column_name AS name FROM information_schema.columns WHERE table_name = ${table}`
  ).execute(store.read);
  return rows.map((row) => row.name).sort();
}

async function planTablesOf(store: Store): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of Object.keys(expectedColumns)) found[table] = await columnsOf(store, table);
  return found;
}

test('a migrated SQLite database has exactly the editable columns of every table of the plan', async () => {
  const store = await openDatabase({ file: ':memory:' });
  expect(await planTablesOf(store)).toEqual(expectedColumns);
  await store.close();
});

test('a migrated PostgreSQL database has exactly the editable columns of every table of the plan', async () => {
  const database = await freshDatabase();
  const store = await openDatabase({ url: database.url });
  expect(await planTablesOf(store)).toEqual(expectedColumns);
  await store.close();
  const again = await openDatabase({ url: database.url });
  await again.close();
  await database.drop();
});

test('every reference of the plan can be followed by an index', async () => {
  const store = await openDatabase({ file: ':memory:' });
  for (const table of tables) {
    for (const { columns } of referencesOf(table)) {
      const where = columns.map((column) => `"${sqlColumn(column)}" = 'x'`).join(' AND ');
      const query = `EXPLAIN QUERY PLAN SELECT row_id FROM ${table.sqlName} WHERE program = 'p' AND ${where}`;
      const { rows } = await store.read.executeQuery<{ detail: string }>(CompiledQuery.raw(query));
      const columnsUsed = columns.map((column) => `${sqlColumn(column)}=?`).join(' AND ');
      expect(rows[0]?.detail).toContain(`(program=? AND ${columnsUsed})`);
    }
  }
  await store.close();
});

test('a SQLite file is in WAL mode with full synchronisation, and its reader cannot write', async () => {
  const { mkdtempSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/sep-store-`);
  const store = await openDatabase({ file: `${folder}/sep.sqlite` });
  const setting = async (name: string) =>
    Object.values((await store.write.executeQuery<object>(CompiledQuery.raw(`PRAGMA ${name}`))).rows[0] ?? {});
  expect(await setting('journal_mode')).toEqual(['wal']);
  expect(await setting('synchronous')).toEqual([2]);
  await expect(store.read.deleteFrom('programs').execute()).rejects.toThrow('readonly');
  await store.close();
  rmSync(folder, { recursive: true });
});

test('[FG3] a PostgreSQL behind a pooler is brought up to date past it, where a lock stays with its connection', async () => {
  const [pooled, direct] = [await freshDatabase(), await freshDatabase()];
  const store = await openDatabase({ url: pooled.url, directUrl: direct.url });
  await store.close();
  // Two databases in place of two ways to one: the tables are where the direct way leads.
  const looked = [];
  for (const { url } of [pooled, direct]) {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('kysely_migration') IS NOT NULL AS made");
    looked.push(rows);
    await client.end();
  }
  expect(looked).toEqual([[{ made: false }], [{ made: true }]]);
  await pooled.drop();
  await direct.drop();
});
