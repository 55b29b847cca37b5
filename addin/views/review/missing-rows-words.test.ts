import { describe, expect, test } from 'vitest';
import type { MissingRows } from '../../sync/session/sync-state.ts';
import { missingRowsWords } from './missing-rows-words.ts';

function held(...rowKeys: string[]): MissingRows[] {
  return rowKeys.length === 0 ? [] : [{ table: 'budgetLines', rows: rowKeys.map((key) => `R${key}`), rowKeys }];
}

const words = (tables: readonly MissingRows[], cleared: readonly MissingRows[]) =>
  missingRowsWords({ kind: 'missingRows', tables, cleared });

describe('[FB15, W10] the question about missing and emptied rows', () => {
  test('speaks of one row where it is one, and says what keeping it does', () => {
    expect(words([], held('BL-3'))).toEqual({
      title: 'Was this row to be deleted?',
      restore: 'Put it back',
      remove: 'Delete it for everybody',
      empty: {
        answer: 'Keep the emptied row, clear its optional cells',
        meaning: 'If you keep it, cells that the plan requires come back as they were.',
      },
    });
  });

  test('speaks of several where they are several', () => {
    expect(words([], held('BL-3', 'BL-4'))).toEqual({
      title: 'Were these rows to be deleted?',
      restore: 'Put them back',
      remove: 'Delete them for everybody',
      empty: {
        answer: 'Keep the emptied rows, clear their optional cells',
        meaning: 'If you keep them, cells that the plan requires come back as they were.',
      },
    });
  });

  test('[W3] offers to keep emptied rows only where there are some', () => {
    expect(words(held('BL-3'), [])).toEqual({
      title: 'A row is missing here',
      restore: 'Put it back',
      remove: 'Delete it for everybody',
      empty: null,
    });
    expect(words(held('BL-3', 'BL-4'), []).title).toBe('Rows are missing here');
  });

  test('one missing and one emptied row are put back together, and only the emptied one is kept', () => {
    expect(words(held('BL-3'), held('BL-4'))).toMatchObject({
      title: 'A row is missing here',
      restore: 'Put them back',
      remove: 'Delete them for everybody',
      empty: { answer: 'Keep the emptied row, clear its optional cells' },
    });
  });
});
