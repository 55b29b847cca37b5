import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { cellMessage } from './cell-message.ts';

const LOCKED = 'BL-1 is part of 26.00001, which was approved on 2025-11-18.';

function bookWith(prompt: Record<string, string | boolean>): { book: MemoryBook; sheetId: string } {
  const book = new MemoryBook();
  const { id: sheetId } = book.addSheet('Plan');
  book.setValidation(sheetId, areaOf(1, 1, 2, 1), { rule: {}, prompt });
  return { book, sheetId };
}

test('[FD1] a cell that has an input message says it while it is the first selected one, others say nothing', () => {
  const { book, sheetId } = bookWith({ title: 'Locked', message: LOCKED, showPrompt: true });
  const at = (row: number, column: number, rowCount = 1) =>
    cellMessage(book, { sheetId, selection: areaOf(row, column, rowCount, 1) });
  const shown = { title: 'Locked', message: LOCKED };
  expect([at(1, 1), at(2, 1), at(2, 1, 5)]).toEqual([shown, shown, shown]);
  expect([at(0, 1), at(3, 1), at(1, 0), at(0, 1, 5)]).toEqual([null, null, null, null]);
});

test.each([
  [{ title: 'Locked', message: LOCKED, showPrompt: false }, null],
  [{ title: 'Locked', message: '', showPrompt: true }, null],
  [{ message: LOCKED }, { title: '', message: LOCKED }],
])('a message is shown where it is to be, with its title if it has one: %j', (prompt, shown) => {
  const { book, sheetId } = bookWith(prompt);
  expect(cellMessage(book, { sheetId, selection: areaOf(1, 1, 1, 1) })).toEqual(shown);
});
