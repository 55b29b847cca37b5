import { BooleanNumber } from '@univerjs/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { paintColumnLooks, paintRowLooks, pointsOfPx, pxOfPoints } = await import('./paint-row-looks.ts');

let drawn: ReturnType<typeof openDrawnBook>;
beforeEach(() => {
  drawn = openDrawnBook();
});
afterEach(() => drawn.close());

function sheetDrawn() {
  const sheet = drawn.spreadsheet.workbook.getSheetBySheetId(drawn.sheetId);
  if (!sheet) throw new Error('The sheet is not drawn.');
  return sheet;
}

/** Paints and tells the commands that it took. */
function painted(paint: () => void): string[] {
  const ids: string[] = [];
  const listening = drawn.spreadsheet.commands.onCommandExecuted(({ id }) => void ids.push(id));
  paint();
  listening.dispose();
  return ids;
}

test('a point is four thirds of a pixel', () => {
  expect([pxOfPoints(15), pxOfPoints(10), pointsOfPx(20)]).toEqual([20, 13, 15]);
});

test('rows are hidden, shown and given their heights, neighbours at once, and nothing is done twice', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const paint = () => paintRowLooks(book, spreadsheet, sheetDrawn());
  const hidden = () =>
    [2, 3, 4, 5, 6, 7].filter((row) => sheetDrawn().getRowManager().getRow(row)?.hd === BooleanNumber.TRUE);
  book.updateRows(sheetId, 3, 2, { hidden: true });
  book.updateRows(sheetId, 6, 1, { hidden: true });
  book.updateRows(sheetId, 5, 1, { height: 30 });
  expect(painted(paint)).toEqual(['sheet.mutation.set-row-hidden', 'sheet.mutation.set-worksheet-row-height']);
  expect([hidden(), sheetDrawn().getRowManager().getRow(5)?.h]).toEqual([[3, 4, 6], 40]);
  expect(painted(paint)).toEqual([]);
  book.updateRows(sheetId, 4, 3, { hidden: false, height: undefined });
  expect(painted(paint)).toEqual(['sheet.mutation.set-row-visible', 'sheet.mutation.set-worksheet-row-height']);
  expect(hidden()).toEqual([3]);
  expect(sheetDrawn().getRowManager().getRow(5)?.h).toBeUndefined();
});

test('columns are hidden, shown and given their widths, and nothing is done twice', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const paint = () => paintColumnLooks(book, spreadsheet, sheetDrawn());
  const manager = () => sheetDrawn().getColumnManager();
  book.updateColumns(sheetId, 1, 1, { hidden: true });
  book.updateColumns(sheetId, 2, 1, { width: 60 });
  expect(painted(paint)).toHaveLength(2);
  expect([0, 1, 2].map((column) => manager().getColumn(column)?.hd === BooleanNumber.TRUE)).toEqual([
    false,
    true,
    false,
  ]);
  expect(manager().getColumn(2)?.w).toBe(80);
  expect(painted(paint)).toEqual([]);
  book.updateColumns(sheetId, 1, 2, { hidden: false, width: undefined });
  expect(painted(paint)).toHaveLength(2);
  expect([manager().getColumn(1)?.hd, manager().getColumn(2)?.w]).toEqual([0, undefined]);
});
