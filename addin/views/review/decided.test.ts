import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../shared/sync/apply/decide.ts';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { previewBulk } from './bulk-decision.ts';
import { decidedMany, decidedOne, decidedValue, undoValue } from './decided.ts';

const amount: OpenConflict = {
  id: 'c1',
  table: 'budgetLines',
  row: 'B1',
  column: 'original',
  kind: 'cell',
  base: 1_000,
  local: 1_500,
  remote: 900,
  by: 'Ben',
  at: '2026-11-23T10:00:00.000Z',
  revision: 2,
  rowKey: 'BL-010',
};
const note: OpenConflict = { ...amount, id: 'c2', column: 'note', base: null, local: 'rev B', remote: 'rev C' };
const ofRow: OpenConflict = { ...amount, id: 'c3', kind: 'editDelete' };
const place = { table: 'budgetLines', row: 'B1', column: 'original' };

describe('one decision', () => {
  test.each<[Choice, number, number | null]>([
    [{ kind: 'keepLocal' }, 1_500, 900],
    [{ kind: 'takeRemote' }, 900, 1_500],
    [{ kind: 'keepBoth' }, 1_400, 1_500],
    [{ kind: 'enterValue', value: 1_200 }, 1_200, 1_500],
    [{ kind: 'enterValue', value: 1_500 }, 1_500, null],
  ])('%o makes the cell %d; what undoes it is %s', (choice, value, undo) => {
    expect(decidedValue(amount, choice)).toBe(value);
    expect(undoValue(amount, choice)).toEqual(undo === null ? null : { ...place, value: undo });
  });

  test('is told with its place, and how it was undone', () => {
    expect(decidedOne(amount, { kind: 'takeRemote' }, noNames)).toEqual({
      id: 'c1',
      words: 'Budget Lines · BL-010 · Original Amount: Used Ben’s 9.00 instead of your 15.00.',
      undo: [{ ...place, value: 1_500 }],
      undone: 'Budget Lines · BL-010 · Original Amount: 15.00 is back. It goes with your next sync.',
      isUndone: false,
    });
  });

  test('about a whole row names the row alone and is not undone from here', () => {
    expect(decidedOne(ofRow, { kind: 'takeRemote' }, noNames)).toMatchObject({
      words: 'Budget Lines · BL-010: Deleted the row.',
      undo: [],
      undone: '',
    });
    expect(undoValue(ofRow, { kind: 'keepLocal' })).toBeNull();
  });
});

describe('one answer to many conflicts', () => {
  test('tells each table by itself, without an amount where there is no money', () => {
    const site: OpenConflict = { ...note, id: 'c5', table: 'sites', column: 'name' };
    const empty: OpenConflict = { ...amount, id: 'c6', local: null };
    const { tables, total } = previewBulk([site, amount, empty], 'takeRemote');
    expect(tables).toEqual([
      { label: 'Sites', count: 1, total: null },
      { label: 'Budget Lines', count: 2, total: 300 },
    ]);
    expect(total).toBe(300);
    expect(previewBulk([site], 'takeRemote').total).toBeNull();
    expect(previewBulk([], 'takeRemote')).toMatchObject({ conflicts: [], tables: [], total: null, oneByOne: 0 });
  });

  test('is undone value by value, those apart that are as they were', () => {
    const same: OpenConflict = { ...amount, id: 'c7', row: 'B2', local: 900 };
    const decided = decidedMany(previewBulk([amount, note, same], 'takeRemote'));
    expect(decided).toEqual({
      id: 'takeRemote c1 c2 c7',
      words: 'Used theirs for 3 values (total −6.00).',
      undo: [
        { ...place, value: 1_500 },
        { ...place, column: 'note', value: 'rev B' },
      ],
      undone: '2 values put back. It goes with your next sync.',
      isUndone: false,
    });
  });
});
