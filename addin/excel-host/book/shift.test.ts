import { assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf, type Area } from './area.ts';
import { shiftArea, type Shift } from './shift.ts';

const area = record({
  row: integer({ min: 0, max: 9 }),
  column: integer({ min: 0, max: 9 }),
  rowCount: integer({ min: 1, max: 5 }),
  columnCount: integer({ min: 1, max: 5 }),
});
const shift = record({
  area,
  direction: constantFrom('down' as const, 'up' as const, 'right' as const, 'left' as const),
});

/** Where one line (a row or a column) comes to lie; undefined where it was deleted. */
function moved(line: number, first: number, count: number, isInserted: boolean): number | undefined {
  if (isInserted) return line >= first ? line + count : line;
  if (line >= first && line < first + count) return undefined;
  return line >= first + count ? line - count : line;
}

/** The same, line by line: slow and plain. */
function lineByLine(from: Area, { area: at, direction }: Shift): Area | undefined {
  const isInserted = direction === 'down' || direction === 'right';
  const isDown = direction === 'down' || direction === 'up';
  const isWhole = isDown
    ? from.column >= at.column && from.column + from.columnCount <= at.column + at.columnCount
    : from.row >= at.row && from.row + from.rowCount <= at.row + at.rowCount;
  if (!isWhole) return from;
  const [start, count] = isDown ? [from.row, from.rowCount] : [from.column, from.columnCount];
  const [first, by] = isDown ? [at.row, at.rowCount] : [at.column, at.columnCount];
  const left = Array.from({ length: count }, (_, index) => moved(start + index, first, by, isInserted)).filter(
    (line) => line !== undefined,
  );
  if (left.length === 0) return undefined;
  const [low, high] = [Math.min(...left), Math.max(...left)];
  return isDown
    ? areaOf(low, from.column, high - low + 1, from.columnCount)
    : areaOf(from.row, low, from.rowCount, high - low + 1);
}

test('an area goes where its rows and columns go, is gone when all are, and stays where only a part would move', () => {
  assert(
    property(area, shift, (from, by) => {
      expect(shiftArea(from, by)).toEqual(lineByLine(from, by));
    }),
    { numRuns: 2000 },
  );
});

test('[FA9] whole rows and columns stay whole, and what is pushed over the end of the sheet is cut there', () => {
  const rows = areaOf(2, 0, 3, 16_384);
  const columns = areaOf(0, 1, 1_048_576, 2);
  const oneColumn = areaOf(0, 0, 1_048_576, 1);
  const oneRow = areaOf(0, 0, 1, 16_384);
  expect(shiftArea(rows, { area: oneColumn, direction: 'right' })).toEqual(rows);
  expect(shiftArea(rows, { area: oneColumn, direction: 'left' })).toEqual(rows);
  expect(shiftArea(rows, { area: oneRow, direction: 'down' })).toEqual(areaOf(3, 0, 3, 16_384));
  expect(shiftArea(columns, { area: oneRow, direction: 'up' })).toEqual(columns);
  expect(shiftArea(areaOf(1_048_575, 0, 1, 1), { area: oneRow, direction: 'down' })).toBeUndefined();
  expect(shiftArea(areaOf(1_048_570, 0, 6, 1), { area: oneRow, direction: 'down' })).toEqual(
    areaOf(1_048_571, 0, 5, 1),
  );
});
