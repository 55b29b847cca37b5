import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { cellsOf } from './changed-cells.ts';

test('the cells that a change names lie in the smallest area around them', () => {
  const { area, rows } = cellsOf({ 3: { 5: { v: 1 }, 2: { v: 2 } }, 7: { 4: null }, 1: { 4: { v: 1 } } });
  expect(area).toEqual(areaOf(1, 2, 7, 4));
  expect([...(rows ?? [])]).toEqual([
    [1, [4]],
    [3, [2, 5]],
    [7, [4]],
  ]);
  expect(cellsOf({ 0: { 0: {} } }).area).toEqual(areaOf(0, 0, 1, 1));
});

test('a change that names no cell has no area', () => {
  expect([cellsOf(undefined), cellsOf({}), cellsOf({ 3: {} })]).toEqual([
    { area: undefined },
    { area: undefined },
    { area: undefined },
  ]);
});

test('a change says how a cell looks where it takes the cell away or names a style, and nowhere else', () => {
  const { hasLook } = cellsOf({ 2: { 1: { v: 1 }, 2: { s: 'a' }, 3: { s: null }, 4: null } });
  expect([1, 2, 3, 4, 5].map((column) => hasLook?.(2, column))).toEqual([false, true, true, true, false]);
  expect(hasLook?.(9, 1)).toBe(false);
});
