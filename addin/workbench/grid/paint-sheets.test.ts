import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { paintSheets } = await import('./paint-sheets.ts');

let drawn: ReturnType<typeof openDrawnBook>;
beforeEach(() => {
  drawn = openDrawnBook();
});
afterEach(() => drawn.close());

test('sheets have the book’s names, order, colours, lines and frozen panes, and nothing is done twice', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const { workbook } = spreadsheet;
  const paint = () => paintSheets(book, spreadsheet);
  const other = book.addSheet('Other').id;
  book.updateSheet(other, { position: 0 });
  book.updateSheet(sheetId, {
    name: 'Facts',
    tabColor: '#FF0000',
    showGridlines: false,
    freeze: { rows: 2, columns: 0 },
  });
  paint();
  expect(workbook.getSheets().map((sheet) => sheet.getName())).toEqual(['Other', 'Facts']);
  expect(drawn.sheetDrawn().getConfig()).toMatchObject({ tabColor: '#FF0000', showGridlines: 0, hidden: 0 });
  expect(drawn.sheetDrawn().getFreeze()).toMatchObject({ xSplit: 0, ySplit: 2, startRow: 2, startColumn: -1 });
  expect(workbook.getActiveSheet(true)?.getSheetId()).toBe(sheetId);
  expect(drawn.painted(paint)).toEqual([]);
  book.updateSheet(sheetId, { freeze: { rows: 0, columns: 1 } });
  book.updateSheet(other, { visibility: 'Hidden' });
  paint();
  expect(drawn.sheetDrawn().getFreeze()).toMatchObject({ xSplit: 1, ySplit: 0, startRow: -1, startColumn: 1 });
  expect(workbook.getSheetBySheetId(other)?.getConfig().hidden).toBe(1);
  book.updateSheet(sheetId, { freeze: undefined, showGridlines: true });
  paint();
  expect(drawn.sheetDrawn().getFreeze()).toMatchObject({ xSplit: 0, ySplit: 0 });
  expect(drawn.sheetDrawn().getConfig().showGridlines).toBe(1);
});

test('a sheet that goes or is hidden while it is in front leaves the first visible one there', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const front = () => spreadsheet.workbook.getActiveSheet(true)?.getSheetId();
  const [second, third] = [book.addSheet('Second').id, book.addSheet('Third').id];
  book.updateSheet(second, { visibility: 'VeryHidden' });
  paintSheets(book, spreadsheet);
  expect(front()).toBe(sheetId);
  book.updateSheet(sheetId, { visibility: 'Hidden' });
  paintSheets(book, spreadsheet);
  expect(front()).toBe(third);
  book.updateSheet(sheetId, { visibility: 'Visible' });
  book.deleteSheet(third);
  paintSheets(book, spreadsheet);
  expect([front(), spreadsheet.workbook.getSheetBySheetId(third) ?? null]).toEqual([sheetId, null]);
});

test('sheets that change places as hidden and visible in one go are drawn so', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const second = book.addSheet('Second').id;
  book.updateSheet(second, { visibility: 'Hidden' });
  paintSheets(book, spreadsheet);
  book.updateSheet(second, { visibility: 'Visible' });
  book.updateSheet(sheetId, { visibility: 'Hidden' });
  paintSheets(book, spreadsheet);
  expect(spreadsheet.workbook.getActiveSheet(true)?.getSheetId()).toBe(second);
  expect(drawn.sheetDrawn().getConfig().hidden).toBe(1);
});

test('a sheet has room below and beside what is in use, and gets more as it fills', () => {
  const { book, sheetId } = drawn;
  const [rows, columns] = [drawn.sheetDrawn().getRowCount(), drawn.sheetDrawn().getColumnCount()];
  book.write(sheetId, rows + 50, columns + 3, [['far']]);
  drawn.flush();
  expect(drawn.sheetDrawn().getRowCount()).toBeGreaterThan(rows + 51);
  expect(drawn.sheetDrawn().getColumnCount()).toBeGreaterThan(columns + 4);
  book.writeFormats(sheetId, areaOf(0, 0, SHEET_ROWS, 1), '@');
  drawn.flush();
  expect(drawn.sheetDrawn().getRowCount()).toBeLessThan(10_000);
});
