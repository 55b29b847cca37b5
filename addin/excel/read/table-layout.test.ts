import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { areaOf, SHEET_ROWS } from 'excel-host/book/area.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { valueOf } from '../testing/outcomes.ts';
import { addressOf, findLayouts, planTableNamed, requireLayouts } from './table-layout.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';

/** A book with the table of sites and how the add-in finds it. */
async function withSites() {
  const { book, excel, port } = openWorkbook();
  valueOf(await port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const [table] = book.tables();
  if (!table) throw new Error('The book has no table.');
  return { book, table, sheetId: table.sheetId, layouts: () => excel.Excel.run(findLayouts) };
}

test('columns have letters as Excel writes them', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map((index) => columnLetters(index))).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});

test('a table of the plan is known by its name in any case', () => {
  expect([planTableNamed('sep_sites')?.name, planTableNamed('Sites')]).toEqual(['sites', undefined]);
});

describe('a table is found', () => {
  test('where it stands, with what Excel says of it', async () => {
    const { book, table, sheetId, layouts } = await withSites();
    book.insertCells(sheetId, areaOf(0, 0, 2, 16_384), 'down');
    book.insertCells(sheetId, areaOf(0, 0, SHEET_ROWS, 3), 'right');
    const seen = async () => {
      const layout = (await layouts()).get('sites');
      if (!layout) throw new Error('The table is not found.');
      const { firstRow, firstColumn, rowCount, columnCount, showTotals, isFiltered, isProtected, sheetName } = layout;
      return {
        firstRow,
        firstColumn,
        rowCount,
        columnCount,
        showTotals,
        isFiltered,
        isProtected,
        sheetName,
        at: addressOf(layout, 1, 2),
      };
    };
    const { columnCount } = table.area;
    const plain = { firstRow: 3, firstColumn: 3, rowCount: 1, columnCount, sheetName: 'Sites', at: 'F5' };
    expect(await seen()).toEqual({ ...plain, showTotals: false, isFiltered: false, isProtected: false });
    book.updateTable(table.id, { showTotals: true });
    book.filterTable(table.id, table.columns[1]?.id ?? 0, { filterOn: 'Values', values: ['x'] });
    book.updateSheet(sheetId, { protection: { password: undefined, options: {} } });
    expect(await seen()).toEqual({ ...plain, showTotals: true, isFiltered: true, isProtected: true });
  });

  test('and the rows below it end where another table of its sheet begins under one of its columns', async () => {
    const { book, table, sheetId, layouts } = await withSites();
    const { row, column, rowCount, columnCount } = table.area;
    const end = row + rowCount;
    const below = async () => (await layouts()).get('sites')?.rowsBelow;
    const add = (sheet: string, top: number, left: number, width = 1) =>
      book.addTable(sheet, areaOf(top, left, 2, width), true).id;
    expect(await below()).toBe(SHEET_ROWS - end);
    add(book.addSheet('Other').id, end + 2, column);
    add(sheetId, end + 3, column + columnCount);
    expect(await below()).toBe(SHEET_ROWS - end);
    add(sheetId, end + 20, column + columnCount - 1);
    expect(await below()).toBe(20);
    add(sheetId, end + 10, column);
    expect(await below()).toBe(10);
    const touching = add(sheetId, end, column + 1);
    expect(await below()).toBe(0);
    book.deleteTable(touching, true);
    book.insertCells(sheetId, areaOf(0, 0, SHEET_ROWS, 2), 'right');
    add(sheetId, end + 1, 0, 2);
    expect(await below()).toBe(10);
    book.insertCells(sheetId, areaOf(0, 0, 10, 16_384), 'down');
    add(sheetId, 0, 2);
    expect(await below()).toBe(10);
  });
});

describe('tables that are required', () => {
  test('[W9] lack what they are told apart by, or have it twice: the first that does is told', async () => {
    const { book, table, sheetId, layouts } = await withSites();
    const outcome = async () => requireLayouts(await layouts(), ['sites']);
    expect((await outcome()).ok).toBe(true);
    expect(requireLayouts(await layouts(), ['sites', 'projects'])).toEqual({
      ok: false,
      problem: { kind: 'tableMissing', table: 'Projects' },
    });
    const { row, column } = table.area;
    const headerAt = (offset: number, header: string) => book.write(sheetId, row, column + offset, [[header]]);
    headerAt(4, ' Location  CODE');
    expect(await outcome()).toEqual({
      ok: false,
      problem: { kind: 'headerDoubled', table: 'Sites', header: 'Location Code', columns: ['B', 'E'] },
    });
    headerAt(4, 'Mine');
    headerAt(1, 'Renamed');
    expect(await outcome()).toEqual({
      ok: false,
      problem: { kind: 'columnMissing', table: 'Sites', column: 'Location Code' },
    });
    headerAt(0, 'Also renamed');
    expect(await outcome()).toMatchObject({ ok: false, problem: { kind: 'columnMissing', column: 'Row ID' } });
  });
});
