import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnName, columnNumber, formatAddress, formatArea, parseArea, splitSheetName } from './address.ts';
import { areaOf, SHEET_COLUMNS, SHEET_ROWS } from './area.ts';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [SHEET_COLUMNS - 1, 'XFD'],
])('column %i is %s', (number, name) => {
  expect(columnName(number)).toBe(name);
  expect([columnNumber(name), columnNumber(name.toLowerCase())]).toEqual([number, number]);
});

test.each([
  ['B2', areaOf(1, 1, 1, 1)],
  ['B2:D10', areaOf(1, 1, 9, 3)],
  ['B2:B10', areaOf(1, 1, 9, 1)],
  ['B2:D2', areaOf(1, 1, 1, 3)],
  ['B:D', areaOf(0, 1, SHEET_ROWS, 3)],
  ['2:10', areaOf(1, 0, 9, SHEET_COLUMNS)],
  ['XFD1048576', areaOf(SHEET_ROWS - 1, SHEET_COLUMNS - 1, 1, 1)],
])('%s is written as Excel writes it and read back', (text, area) => {
  expect(formatArea(area)).toBe(text);
  expect(parseArea(text)).toEqual(area);
});

test.each([
  ['$B$2:$D$10', 'B2:D10'],
  ['D10:B2', 'B2:D10'],
  ['b10:d2', 'B2:D10'],
  ['$D:$B', 'B:D'],
  ['$10:$2', '2:10'],
])('%s means %s', (text, same) => {
  expect(parseArea(text)).toEqual(parseArea(same));
});

test.each(['', 'A0', 'XFE1', 'A1048577', 'A', '1', 'A1:', ':A1', 'A1:B', 'AAAA1', 'A1 ', '0:3', 'A:XFE', 'Foo!A1'])(
  '"%s" is no address on a sheet',
  (text) => {
    expect(parseArea(text)).toBeUndefined();
  },
);

describe('a sheet’s name in an address', () => {
  test.each([
    ['Sites', 'Sites!A1'],
    ['By Source', "'By Source'!A1"],
    ["Ann's", "'Ann''s'!A1"],
    ['2026', "'2026'!A1"],
    ['B12', "'B12'!A1"],
    ['_Lists', '_Lists!A1'],
    ['Budget.2', 'Budget.2!A1'],
    ['A-B', "'A-B'!A1"],
  ])('%s is written %s and read back', (name, address) => {
    expect(formatAddress(name, areaOf(0, 0, 1, 1))).toBe(address);
    expect(splitSheetName(address)).toEqual({ sheetName: name, rest: 'A1' });
  });

  test('is read back whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(splitSheetName(formatAddress(name, areaOf(0, 0, 2, 2)))).toEqual({ sheetName: name, rest: 'A1:B2' });
      }),
    );
  });

  test('need not be there', () => {
    expect(splitSheetName('A1:B2')).toEqual({ sheetName: undefined, rest: 'A1:B2' });
  });
});
