import { describe, expect, test } from 'vitest';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { conflictCards, everyConflict, filtered, shownFilters } from './conflict-cards.ts';

function conflict(id: string, changes: Partial<OpenConflict> = {}): OpenConflict {
  return {
    id,
    table: 'sites',
    row: 'R1',
    column: 'name',
    kind: 'cell',
    base: 'a',
    local: 'b',
    remote: 'c',
    by: 'Ben',
    at: '2026-11-23T10:00:00.000Z',
    revision: 2,
    rowKey: '0417',
    ...changes,
  };
}

const ids = (conflicts: readonly OpenConflict[]) => conflicts.map(({ id }) => id).join('');

describe('cards of the review', () => {
  test('are one for each cell, and one for all that is about a whole row', () => {
    const cards = conflictCards([
      conflict('a'),
      conflict('b', { kind: 'editDelete' }),
      conflict('c'),
      conflict('d', { kind: 'editDelete', column: 'code' }),
      conflict('e', { kind: 'deleteEdit' }),
      conflict('f', { kind: 'editDelete', row: 'R2' }),
      conflict('g', { kind: 'editDelete', table: 'systems' }),
    ]);
    expect(cards.map(({ first, all }) => [first.id, ids(all)])).toEqual([
      ['a', 'a'],
      ['b', 'bd'],
      ['c', 'c'],
      ['e', 'e'],
      ['f', 'f'],
      ['g', 'g'],
    ]);
    expect(conflictCards([])).toEqual([]);
  });
});

describe('filters of the review', () => {
  const conflicts = [
    conflict('a'),
    conflict('b', { by: 'Cleo', table: 'budgetLines' }),
    conflict('c', { table: 'budgetLines' }),
    conflict('d', { by: 'Cleo', table: 'unheardOf' }),
    conflict('e'),
  ];

  test('let through one person’s, one table’s, or what is both', () => {
    expect(ids(filtered(conflicts, everyConflict))).toBe('abcde');
    expect(ids(filtered(conflicts, { by: 'Ben', table: '' }))).toBe('ace');
    expect(ids(filtered(conflicts, { by: '', table: 'budgetLines' }))).toBe('bc');
    expect(ids(filtered(conflicts, { by: 'Cleo', table: 'budgetLines' }))).toBe('b');
  });

  test('count as all once nothing is left of a choice, so that no conflict gets lost', () => {
    expect(ids(filtered(conflicts, { by: 'Dora', table: '' }))).toBe('abcde');
    expect(ids(filtered(conflicts, { by: 'Cleo', table: 'sites' }))).toBe('bd');
    expect(filtered([], { by: 'Ben', table: 'sites' })).toEqual([]);
  });

  test('are shown where they have something to choose from, and from five conflicts on', () => {
    expect(shownFilters(conflicts)).toMatchObject({ people: [{}, {}], tables: [{}, {}, {}] });
    expect(shownFilters(conflicts.slice(0, 4))).toEqual({ people: [], tables: [] });
    const alike = Array.from({ length: 5 }, (_, index) => conflict(String(index)));
    expect(shownFilters(alike)).toEqual({ people: [], tables: [] });
    const ofTwo = [...alike, conflict('x', { by: 'Cleo' })];
    expect(shownFilters(ofTwo)).toMatchObject({ people: [{}, {}], tables: [] });
    const inTwo = [...alike, conflict('x', { table: 'systems' })];
    expect(shownFilters(inTwo)).toMatchObject({ people: [], tables: [{}, {}] });
  });
});
