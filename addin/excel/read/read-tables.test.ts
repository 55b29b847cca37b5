import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { emptyWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetTable } from '../../../shared/sync/read/sheet-table.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { TableInfo } from 'excel-host/book/book.ts';
import type { Content } from 'excel-host/book/cell.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import { packBlocks, ROWS_PER_READ, rowsPerBlock } from './read-tables.ts';

describe('blocks', () => {
  test('have as many rows as fit into a request, but at least one and at most 5,000', () => {
    expect([rowsPerBlock(10, 40_000), rowsPerBlock(7, 40_000), rowsPerBlock(8, 40_000)]).toEqual([4000, 5000, 5000]);
    expect([rowsPerBlock(50_000, 40_000), rowsPerBlock(0, 40_000)]).toEqual([1, ROWS_PER_READ]);
  });

  test('hold every row of every table once and in order, in requests that are not too large, and in few of them', () => {
    const table = record({ rowCount: integer({ min: 0, max: 300 }), columnCount: integer({ min: 1, max: 40 }) });
    assert(
      property(array(table, { maxLength: 6 }), constantFrom(10, 100, 1000), (tables, most) => {
        const requests = packBlocks(tables, most);
        const rows = requests
          .flat()
          .flatMap(({ index, from, rowCount }) => Array.from({ length: rowCount }, (_, at) => `${index}:${from + at}`));
        expect(rows).toEqual(
          tables.flatMap(({ rowCount }, index) => Array.from({ length: rowCount }, (_, at) => `${index}:${at}`)),
        );
        const cellsOf = (request: (typeof requests)[number]) =>
          request.reduce((sum, { index, rowCount }) => sum + rowCount * (tables[index]?.columnCount ?? 0), 0);
        for (const request of requests) if (request.length > 1) expect(cellsOf(request)).toBeLessThanOrEqual(most);
        const tooWide = requests.filter((request) => cellsOf(request) > most).length;
        const cells = tables.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
        expect(requests.length).toBeLessThanOrEqual(1 + (2 * cells) / most + tooWide);
        expect(requests.every((request) => request.length > 0)).toBe(true);
      }),
    );
  });
});

/** Sites 0417, 0418 and 0419 in a book, and how to write beside and under them. */
async function withSites() {
  const workbook = openWorkbook();
  const sites = tableNamed('sites');
  valueOf(await workbook.port.setUp({ create: [sites], adopt: [] }));
  const appends = ['0417', '0418', '0419'].map((code, index) => ({
    row: rowIdOf(index),
    cells: { code, name: `S ${code}`, enrollment: 100 + index },
  }));
  valueOf(await workbook.port.write([{ ...emptyWrites('sites'), appends }], { clearFilters: false }));
  const table = (): TableInfo => {
    const [found] = workbook.book.tables();
    if (!found) throw new Error('The book has no table.');
    return found;
  };
  const columnOf = (name: string) => table().area.column + 1 + Object.keys(sites.columns).indexOf(name);
  return {
    ...workbook,
    table,
    columnOf,
    /** Writes from a row of the body on, counted from 0, without growing the table. */
    put: (row: number, column: number, content: Content) =>
      workbook.book.write(table().sheetId, table().area.row + 1 + row, column, [[content]]),
    read: async () => valueOf(await workbook.port.readTables(['sites']))[0],
  };
}

/** What stands under these columns of a row. */
function cellsOf(table: SheetTable | undefined, row: number, ...columns: readonly string[]): unknown[] {
  const found = table?.rows.find(({ position }) => position === row);
  return columns.map((column) => found?.values[table?.columns.indexOf(column) ?? -1]);
}

describe('a table', () => {
  test('is read with Row IDs, positions and values; a blank row is none, one that has only its Row ID is', async () => {
    const { put, columnOf, book, table, read } = await withSites();
    book.insertTableRows(table().id, 1, 1);
    for (const name of ['code', 'name', 'enrollment']) put(2, columnOf(name), '');
    const found = await read();
    expect(found?.rows.map(({ rowId, position }) => [rowId, position])).toEqual([
      [rowIdOf(0), 0],
      [rowIdOf(1), 2],
      [rowIdOf(2), 3],
    ]);
    expect(cellsOf(found, 3, 'code', 'name', 'enrollment')).toEqual(['0419', 'S 0419', 102]);
    expect(cellsOf(found, 2, 'code', 'name', 'enrollment')).toEqual(['', '', '']);
  });

  test('tells which of its cells are formulas and which are errors; text that begins with = is neither', async () => {
    const { put, columnOf, read } = await withSites();
    put(0, columnOf('enrollment'), { formula: '=1+2' });
    put(1, columnOf('enrollment'), { formula: '=1/0' });
    put(2, columnOf('name'), '=no formula');
    const found = await read();
    const places = (what: 'formulas' | 'errors') =>
      found?.rows.map((row) => row[what].map((place) => found.columns[place]));
    expect(places('formulas')).toEqual([['enrollment'], ['enrollment'], []]);
    expect(places('errors')).toEqual([[], ['enrollment'], []]);
    expect(cellsOf(found, 2, 'name')).toEqual(['=no formula']);
  });

  test('takes a Row ID that is none for a row without one', async () => {
    const { put, table, read } = await withSites();
    put(1, table().area.column, 'mine');
    expect((await read())?.rows.map(({ rowId }) => rowId)).toEqual([rowIdOf(0), null, rowIdOf(2)]);
  });

  test('[FA6, W11] comes with the ten rows below it, below its total where it shows one, and up to the next table', async () => {
    const { book, put, table, columnOf, read } = await withSites();
    put(5, columnOf('code'), '0500');
    put(12, columnOf('code'), '0512');
    put(13, columnOf('code'), '0513');
    expect((await read())?.below?.map(({ position }) => position)).toEqual([5, 12]);
    book.updateTable(table().id, { showTotals: true });
    expect((await read())?.below?.map(({ position }) => position)).toEqual([6, 13]);
    book.updateTable(table().id, { showTotals: false });
    put(7, table().area.column, 'Other');
    book.addTable(table().sheetId, areaOf(table().area.row + 8, table().area.column, 2, 1), true);
    expect((await read())?.below?.map(({ position }) => position)).toEqual([5]);
  });

  test('that Excel gives no values of is never an empty one', async () => {
    const { excel, port } = await withSites();
    const { Excel } = excel;
    const { getRangeByIndexes } = Excel.Worksheet.prototype;
    Excel.Worksheet.prototype.getRangeByIndexes = function noValues(...place) {
      const range = getRangeByIndexes.apply(this, place);
      Object.defineProperty(range, 'values', { get: () => null });
      return range;
    };
    try {
      expect(await port.readTables(['sites'])).toMatchObject({
        ok: false,
        problem: { kind: 'unreadable', sheet: 'Sites', address: expect.stringMatching(/^A2:[A-Z]+4$/) },
      });
    } finally {
      Excel.Worksheet.prototype.getRangeByIndexes = getRangeByIndexes;
    }
  });

  test('is read with word of how far it is, and not on when the person has had enough', async () => {
    const { port } = await withSites();
    const told: [number, number][] = [];
    const watch = {
      progress: (done: number, total: number) => void told.push([done, total]),
      isCancelled: () => false,
    };
    valueOf(await port.readTables(['sites'], { watch }));
    expect(told).toEqual([[0, 3]]);
    const cancelled = await port.readTables(['sites'], { watch: { ...watch, isCancelled: () => true } });
    expect(cancelled).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  });
});
