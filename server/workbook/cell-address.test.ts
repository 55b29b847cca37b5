import { expect, test } from 'vitest';
import { absoluteColumnRange, cellAddress, quotedSheet } from './cell-address.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';

test('columns are lettered as Excel does, to its last one', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'B',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});

test('a cell and a block of one column are told by rows from 1', () => {
  expect([cellAddress(0, 0), cellAddress(1, 2)]).toEqual(['A1', 'C2']);
  expect(absoluteColumnRange('Budget Lines', 1, 1, 60)).toBe("'Budget Lines'!$B$2:$B$61");
});

test('an apostrophe in the name of a sheet is doubled', () => {
  expect(quotedSheet("Bo's 'own'")).toBe("'Bo''s ''own'''");
});
