import { expect, test } from 'vitest';
import { csvOf, withoutApostrophe } from './csv.ts';
import { decimalText } from './decimal-text.ts';

const cell = (value: string | number | boolean | null): string =>
  csvOf(['a'], [{ a: value }])
    .replace('\uFEFFa\r\n', '')
    .replace(/\r\n$/, '');

test('columns stand in their order, with a mark for Excel and a line of heads', () => {
  expect(csvOf(['b', 'a'], [{ a: 1, b: 'x' }])).toBe('\uFEFFb,a\r\nx,1\r\n');
  expect(csvOf(['a'], [])).toBe('\uFEFFa\r\n');
});

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  [true, 'TRUE'],
  [-12.5, '-12.5'],
  ['-12.50', '-12.50'],
  // What a spreadsheet program would run stays text.
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+1', "'+1"],
  ['-x', "'-x"],
  ['@cmd', "'@cmd"],
  ['\tx', "'\tx"],
  ['＝1', "'＝1"],
  // Else it would come back without its own.
  ["'=1", "''=1"],
  ["'quoted", "'quoted"],
  ['\n=1', '"\'\n=1"'],
])('%j is written as %j', (value, text) => {
  expect(cell(value)).toBe(text);
});

test.each(['=1', "'=1", "''-x", "'quoted", '-x', 'plain', "'"])('%j comes back as it was', (value) => {
  expect(withoutApostrophe(cell(value))).toBe(value);
});

test.each([
  [123_450, 2, '1234.50'],
  [5, 2, '0.05'],
  [-5, 2, '-0.05'],
  [0, 2, '0.00'],
  [999_999_999_999_999, 2, '9999999999999.99'],
  [542_000, 4, '54.2000'],
  [7, 0, '7'],
])('%i units at scale %i are %s, exactly', (units, scale, text) => {
  expect(decimalText(units, scale)).toBe(text);
});
