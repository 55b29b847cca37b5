import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { bulkWords, previewBulk } from './bulk-decision.ts';
import { conflictCards, everyConflict, filterChoices, filtered } from './conflict-cards.ts';
import { choiceWords, decidedWords } from './conflict-words.ts';
import { decidedMany, decidedOne } from './decided.ts';
import { nearestValue } from './nearest-value.ts';

const conflict: OpenConflict = {
  id: 'c1',
  table: 'budgetLines',
  row: 'R1',
  rowKey: 'BL-001',
  column: 'original',
  kind: 'cell',
  base: 1_000_000,
  local: 1_240_000,
  remote: 1_190_000,
  by: 'Ben',
  at: '2026-11-20T10:29:00.000Z',
  revision: 7,
};
const note: OpenConflict = { ...conflict, id: 'c2', column: 'note', base: 'a', local: 'b', remote: 'c', by: 'Cy' };
const edited: OpenConflict = { ...conflict, id: 'c3', row: 'R2', kind: 'editDelete', remote: null };
const editedToo: OpenConflict = { ...edited, id: 'c4', column: 'note', local: 'b' };
const deleted: OpenConflict = { ...conflict, id: 'c5', row: 'R3', kind: 'deleteEdit', local: null };
const combined: OpenConflict = {
  ...conflict,
  id: 'c6',
  table: 'milestones',
  column: 'forecastFinish',
  kind: 'combined',
};

describe('conflicts as cards', () => {
  test('all conflicts about one row are one card, values one each', () => {
    const cards = conflictCards([edited, conflict, editedToo, note]);
    expect(cards.map(({ all }) => all.map(({ id }) => id))).toEqual([['c3', 'c4'], ['c1'], ['c2']]);
  });

  test('an edit against a delete says who did what to how many values', () => {
    expect(choiceWords({ first: edited, all: [edited, editedToo] })).toEqual({
      mine: 'Keep row',
      theirs: 'Delete row',
      story: 'Ben deleted this row while you changed 2 values in it.',
    });
    expect(choiceWords({ first: deleted, all: [deleted] })).toEqual({
      mine: 'Delete row',
      theirs: 'Keep row',
      story: 'You deleted this row while Ben changed 1 value in it.',
    });
  });

  test('[M12] a state that is the one that was seen says that what it is about has changed', () => {
    const decided: OpenConflict = {
      ...conflict,
      table: 'changes',
      rowKey: 'BC-7',
      column: 'status',
      base: 'Pending',
      local: 'Approved',
      remote: 'Pending',
    };
    expect(choiceWords({ first: decided, all: [decided] })).toEqual({
      mine: 'Keep mine',
      theirs: 'Leave it as it is',
      story: 'Ben has changed BC-7 since you looked at it, though Status is the same. Look at it again, then decide.',
    });
    // Nobody else has set what is in the plan.
    expect(decidedWords(decided, 'keepLocal', '', noNames)).toBe('Kept Approved.');
    expect(decidedWords(decided, 'takeRemote', '', noNames)).toBe('Left Pending.');
    expect(choiceWords({ first: conflict, all: [conflict] }).story).toBeNull();
  });

  test('filters count their conflicts, and a choice that nothing is left of hides nothing', () => {
    const all = [conflict, note, combined];
    expect(filterChoices(all)).toEqual({
      people: [
        { name: 'Ben', count: 2 },
        { name: 'Cy', count: 1 },
      ],
      tables: [
        { name: 'budgetLines', label: 'Budget Lines', count: 2 },
        { name: 'milestones', label: 'Milestones', count: 1 },
      ],
    });
    expect(filtered(all, everyConflict)).toHaveLength(3);
    expect(filtered(all, { by: 'Ben', table: 'budgetLines' })).toEqual([conflict]);
    expect(filtered(all, { by: 'Cy', table: 'milestones' })).toEqual([note]);
    expect(filtered([conflict], { by: 'Cy', table: '' })).toEqual([conflict]);
  });
});

describe('a bulk decision', () => {
  const lower: OpenConflict = { ...conflict, id: 'c7', row: 'R4', local: 100_000, remote: 400_000 };

  test('is previewed with its money per table and in all, and leaves whole rows to be decided one by one', () => {
    const theirs = previewBulk([conflict, lower, note, edited, combined], 'takeRemote');
    expect(theirs.tables).toEqual([
      { label: 'Budget Lines', count: 3, total: 250_000 },
      { label: 'Milestones', count: 1, total: null },
    ]);
    expect(theirs.total).toBe(250_000);
    expect(theirs.oneByOne).toBe(1);
    expect(bulkWords(theirs).confirm).toBe('Use theirs for 4 values (total +2,500.00)');
  });

  test('for mine moves the plan the other way, and leaves out what mine is no answer to', () => {
    const mine = previewBulk([conflict, lower, note, edited, combined], 'keepLocal');
    expect(mine.conflicts.map(({ id }) => id)).toEqual(['c1', 'c7', 'c2']);
    expect([mine.total, mine.oneByOne]).toEqual([-250_000, 2]);
    expect(bulkWords(mine).confirm).toBe('Keep mine for 3 values (total −2,500.00)');
    expect(bulkWords(previewBulk([note], 'keepLocal')).confirm).toBe('Keep mine for 1 value');
  });

  test('is undone as one, each value to what was not taken', () => {
    const decided = decidedMany(previewBulk([conflict, note], 'takeRemote'));
    expect(decided.undo.map(({ column, value }) => [column, value])).toEqual([
      ['original', 1_240_000],
      ['note', 'b'],
    ]);
  });
});

describe('a decision that was made', () => {
  test('says what was kept and where the other value is, and is undone by theirs', () => {
    const kept = decidedOne(conflict, { kind: 'keepLocal' }, noNames);
    expect(kept.words).toBe('Budget Lines · BL-001 · Original Amount: Kept 12,400.00. Ben’s 11,900.00 is in History.');
    expect(kept.undo).toEqual([{ table: 'budgetLines', row: 'R1', column: 'original', value: 1_190_000 }]);
    expect(kept.undone).toContain('11,900.00 is back.');
  });

  test.each([
    [{ kind: 'takeRemote' } as const, 'Used Ben’s 11,900.00 instead of your 12,400.00.'],
    [{ kind: 'keepBoth' } as const, 'Added both: 14,300.00. Ben’s 11,900.00 is in History.'],
    [{ kind: 'enterValue', value: 1_200_000 } as const, 'Set 12,000.00. Ben’s 11,900.00 is in History.'],
  ])('%j is undone by mine', (decision, words) => {
    const decided = decidedOne(conflict, decision, noNames);
    expect(decided.words).toContain(words);
    expect(decided.undo.map(({ value }) => value)).toEqual([1_240_000]);
  });

  test('another value that is mine after all has nothing to undo', () => {
    expect(decidedOne(conflict, { kind: 'enterValue', value: 1_240_000 }, noNames).undo).toEqual([]);
  });

  test.each([
    [edited, 'keepLocal', 'Kept the row with your values.'],
    [edited, 'takeRemote', 'Deleted the row.'],
    [deleted, 'keepLocal', 'Deleted the row. Ben’s values are in History.'],
    [deleted, 'takeRemote', 'Kept the row with Ben’s values.'],
  ] as const)('about a whole row is told without an undo', (about, kind, words) => {
    const decided = decidedOne(about, { kind }, noNames);
    expect(decided.words).toBe(`Budget Lines · BL-001: ${words}`);
    expect(decided.undo).toEqual([]);
  });
});

describe('the value of a drop-down that was meant', () => {
  test.each([
    ['install', 'Installation & Cabling'],
    ['Contigency', 'Contingency'],
    ['zzz', null],
    ['', null],
  ])('for %j is %j', (typed, meant) => {
    expect(nearestValue('budgetLines', 'category', typed)).toBe(meant);
  });

  test('is offered for drop-downs only', () => {
    expect(nearestValue('budgetLines', 'note', 'install')).toBeNull();
    expect(nearestValue('budgetLines', 'category', 12)).toBeNull();
  });
});
