import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areaOf,
  boundingArea,
  cellCount,
  containsArea,
  intersectAreas,
  isEntireColumns,
  isEntireRows,
  isOnSheet,
  sameArea,
  SHEET_COLUMNS,
  SHEET_ROWS,
  subtractArea,
  type Area,
} from './area.ts';

const span = fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 }));
const areas = fc.tuple(span, span).map(([[row, rows], [column, columns]]) => areaOf(row, column, rows, columns));

/** An area's cells one by one, which needs no arithmetic to compare. */
function cellsOf({ row, column, rowCount, columnCount }: Area): string[] {
  return Array.from({ length: rowCount }, (_, down) =>
    Array.from({ length: columnCount }, (_cell, right) => `${row + down}/${column + right}`),
  ).flat();
}

const sorted = (cells: readonly string[]): string[] => [...cells].sort();

test('two areas share just the cells that lie in both', () => {
  fc.assert(
    fc.property(areas, areas, (one, other) => {
      const inOther = new Set(cellsOf(other));
      const shared = cellsOf(one).filter((cell) => inOther.has(cell));
      const found = intersectAreas(one, other);
      expect(sorted(found === undefined ? [] : cellsOf(found))).toEqual(sorted(shared));
      expect(containsArea(other, one)).toBe(shared.length === cellCount(one));
      expect(sameArea(one, other)).toBe(sorted(cellsOf(one)).join() === sorted(cellsOf(other)).join());
    }),
  );
});

test('what is left of an area without a hole is every other cell, each once', () => {
  fc.assert(
    fc.property(areas, areas, (whole, hole) => {
      const inHole = new Set(cellsOf(hole));
      const parts = subtractArea(whole, hole);
      expect(sorted(parts.flatMap(cellsOf))).toEqual(sorted(cellsOf(whole).filter((cell) => !inHole.has(cell))));
      expect(parts.length).toBeLessThanOrEqual(4);
      expect(parts.every(({ rowCount, columnCount }) => rowCount > 0 && columnCount > 0)).toBe(true);
    }),
  );
});

test('the smallest area that holds two is none larger on any side', () => {
  fc.assert(
    fc.property(areas, areas, (one, other) => {
      const both = boundingArea(one, other);
      expect(containsArea(both, one) && containsArea(both, other)).toBe(true);
      const { row, column, rowCount, columnCount } = both;
      const smaller = [
        areaOf(row + 1, column, rowCount - 1, columnCount),
        areaOf(row, column + 1, rowCount, columnCount - 1),
        areaOf(row, column, rowCount - 1, columnCount),
        areaOf(row, column, rowCount, columnCount - 1),
      ];
      for (const each of smaller) expect(containsArea(each, one) && containsArea(each, other)).toBe(false);
    }),
  );
});

test.each([
  ['the first cell', areaOf(0, 0, 1, 1), true],
  ['the last cell', areaOf(SHEET_ROWS - 1, SHEET_COLUMNS - 1, 1, 1), true],
  ['the whole sheet', areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS), true],
  ['a row above it', areaOf(-1, 0, 1, 1), false],
  ['a column before it', areaOf(0, -1, 1, 1), false],
  ['a row too many', areaOf(1, 0, SHEET_ROWS, 1), false],
  ['a column too many', areaOf(0, 1, 1, SHEET_COLUMNS), false],
  ['no rows', areaOf(0, 0, 0, 1), false],
  ['no columns', areaOf(0, 0, 1, 0), false],
])('%s is on the sheet: %#', (_what, area, is) => {
  expect(isOnSheet(area)).toBe(is);
});

test('rows are entire with every column, columns with every row', () => {
  expect(isEntireRows(areaOf(3, 0, 2, SHEET_COLUMNS))).toBe(true);
  expect(isEntireRows(areaOf(3, 0, 2, SHEET_COLUMNS - 1))).toBe(false);
  expect(isEntireRows(areaOf(3, 1, 2, SHEET_COLUMNS))).toBe(false);
  expect(isEntireColumns(areaOf(0, 3, SHEET_ROWS, 2))).toBe(true);
  expect(isEntireColumns(areaOf(0, 3, SHEET_ROWS - 1, 2))).toBe(false);
  expect(isEntireColumns(areaOf(1, 3, SHEET_ROWS, 2))).toBe(false);
});
