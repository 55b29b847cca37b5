import { expect, test } from 'vitest';
import { tables, tableNamed } from '../../shared/tables/all-tables.ts';
import { openWorkbook, type OpenWorkbook } from './testing/open-workbook.mts';
import { rowIdOf as rowId, valueOf } from './testing/outcomes.ts';
import type { SheetTable, SheetValue } from '../../shared/sync/read/sheet-table.ts';
import type { TableWrites } from '../../shared/sync/apply/table-writes.ts';

const noWrites = { rowIds: [], cells: [], removals: [], appends: [] };

function append(...rows: [number, Record<string, SheetValue>][]): TableWrites {
  return { ...noWrites, table: 'sites', appends: rows.map(([number, cells]) => ({ row: rowId(number), cells })) };
}

async function withSites(...rows: [number, Record<string, SheetValue>][]): Promise<OpenWorkbook> {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  valueOf(await workbook.port.write([append(...rows)], { clearFilters: false }));
  return workbook;
}

async function readSites({ port }: OpenWorkbook): Promise<SheetTable> {
  const [table] = valueOf(await port.readTables(['sites']));
  if (!table) throw new Error('No table was read.');
  return table;
}

function columnOf(table: SheetTable, column: string): SheetValue[] {
  const index = table.columns.indexOf(column);
  return table.rows.map((row) => row.values[index] ?? '');
}

test('setting up makes every table of the plan, each on a sheet of its own with a hidden Row ID column', async () => {
  const { port, book } = openWorkbook();
  valueOf(await port.setUp({ create: tables, adopt: [] }));
  const survey = valueOf(await port.survey());
  expect(survey.tables.map(({ table }) => table)).toEqual(tables.map(({ name }) => name));
  expect(survey.tables.every(({ hasRowIds, missingColumns }) => hasRowIds && missingColumns.length === 0)).toBe(true);
  expect(book.tables().every(({ sheetId }) => book.columnLooks(sheetId, 0).hidden)).toBe(true);
});

test('rows that are written are read back, also in a table that was blank', async () => {
  const workbook = await withSites(
    [1, { code: '0417', name: 'Alder Elementary' }],
    [2, { code: '0418', name: '=1+1' }],
  );
  const table = await readSites(workbook);
  expect(table.rows.map((row) => row.rowId)).toEqual([rowId(1), rowId(2)]);
  expect(columnOf(table, 'code')).toEqual(['0417', '0418']);
  expect(columnOf(table, 'name')).toEqual(['Alder Elementary', '=1+1']);
  expect(table.rows.every(({ formulas, errors }) => formulas.length + errors.length === 0)).toBe(true);
});
