import { beforeEach, describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import type { Validation } from '../book/book.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { allowsText } from './allows-text.ts';

const CELL = areaOf(0, 0, 1, 1);
let book: MemoryBook;
let sheetId: string;

beforeEach(() => {
  book = new MemoryBook();
  sheetId = book.addSheet('Data').id;
  const lists = book.addSheet('My Lists').id;
  book.write(lists, 0, 0, [['Alder'], ['Birch'], [''], [5]]);
  book.writeFormats(lists, areaOf(3, 0, 1, 1), '0.00');
});

function allows(text: string, source: string, more: Partial<Validation> = {}): boolean {
  book.setValidation(sheetId, CELL, { rule: { list: { source, inCellDropDown: true } }, ...more });
  return allowsText(book, sheetId, CELL, text);
}

test.each([
  ['Open', true],
  [' Open ', true],
  ['Closed', true],
  ['open', false],
  ['Ope', false],
  ['Open,Closed', false],
])('of the list "Open, Closed" %s may be typed: %s', (text, may) => {
  expect(allows(text, 'Open, Closed')).toBe(may);
});

describe('a list in cells', () => {
  test.each([
    ['Alder', true],
    ['5.00', true],
    ['5', false],
    ['Cedar', false],
  ])('%s may be typed: %s', (text, may) => {
    expect(allows(text, "='My Lists'!$A$1:$A$9")).toBe(may);
    expect(allows(text, "='My Lists'!$A:$A")).toBe(may);
  });

  test('ends with its area', () => {
    expect([allows('Alder', "='My Lists'!A1:A1"), allows('Birch', "='My Lists'!A1:A1")]).toEqual([true, false]);
  });

  test('may stand on the same sheet, and its cells are there even where none is filled', () => {
    book.write(sheetId, 4, 0, [['Here']]);
    expect([allows('Here', '=$A$5:$A$6'), allows('Alder', '=$A$5:$A$6'), allows('x', '=$D$50:$D$60')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('that is nowhere has nothing to choose', () => {
    expect([allows('Alder', '=Gone!A1:A2'), allows('Alder', '=NoName')]).toEqual([false, false]);
  });
});

describe('a typed text is let in', () => {
  test('empty, unless blanks are not ignored', () => {
    expect(allows('', 'Open')).toBe(true);
    expect(allows('', 'Open', { ignoreBlanks: true })).toBe(true);
    expect(allows('', 'Open', { ignoreBlanks: false })).toBe(false);
  });

  test('where the alert is off or only warns', () => {
    expect(allows('x', 'Open', { errorAlert: { showAlert: false } })).toBe(true);
    expect(allows('x', 'Open', { errorAlert: { style: 'Warning' } })).toBe(true);
    expect(allows('x', 'Open', { errorAlert: { style: 'Stop', showAlert: true } })).toBe(false);
    expect(allows('x', 'Open', { errorAlert: {} })).toBe(false);
  });

  test('where there is no rule, or none with a list', () => {
    book.setValidation(sheetId, CELL, undefined);
    expect(allowsText(book, sheetId, CELL, 'x')).toBe(true);
    book.setValidation(sheetId, CELL, { rule: { custom: { formula: '=FALSE' } } });
    expect(allowsText(book, sheetId, CELL, 'x')).toBe(true);
  });
});
