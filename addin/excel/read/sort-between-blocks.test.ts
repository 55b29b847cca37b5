import { expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { emptyWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetTable } from '../../../shared/sync/read/sheet-table.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { openWorkbook, type OpenWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import { CELLS_PER_READ, ROWS_PER_READ } from './read-tables.ts';

interface Filled {
  readonly table: string;
  readonly count: number;
  readonly cells?: Cells;
}

/** A workbook with tables of so many rows, the codes rising from the first row to the last. */
async function filled(tables: readonly Filled[]): Promise<OpenWorkbook> {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: tables.map(({ table }) => tableNamed(table)), adopt: [] }));
  for (const { table, count, cells } of tables) {
    const appends = Array.from({ length: count }, (_, index) => ({
      row: idOf(index),
      cells: { ...cells, code: String(100_000 + index), name: `Name ${index}` },
    }));
    valueOf(await workbook.port.write([{ ...emptyWrites(table), appends }], { clearFilters: false }));
  }
  return workbook;
}

/** Row IDs beyond the 1,024 of `rowIdOf`. */
function idOf(index: number): string {
  return `${rowIdOf(index >> 10).slice(0, -4)}${rowIdOf(index & 1023).slice(-4)}`;
}

const codeColumn: Readonly<Record<string, string>> = { sites: 'Location Code', systems: 'System Code' };

/** Every row by its Row ID, with its code and name; a Row ID that was read twice counts as two. */
function rowsOf({ columns, rows }: SheetTable): string[] {
  const [code, name] = [columns.indexOf('code'), columns.indexOf('name')];
  return rows.map(({ rowId, position, values }) => `${position} ${rowId} ${values[code]} ${values[name]}`);
}

const cases: readonly { readonly of: string; readonly tables: readonly Filled[] }[] = [
  {
    of: 'more cells than one request takes',
    tables: [{ table: 'sites', count: Math.ceil(CELLS_PER_READ / 25) + 200 }],
  },
  {
    of: 'more rows than one block takes, behind another table',
    tables: [
      { table: 'sites', count: 400 },
      { table: 'systems', count: ROWS_PER_READ + 1 },
    ],
  },
  {
    of: 'texts so long that Excel refuses to give them at once',
    tables: [{ table: 'sites', count: 300, cells: { street: 'ten bytes '.repeat(1_000) } }],
  },
];

test.each(cases)('rows sorted between two blocks of a read are never mixed: $of', async ({ tables }) => {
  const workbook = await filled(tables);
  const { book, host, port } = workbook;
  const names = tables.map(({ table }) => table);
  const sorted = names.at(-1) ?? '';
  const read = async () => valueOf(await port.readTables(names)).map(rowsOf);
  const hands = createPerson(book);
  let isRising = true;
  const sort = (): void => {
    isRising = !isRising;
    hands.sortTable(tableNamed(sorted).excelName, codeColumn[sorted] ?? '', { ascending: isRising });
  };
  host.faults.startCounting();
  const rising = await read();
  const { requests } = host.faults;
  expect(requests).toBeGreaterThan(3);
  expect(rising.at(-1)).toHaveLength(tables.at(-1)?.count ?? 0);
  sort();
  const falling = await read();
  for (let sortedAt = 1; sortedAt <= requests; sortedAt++) {
    host.faults.startCounting();
    host.faults.betweenRequests((request) => {
      if (request === sortedAt) sort();
    });
    const found = await read();
    host.faults.betweenRequests(undefined);
    const expected = isRising ? rising : falling;
    const wrong = found.flatMap((rows, index) => rows.filter((row, at) => row !== expected[index]?.[at]));
    expect([sortedAt, wrong.slice(0, 3)]).toEqual([sortedAt, []]);
  }
});
