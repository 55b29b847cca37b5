import { expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { TableWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetRow, SheetTable } from '../../../shared/sync/read/sheet-table.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { openWorkbook, type OpenWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';

const nothing: TableWrites = { table: 'sites', rowIds: [], cells: [], removals: [], appends: [] };
const clearFilters = { clearFilters: true };

/** Eight sites of which a filter shows three. */
async function filteredSites(): Promise<OpenWorkbook> {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = Array.from({ length: 8 }, (_, index) => ({
    row: rowIdOf(index),
    cells: { code: String(1000 + index), name: `School ${index}` },
  }));
  valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
  createPerson(workbook.book).filterTable('SEP_Sites', 'Location Code', ['1001', '1005', '1006']);
  return workbook;
}

async function readSites({ port }: OpenWorkbook): Promise<SheetTable> {
  const [table] = valueOf(await port.readTables(['sites']));
  if (!table) throw new Error('No table was read.');
  return table;
}

/** New names for two hidden rows and a shown one, one hidden row less, two rows more. */
function mixedWrites(rows: readonly SheetRow[]): TableWrites {
  const at = (index: number) => ({ row: rows[index]?.rowId ?? '', position: rows[index]?.position ?? -1 });
  const rename = (index: number) => ({
    ...at(index),
    column: 'name',
    expected: `School ${index}`,
    value: `Renamed ${index}`,
  });
  return {
    ...nothing,
    cells: [0, 5, 7].map(rename),
    removals: [{ ...at(3), expected: rows[3]?.values ?? [] }],
    appends: [10, 11].map((number) => ({
      row: rowIdOf(number),
      cells: { code: String(1000 + number), name: `School ${number}` },
    })),
  };
}

/** Row ID, code and name of every row in the order of the sheet. */
function placed({ columns, rows }: SheetTable): string[] {
  const [code, name] = [columns.indexOf('code'), columns.indexOf('name')];
  return rows.map(({ rowId, values }) => `${rowId} ${values[code]} ${values[name]}`);
}

const lineOf = (number: number, word = 'School') => `${rowIdOf(number)} ${1000 + number} ${word} ${number}`;
const afterwards = [
  lineOf(0, 'Renamed'),
  lineOf(1),
  lineOf(2),
  lineOf(4),
  lineOf(5, 'Renamed'),
  lineOf(6),
  lineOf(7, 'Renamed'),
  lineOf(10),
  lineOf(11),
];

const filtersOf = ({ book }: OpenWorkbook) => [...(book.tables()[0]?.filters.values() ?? [])];

/** Requests that the write makes when nothing fails. */
async function requestsOfWrite(): Promise<number> {
  const workbook = await filteredSites();
  const { rows } = await readSites(workbook);
  workbook.host.faults.startCounting();
  expect(valueOf(await workbook.port.write([mixedWrites(rows)], clearFilters))).toEqual([]);
  const { requests } = workbook.host.faults;
  expect(placed(await readSites(workbook))).toEqual(afterwards);
  return requests;
}

/** The same write, of which one request fails as Excel's do now and then. */
async function failingAt(failing: number) {
  const workbook = await filteredSites();
  const filters = filtersOf(workbook);
  const { rows } = await readSites(workbook);
  const { faults } = workbook.host;
  faults.startCounting();
  faults.betweenRequests((request) => {
    if (request === failing) faults.failNext('GeneralException', 'There was an internal error.');
  });
  const outcome = await workbook.port.write([mixedWrites(rows)], clearFilters);
  faults.betweenRequests(undefined);
  return { workbook, filters, outcome };
}

test('a write that fails under a filter says so, brings the filter back and leaves every row whole', async () => {
  const requests = await requestsOfWrite();
  const whole = new Set([...afterwards, ...[0, 3, 5, 7].map((number) => lineOf(number))]);
  for (let failing = 1; failing <= requests; failing++) {
    const { workbook, filters, outcome } = await failingAt(failing);
    expect([failing, filtersOf(workbook)]).toEqual([failing, filters]);
    // The last request puts the filter back; it is made again, so that nothing is left to say.
    const problem = outcome.ok ? null : outcome.problem.kind;
    expect([failing, problem]).toEqual([failing, failing === requests ? null : 'excelFailed']);
    const lines = placed(await readSites(workbook));
    expect([failing, lines.filter((line) => !whole.has(line))]).toEqual([failing, []]);
    expect([failing, new Set(lines).size]).toEqual([failing, lines.length]);
  }
});

test('what a filter hides after the write is judged by the new values', async () => {
  const workbook = await filteredSites();
  const { rows } = await readSites(workbook);
  const cell = { row: rowIdOf(1), position: rows[1]?.position ?? -1, column: 'code', expected: '1001', value: '1099' };
  valueOf(await workbook.port.write([{ ...nothing, cells: [cell] }], clearFilters));
  const [table] = workbook.book.tables();
  const shown = rows
    .map(({ position }) => position)
    .filter((position) => {
      const row = (table?.area.row ?? 0) + 1 + position;
      return !workbook.book.rowLooks(table?.sheetId ?? '', row).filtered;
    });
  expect(shown.map((position) => rows[position]?.rowId)).toEqual([rowIdOf(5), rowIdOf(6)]);
});
