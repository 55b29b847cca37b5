import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { keyOf, type Table } from '../../shared/tables/table.ts';
import { reachedIn } from '../../shared/plan/testing/reached-in.ts';
import { computedColumns } from '../../shared/plan/figures/computed-columns.ts';
import { programRows, readTables } from '../../shared/plan/figures/columns-read.ts';
import { storedPrograms, type StoredProgram } from '../../test/golden/program-arbitrary.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { inProgram } from '../storage/program-scope.ts';
import { insertMany } from '../storage/insert-many.ts';
import { planTable, sqlColumn } from '../storage/schema.ts';
import { computedCells, computedCellsOf } from './computed-cells.ts';
import { datedBetween } from './dated-between.ts';
import { fillSums } from './keep-sums.ts';
import { reachedBy } from './reached-rows.ts';
import { RowsAtHand } from './rows-at-hand.ts';
import { isLong } from '../../test/run-size.ts';

const RUNS = { numRuns: isLong ? 300 : 12 };

/** Puts a program's rows into the database as they are. */
async function store(database: Store, program: string, stored: StoredProgram): Promise<void> {
  for (const table of tables) await storeTable(database, program, stored, table);
  const row = { id: program, name: program, district: 'd', fiscal_year: '2026-27', revision: 1, hash: '' };
  await database.write.insertInto('programs').values(row).execute();
}

/** As a sync leaves it. */
async function keepItsSums(database: Store, program: string): Promise<void> {
  await fillSums(database.write, program);
  await database.write.updateTable('programs').set({ sums_revision: 1 }).where('id', '=', program).execute();
}

async function storeTable(database: Store, program: string, stored: StoredProgram, table: Table): Promise<void> {
  const rows = stored[table.name] ?? [];
  const names = Object.keys(rows[0]?.cells ?? {}).filter((name) => name in table.columns);
  const columns = ['program', 'row_id', 'revision', 'key_text', ...names.map(sqlColumn)];
  const values = rows.map(({ row, cells }) => [
    program,
    row,
    1,
    keyOf(table, cells),
    ...names.map((name) => sqlValue(cells[name])),
  ]);
  if (rows.length > 0) await insertMany(database.write, { table: planTable(table), columns, rows: values });
}

function sqlValue(cell: Cell | undefined): string | number | null {
  return typeof cell === 'boolean' || cell === undefined ? null : cell;
}

/** Some of the rows of each table with computed columns. */
function someRows(all: ReadonlyMap<string, ReadonlyMap<RowId, Cells>>, step: number): Map<string, Set<RowId>> {
  return new Map([...all].map(([table, rows]) => [table, new Set([...rows.keys()].filter((_, i) => i % step === 0))]));
}

function picked(
  all: ReadonlyMap<string, ReadonlyMap<RowId, Cells>>,
  rows: ReadonlyMap<string, ReadonlySet<RowId>>,
): Map<string, Map<RowId, Cells>> {
  return new Map(
    [...rows]
      .filter(([, ids]) => ids.size > 0)
      .map(([table, ids]) => [table, new Map([...ids].map((id) => [id, all.get(table)?.get(id) ?? {}]))]),
  );
}

const changedRows = fc.array(fc.tuple(fc.constantFrom(...readTables), fc.nat()), { maxLength: 4 });

/** Deletes of rows that are gone, updates of rows that are there: all the journal can say about one state. */
function someChanges(stored: StoredProgram, chosen: readonly (readonly [string, number])[]): RowChange[] {
  return chosen.flatMap(([table, n]) => {
    const rows = stored[table] ?? [];
    const found = rows[n % rows.length];
    if (!found) return [];
    const cells = Object.entries(found.cells);
    const one = Object.fromEntries(cells.slice(n % cells.length, (n % cells.length) + 2));
    return [
      { table, row: found.row, kind: 'update' as const, before: one, after: one },
      { table, row: `${found.row}-gone`, kind: 'delete' as const, before: found.cells, after: {} },
    ];
  });
}

describe.each(['sqlite', 'postgres'])('computed cells on %s', (dialect) => {
  let database: Store;
  let drop = (): Promise<void> => Promise.resolve();
  let programs = 0;
  /** The database shows nothing of any other one. */
  const inNewProgram = <T>(work: (program: string) => Promise<T>): Promise<T> => {
    const program = `p${programs++}`;
    return inProgram(program, () => work(program));
  };

  beforeAll(async () => {
    if (dialect === 'sqlite') {
      database = await openDatabase({ file: ':memory:' });
      return;
    }
    const { url, ownerUrl, ...fresh } = await freshDatabaseWithRole();
    drop = fresh.drop;
    database = await openDatabase({ url, ownerUrl });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  test('whole tables and single rows read from the database are what the whole program gives in memory', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(storedPrograms, fc.integer({ min: 1, max: 4 }), (stored, step) =>
        inNewProgram(async (program) => {
          await store(database, program, stored);
          const all = computedColumns(programRows(stored));
          expect(await computedCells(database.read, program, tables)).toEqual(all);
          const rows = someRows(all, step);
          const asked = await computedCells(database.read, program, tables, { asked: rows });
          expect(new Map([...asked].filter(([, found]) => found.size > 0))).toEqual(picked(all, rows));
          const known = new Map([['budgetLines', stored['budgetLines'] ?? []]]);
          await database.write.deleteFrom('budget_lines').where('program', '=', program).execute();
          expect(await computedCells(database.read, program, tables, { known })).toEqual(all);
          await storeTable(database, program, stored, tableNamed('budgetLines'));
          expect(await computedCellsOf(database.read, program, rows)).toEqual(picked(all, rows));
          await keepItsSums(database, program);
          expect(await computedCells(database.read, program, tables)).toEqual(all);
          // Each table follows from other ones; of all together every one is read.
          const one = [...all.keys()][runs++ % all.size] ?? '';
          const alone = await computedCells(database.read, program, [tableNamed(one)]);
          expect(alone).toEqual(new Map([[one, all.get(one)]]));
          const someOfAll = await computedCells(database.read, program, tables, { asked: rows });
          expect(new Map([...someOfAll].filter(([, found]) => found.size > 0))).toEqual(picked(all, rows));
          expect(await computedCellsOf(database.read, program, rows)).toEqual(picked(all, rows));
          for (const [table, ids] of rows) {
            const alone = new Map([[table, ids]]);
            expect(await computedCellsOf(database.read, program, alone)).toEqual(picked(all, alone));
          }
        }),
      ),
      RUNS,
    );
  });

  test('as of a day they are what the whole program gives in memory on that day, from kept sums or read whole', async () => {
    const days = fc.constantFrom('2025-06-15', '2025-12-31', '2026-06-15');
    await fc.assert(
      fc.asyncProperty(storedPrograms, days, fc.integer({ min: 1, max: 4 }), (stored, asOf, step) =>
        inNewProgram(async (program) => {
          await store(database, program, stored);
          const all = computedColumns(programRows(stored), { asOf });
          expect(await computedCells(database.read, program, tables, { asOf })).toEqual(all);
          const rows = someRows(all, step);
          expect(await computedCellsOf(database.read, program, rows, asOf)).toEqual(picked(all, rows));
          await keepItsSums(database, program);
          expect(await computedCells(database.read, program, tables, { asOf })).toEqual(all);
          expect(await computedCellsOf(database.read, program, rows, asOf)).toEqual(picked(all, rows));
        }),
      ),
      RUNS,
    );
  });

  test('rows whose cells are others on another day are those that something dated between the days reaches', async () => {
    const days = fc.constantFrom('2025-06-15', '2025-12-31', '2026-06-15', '2026-10-01');
    await fc.assert(
      fc.asyncProperty(storedPrograms, days, days, (stored, from, to) =>
        inNewProgram(async (program) => {
          await store(database, program, stored);
          const rows = programRows(stored);
          const [before, after] = [computedColumns(rows, { asOf: from }), computedColumns(rows, { asOf: to })];
          const dated = await datedBetween(database.read, program, [from, to]);
          const affected = await reachedBy(new RowsAtHand(database.read, program), dated);
          for (const [table, ofTable] of after) {
            for (const [row, cells] of ofTable) {
              if (affected.get(table)?.has(row) === true) continue;
              expect([table, row, cells]).toEqual([table, row, before.get(table)?.get(row)]);
            }
          }
        }),
      ),
      RUNS,
    );
  });

  test('the rows affected by changes are the same as in memory', async () => {
    await fc.assert(
      fc.asyncProperty(storedPrograms, changedRows, (stored, chosen) =>
        inNewProgram(async (program) => {
          await store(database, program, stored);
          const changes = someChanges(stored, chosen);
          expect(await reachedBy(new RowsAtHand(database.read, program), changes)).toEqual(
            reachedIn(programRows(stored), changes),
          );
        }),
      ),
      RUNS,
    );
  });

  test('rows of another program, unknown rows and tables without computed columns give nothing', async () => {
    expect(await computedCells(database.read, 'none', [])).toEqual(new Map());
    const unknown = new Map([
      ['budgetLines', new Set(['R000000000000000'])],
      ['people', new Set(['R1'])],
    ]);
    expect(await computedCellsOf(database.read, 'none', unknown)).toEqual(new Map());
    expect(await reachedBy(new RowsAtHand(database.read, 'none'), [])).toEqual(new Map());
  });
});
