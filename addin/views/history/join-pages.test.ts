import { expect, test } from 'vitest';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { firstItems, itemCount } from './first-items.ts';
import { joinPages } from './join-pages.ts';

type Change = RevisionChanges['changes'][number];

function revision(number: number, ...columns: readonly string[]): RevisionChanges {
  const change = (column: string): Change => ({
    table: 'sites',
    row: 'R0A1B2C3D4E5F6G7',
    key: '0417',
    kind: 'update',
    cells: [{ column, before: 1, after: 2 }],
  });
  return {
    revision: number,
    by: 'Ben',
    at: '2026-11-23T10:00:00.000Z',
    note: '',
    workbook: 'w1',
    accepted: 1,
    rows: 1,
    hash: '',
    changes: columns.map(change),
  };
}

test('pages follow one another, and a revision that goes on over a page’s end stays one', () => {
  const before = [revision(9, 'a'), revision(8, 'b')];
  expect(joinPages(before, [revision(7, 'c')])).toEqual([...before, revision(7, 'c')]);
  expect(joinPages(before, [revision(8, 'c'), revision(7, 'd')])).toEqual([
    revision(9, 'a'),
    revision(8, 'b', 'c'),
    revision(7, 'd'),
  ]);
  expect(joinPages(before, [])).toEqual(before);
  expect(joinPages([], before)).toEqual(before);
  expect(joinPages([], [])).toEqual([]);
});

test('the first items are those of the first groups, and no group is shown without any', () => {
  const groups = [{ items: [1, 2] }, { items: [3, 4, 5] }, { items: [6] }];
  expect(itemCount(groups)).toBe(6);
  expect(firstItems(groups, 0)).toEqual([]);
  expect(firstItems(groups, 2)).toEqual([{ items: [1, 2] }]);
  expect(firstItems(groups, 3)).toEqual([{ items: [1, 2] }, { items: [3] }]);
  expect(firstItems(groups, 9)).toEqual(groups);
});
