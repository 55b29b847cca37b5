import { BooleanNumber } from '@univerjs/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { paintColumnLooks, paintRowLooks, pointsOfPx, pxOfPoints } = await import('./paint-row-looks.ts');

let drawn: ReturnType<typeof openDrawnBook>;
beforeEach(() => {
  drawn = openDrawnBook();
});
afterEach(() => drawn.close());

test('a point is four thirds of a pixel', () => {
  expect([pxOfPoints(15), pxOfPoints(10), pointsOfPx(20)]).toEqual([20, 13, 15]);
});

test('rows are hidden, shown and given their heights, neighbours at once, and nothing is done twice', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const paint = () => paintRowLooks(book, spreadsheet, drawn.sheetDrawn());
  const hidden = () =>
    [2, 3, 4, 5, 6, 7].filter((row) => drawn.sheetDrawn().getRowManager().getRow(row)?.hd === BooleanNumber.TRUE);
  book.updateRows(sheetId, 3, 2, { hidden: true });
  book.updateRows(sheetId, 6, 1, { hidden: true });
  book.updateRows(sheetId, 5, 1, { height: 30 });
  expect(drawn.painted(paint)).toEqual(['sheet.mutation.set-row-hidden', 'sheet.mutation.set-worksheet-row-height']);
  expect([hidden(), drawn.sheetDrawn().getRowManager().getRow(5)?.h]).toEqual([[3, 4, 6], 40]);
  expect(drawn.painted(paint)).toEqual([]);
  book.updateRows(sheetId, 4, 3, { hidden: false, height: undefined });
  expect(drawn.painted(paint)).toEqual(['sheet.mutation.set-row-visible', 'sheet.mutation.set-worksheet-row-height']);
  expect(hidden()).toEqual([3]);
  expect(drawn.sheetDrawn().getRowManager().getRow(5)?.h).toBeUndefined();
});

test('columns are hidden, shown and given their widths, and nothing is done twice', () => {
  const { book, sheetId, spreadsheet } = drawn;
  const paint = () => paintColumnLooks(book, spreadsheet, drawn.sheetDrawn());
  const manager = () => drawn.sheetDrawn().getColumnManager();
  book.updateColumns(sheetId, 1, 1, { hidden: true });
  book.updateColumns(sheetId, 2, 1, { width: 60 });
  expect(drawn.painted(paint)).toHaveLength(2);
  expect([0, 1, 2].map((column) => manager().getColumn(column)?.hd === BooleanNumber.TRUE)).toEqual([
    false,
    true,
    false,
  ]);
  expect(manager().getColumn(2)?.w).toBe(80);
  expect(drawn.painted(paint)).toEqual([]);
  book.updateColumns(sheetId, 1, 2, { hidden: false, width: undefined });
  expect(drawn.painted(paint)).toHaveLength(2);
  expect([manager().getColumn(1)?.hd, manager().getColumn(2)?.w]).toEqual([0, undefined]);
});
