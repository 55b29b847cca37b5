import { describe, expect, test } from 'vitest';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { newsGroups } from './news-groups.ts';

function revision(number: number, by: string, ...amounts: readonly (readonly [string, number, number])[]) {
  const changes = amounts.map(([key, before, after]) => ({
    table: 'budgetLines',
    row: key,
    key,
    kind: 'update' as const,
    cells: [{ column: 'original', before, after }],
  }));
  const at = '2026-11-20T10:00:00.000Z';
  return { revision: number, by, at, note: '', workbook: 'w', accepted: 1, rows: 1, hash: '', changes };
}

describe('news', () => {
  test('is grouped by person and revision, the largest change of money first within and across', () => {
    const revisions: RevisionChanges[] = [
      revision(12, 'Ann', ['BL-1', 0, 10], ['BL-2', 100, 0]),
      revision(11, 'Ben', ['BL-3', 0, 5]),
      revision(10, 'Ann', ['BL-4', 0, 700]),
    ];
    expect(newsGroups(revisions).map(({ by, revision, items }) => [by, revision, items.map(({ key }) => key)])).toEqual(
      [
        ['Ann', 10, ['BL-4']],
        ['Ann', 12, ['BL-2', 'BL-1']],
        ['Ben', 11, ['BL-3']],
      ],
    );
  });

  test('without money the newest comes first', () => {
    const groups = newsGroups([revision(12, 'Ann', ['BL-1', 5, 5]), revision(13, 'Ben', ['BL-1', 5, 5])]);
    expect(groups.map(({ revision }) => revision)).toEqual([13, 12]);
  });
});
