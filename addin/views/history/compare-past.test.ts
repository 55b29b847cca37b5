import { expect, test } from 'vitest';
import type { HistoryQuery } from '../../sync/server/server-client.ts';
import { noNames } from '../../../shared/tables/code-names.ts';
import { comparePast, endOfDay, wordsOfCompareProblem } from './compare-past.ts';
import { scopeEmpty, scopeQuery, scopeTitle } from './history-scope.ts';

const offline = { ok: false, problem: { kind: 'offline' } } as const;

/** A program whose newest revision up to any day is this one; null: it cannot be asked. What was asked is noted. */
function programAt(newest: readonly number[] | null) {
  const asked: unknown[] = [];
  return {
    asked,
    history: async (_program: string, query: HistoryQuery) => {
      asked.push(query);
      if (newest === null) return offline;
      const revisions = newest.map((revision) => ({
        revision,
        by: 'Ben',
        at: '2026-11-23T10:00:00.000Z',
        note: '',
        workbook: 'w1',
        accepted: 1,
        rows: 1,
        hash: '',
        changes: [],
      }));
      return { ok: true, value: { revisions, next: null } } as const;
    },
    compare: async (_program: string, from: number, to?: number) => {
      asked.push([from, to]);
      return offline;
    },
  };
}

test('two revisions are compared as they are, one alone with now', async () => {
  const server = programAt([4]);
  await comparePast(server, 'p', { kind: 'revision', revision: 0, to: 7 });
  await comparePast(server, 'p', { kind: 'revision', revision: 3, to: null });
  expect(server.asked).toEqual([
    [0, 7],
    [3, undefined],
  ]);
});

test('a day is compared as it ended: by its last revision, or the empty plan before the first', async () => {
  const to = new Date(2026, 11, 1).toISOString();
  expect(endOfDay('2026-11-30')).toBe(to);
  const day = { kind: 'day', day: '2026-11-30' } as const;
  const [some, none, silent] = [programAt([4]), programAt([]), programAt(null)];
  await comparePast(some, 'p', day);
  expect(some.asked).toEqual([{ to, limit: 1 }, [4, undefined]]);
  await comparePast(none, 'p', day);
  expect(none.asked.at(-1)).toEqual([0, undefined]);
  expect(await comparePast(silent, 'p', day)).toEqual(offline);
  expect(silent.asked).toHaveLength(1);
});

test('a revision that does not exist is no trouble of the workbook’s', () => {
  expect(wordsOfCompareProblem({ kind: 'revisionUnknown' }).title).toBe('There is no such revision yet');
  expect(wordsOfCompareProblem({ kind: 'offline' }).title).toBe('You’re offline');
});

test('the history is of the cell, its row or its table, and says what it is of', () => {
  const place = { table: 'budgetLines', row: 'B1', column: 'original', rowKey: 'BL-010' };
  expect((['cell', 'row', 'table'] as const).map((scope) => scopeQuery(scope, place))).toEqual([
    { table: 'budgetLines', row: 'B1', column: 'original' },
    { table: 'budgetLines', row: 'B1' },
    { table: 'budgetLines' },
  ]);
  expect((['cell', 'row', 'table'] as const).map((scope) => scopeTitle(scope, place, noNames))).toEqual([
    'Budget Lines · BL-010 · Original Amount',
    'Budget Lines · BL-010',
    'Budget Lines',
  ]);
  expect(scopeEmpty('plan', '')).toBe('No changes to the plan yet.');
  expect(scopeEmpty('row', 'Ben')).toBe('No changes to this row yet by Ben.');
});
