import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { describeSelection } from './describe-selection.ts';

test('[FC5] a selection is told by its address, its header and what it shows', () => {
  const book = new MemoryBook();
  const { id: sheetId } = book.addSheet('Plan');
  book.write(sheetId, 0, 0, [
    ['Name', 'Amount'],
    ['Elm', 1200],
  ]);
  book.addTable(sheetId, areaOf(0, 0, 2, 2), true);
  book.writeFormats(sheetId, areaOf(1, 1, 1, 1), '#,##0.00');
  const told = (row: number, column: number, rowCount = 1) =>
    describeSelection(book, { sheetId, selection: areaOf(row, column, rowCount, 1) });
  expect(told(1, 1)).toBe('B2, Amount, 1,200.00');
  expect(told(0, 1)).toBe('B1, Amount');
  expect(told(5, 5)).toBe('F6, blank');
  expect(told(1, 0, 3)).toBe('A2:A4, Name, Elm');
});
