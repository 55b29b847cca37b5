import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { toArea, toRange } from './ranges.ts';

test('a range names the last row and column where an area counts them', () => {
  expect(toRange(areaOf(2, 3, 4, 1))).toEqual({ startRow: 2, endRow: 5, startColumn: 3, endColumn: 3 });
  expect(toArea({ startRow: 2, endRow: 5, startColumn: 3, endColumn: 3 })).toEqual(areaOf(2, 3, 4, 1));
});
