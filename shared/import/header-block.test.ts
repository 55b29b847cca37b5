import { tables } from '../tables/all-tables.ts';
import { expect, test } from 'vitest';
import type { Grid, GridCell } from './grid.ts';
import { findHeaders, headerFingerprint, headersAt } from './header-block.ts';
import { knownHeaderForms } from './match-columns.ts';

const known = knownHeaderForms(tables);

function grid(rows: readonly (readonly GridCell[])[], merged: Grid['merged'] = []): Grid {
  const numbered = rows.map((cells, index) => ({ number: index + 1, cells }));
  return { sheet: 'Sheet1', rows: numbered.filter(({ cells }) => cells.length > 0), merged, date1904: false };
}

function block(firstRow: number, firstColumn: number, lastRow: number, lastColumn: number) {
  return { firstRow, lastRow, firstColumn, lastColumn };
}

const names = (of: Grid) => findHeaders(of, known)?.headers.map(({ name }) => name);

test('headers stand below titles, whether those are merged or not', () => {
  const body = [
    ['Site Code', 'School', 'City'],
    ['0417', 'Alder', 'Cedar Basin'],
    ['0418', 'Birch', 'Cedar Basin'],
  ];
  const titled = grid([['All our schools'], [], ...body], [block(1, 0, 1, 2)]);
  expect(findHeaders(titled, known)).toMatchObject({ firstRow: 3, lastRow: 3 });
  expect(names(titled)).toEqual(['Site Code', 'School', 'City']);
});

test('headers over two rows are read together, a merged one for each of its columns', () => {
  const double = grid(
    [
      ['Project', 'Schedule', undefined, undefined],
      [undefined, 'Forecast Start', 'Forecast Finish', 'Actual Finish'],
      ['26.00001', '2026-01-01', '2026-02-01', undefined],
    ],
    [block(1, 0, 2, 0), block(1, 1, 1, 3)],
  );
  expect(headersAt(double, 1, 2).headers.map(({ name }) => name)).toEqual([
    'Project',
    'Forecast Start',
    'Forecast Finish',
    'Actual Finish',
  ]);
});

test('groups that are no titles stand before the heads of their columns', () => {
  const double = grid(
    [
      ['Line', 'Budget', undefined, 'Note', 'Owner'],
      [undefined, 'Original', 'Current', undefined, undefined],
    ],
    [block(1, 0, 2, 0), block(1, 1, 1, 2), block(1, 3, 2, 3), block(1, 4, 2, 4)],
  );
  expect(headersAt(double, 1, 2).headers.map(({ name }) => name)).toEqual([
    'Line',
    'Budget Original',
    'Budget Current',
    'Note',
    'Owner',
  ]);
});

test('two columns under one head are told apart, and the fingerprint goes by no order', () => {
  const one = headersAt(grid([['Note', 'Note', 'Site Code']]), 1, 1);
  expect(one.headers.map(({ name }) => name)).toEqual(['Note', 'Note (2)', 'Site Code']);
  const other = headersAt(grid([['site code ', 'Note', 'NOTE', 'What SEP Sync found']]), 1, 1);
  expect(headerFingerprint(other)).toBe(headerFingerprint(one));
});

test('a sheet of numbers and notes has no headers', () => {
  expect(
    findHeaders(
      grid([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      known,
    ),
  ).toBeNull();
  expect(findHeaders(grid([]), known)).toBeNull();
});

test('of a sheet that is wider than any table the first 1,000 columns are looked at', () => {
  const wide = Array.from({ length: 16_384 }, (_, index) => `Note ${index}`);
  expect(headersAt(grid([wide, wide]), 1, 1).headers).toHaveLength(1_000);
});
