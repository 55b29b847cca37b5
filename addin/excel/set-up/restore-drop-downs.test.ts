import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { createSheetTools } from '../sheet-tools.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';

async function withSites() {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = ['0417', '0418', '0419'].map((code, index) => ({ row: rowIdOf(index), cells: { code } }));
  const nothing = { table: 'sites', rowIds: [], cells: [], removals: [] };
  valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
  const [table] = workbook.book.tables();
  if (!table) throw new Error('The book has no table.');
  const tools = createSheetTools((options, batch) => workbook.excel.Excel.run(options, batch));
  const column = table.area.column + table.columns.findIndex(({ name }) => name === 'Site Status');
  const cells = (row: number, count: number) => areaOf(table.area.row + 1 + row, column, count, 1);
  return { ...workbook, table, tools, cells };
}

describe('drop-downs', () => {
  test('that a paste has wiped out in a part of a column come back', async () => {
    const { book, table, tools, cells } = await withSites();
    const before = book.validation(table.sheetId, cells(0, 3));
    expect(before).toMatchObject({ rule: { list: { inCellDropDown: true } } });
    book.setValidation(table.sheetId, cells(1, 1), undefined);
    expect(book.validation(table.sheetId, cells(0, 3))).toBe('mixed');
    expect(valueOf(await tools.restoreDropDowns())).toBe(1);
    expect(book.validation(table.sheetId, cells(0, 3))).toEqual(before);
  });

  test('[A1] come back beside a rule and a message of the person’s own, which stay', async () => {
    const { book, table, tools, cells } = await withSites();
    const ours = book.validation(table.sheetId, cells(0, 1));
    const theirs = { rule: { custom: { formula: '=LEN(A1)>2' } } };
    const said = { rule: {}, prompt: { message: 'Ask facilities.', showPrompt: true, title: 'Mine' } };
    book.setValidation(table.sheetId, cells(0, 1), theirs);
    expect(valueOf(await tools.restoreDropDowns())).toBe(0);
    book.setValidation(table.sheetId, cells(1, 1), said);
    expect(valueOf(await tools.restoreDropDowns())).toBe(0);
    book.setValidation(table.sheetId, cells(2, 1), undefined);
    expect(valueOf(await tools.restoreDropDowns())).toBe(1);
    const now = [0, 1, 2].map((row) => book.validation(table.sheetId, cells(row, 1)));
    expect(now).toEqual([theirs, said, ours]);
  });

  test('that are gone in a whole column come back while other columns have theirs', async () => {
    const { book, table, tools, cells } = await withSites();
    book.setValidation(table.sheetId, cells(0, 3), undefined);
    expect(valueOf(await tools.restoreDropDowns())).toBe(1);
    expect(book.validation(table.sheetId, cells(0, 3))).toMatchObject({ rule: { list: {} } });
  });

  test('cost no write where nothing is broken, and a table without any stays as the person wants it', async () => {
    const { book, table, tools } = await withSites();
    expect(valueOf(await tools.restoreDropDowns())).toBe(0);
    book.setValidation(table.sheetId, table.area, undefined);
    expect(valueOf(await tools.restoreDropDowns())).toBe(0);
    expect(book.validation(table.sheetId, table.area)).toBeUndefined();
  });
});
