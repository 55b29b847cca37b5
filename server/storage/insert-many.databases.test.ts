import { describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres/fresh-database.ts';
import { createProgram } from '../identity/accounts.ts';
import { readBaskets, writeBaskets } from './baskets.ts';
import { openDatabase, type Store } from './database.ts';
import { insertMany } from './insert-many.ts';
import { inSnapshot } from './sql-dialect.ts';

async function openPostgres(): Promise<Store> {
  const { url, drop } = await freshDatabase();
  const store = await openDatabase({ url });
  return { ...store, close: () => store.close().then(drop) };
}

const stores = [
  { name: 'SQLite', open: () => openDatabase({ file: ':memory:' }) },
  { name: 'PostgreSQL', open: openPostgres },
];

const COLUMNS = ['program', 'revision', 'table_name', 'row_id', 'column_name', 'basket'];
/** Of six values each, as many as PostgreSQL is given at a time. */
const PORTION = 5_000;

describe.each(stores)('many rows on $name', ({ open }) => {
  test.each([0, 1, PORTION - 1, PORTION, PORTION + 1, 2 * PORTION])('%i rows are all there, once', async (count) => {
    const store = await open();
    const rows = Array.from({ length: count }, (_, index) => ['p', 1, 'sites', `r${index}`, 'name', `b${index}`]);
    await insertMany(store.write, { table: 'baskets', columns: COLUMNS, rows });
    const found = await readBaskets(store.read, 'p', 1);
    expect(found).toHaveLength(count);
    expect(new Set(found.map(({ row, basket }) => `${row} ${basket}`))).toEqual(
      new Set(rows.map(([, , , row, , basket]) => `${row} ${basket}`)),
    );
    await store.close();
  });

  test('a row that is there takes the new values where that is asked for, and is an error else', async () => {
    const store = await open();
    const insertion = { table: 'baskets', columns: COLUMNS };
    const row = (basket: string) => [['p', 1, 'sites', 'r', 'name', basket]];
    await insertMany(store.write, { ...insertion, rows: row('one') });
    await expect(insertMany(store.write, { ...insertion, rows: row('two') })).rejects.toThrow(/unique/i);
    const replacing = ['program', 'revision', 'table_name', 'row_id', 'column_name'];
    await insertMany(store.write, { ...insertion, rows: row('three'), replacing });
    expect((await readBaskets(store.read, 'p', 1)).map(({ basket }) => basket)).toEqual(['three']);
    await store.close();
  });

  test('[M8] a revision’s baskets are read back for that revision, whole rows as such; no baskets are none', async () => {
    const store = await open();
    const places = [
      { table: 'sites', row: 'r1', column: 'name', basket: 'b1' },
      { table: 'sites', row: 'r2', column: null, basket: 'b2' },
    ];
    await writeBaskets(store.write, { program: 'p', revision: 1 }, places);
    await writeBaskets(store.write, { program: 'p', revision: 2 }, []);
    expect(await readBaskets(store.read, 'p', 1)).toEqual(expect.arrayContaining(places));
    expect(await readBaskets(store.read, 'p', 2)).toEqual([]);
    expect(await readBaskets(store.read, 'q', 1)).toEqual([]);
    await store.close();
  });

  test('a snapshot sees what there is, within a transaction what that has written', async () => {
    const store = await open();
    const programs = async (db: Store['read']): Promise<number> =>
      (await inSnapshot(db, (snapshot) => snapshot.selectFrom('programs').select('id').execute())).length;
    await createProgram(store.write, { id: 'p', name: 'P', district: 'D', fiscalYear: '2026-27' });
    expect(await programs(store.read)).toBe(1);
    const within = store.write.transaction().execute(async (transaction) => {
      await createProgram(transaction, { id: 'q', name: 'Q', district: 'D', fiscalYear: '2026-27' });
      return programs(transaction);
    });
    expect(await within).toBe(2);
    await store.close();
  });
});
