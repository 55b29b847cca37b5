import { describe, expect, test } from 'vitest';
import { lockedBlocks, lockedMessages, type LockedBlock } from './locked-blocks.ts';

const block = (row: number, rowCount: number, column: number, columnCount: number, hint: string): LockedBlock => ({
  row,
  rowCount,
  column,
  columnCount,
  hint,
});

describe('[FD1] what is said beside locked cells', () => {
  test('is one message for rows of a column that lie side by side and are locked for one reason', () => {
    expect(lockedMessages([block(2, 2, 0, 2, 'Approved.'), block(4, 1, 0, 1, 'Approved.')])).toEqual([
      { row: 2, rowCount: 3, column: 0, hint: 'Approved.' },
      { row: 2, rowCount: 2, column: 1, hint: 'Approved.' },
    ]);
  });

  test('is the reason of the later of two locks, and that of the earlier one around it', () => {
    expect(lockedMessages([block(0, 5, 3, 1, 'Approved.'), block(2, 1, 3, 1, 'Awarded.')])).toEqual([
      { row: 0, rowCount: 2, column: 3, hint: 'Approved.' },
      { row: 2, rowCount: 1, column: 3, hint: 'Awarded.' },
      { row: 3, rowCount: 2, column: 3, hint: 'Approved.' },
    ]);
  });

  test('is nothing where nothing is locked, however far apart locked rows lie', () => {
    expect(lockedMessages([])).toEqual([]);
    expect(lockedMessages([block(20_000, 1, 0, 1, 'Approved.'), block(0, 1, 0, 1, 'Approved.')])).toEqual([
      { row: 0, rowCount: 1, column: 0, hint: 'Approved.' },
      { row: 20_000, rowCount: 1, column: 0, hint: 'Approved.' },
    ]);
  });
});

test('[FD1] the cells that a lock holds are as few blocks as rows and columns side by side allow', () => {
  const rows = new Set(['a', 'b', 'd', 'z']);
  expect(lockedBlocks(['a', 'b', 'c', 'd'], [10, 2, 9, 3, 5], { rows, hint: 'Awarded.' })).toEqual(
    [
      [0, 2, 2, 2],
      [0, 2, 5, 1],
      [0, 2, 9, 2],
      [3, 1, 2, 2],
      [3, 1, 5, 1],
      [3, 1, 9, 2],
    ].map(([row = 0, rowCount = 0, column = 0, columnCount = 0]) =>
      block(row, rowCount, column, columnCount, 'Awarded.'),
    ),
  );
  expect(lockedBlocks(['c'], [0], { rows, hint: 'Awarded.' })).toEqual([]);
  expect(lockedBlocks(['a'], [], { rows, hint: 'Awarded.' })).toEqual([]);
});
