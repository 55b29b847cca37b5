import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { RevisionChanges, WireRowChange } from '../../../shared/protocol/history.ts';
import { firstItems, itemCount } from './first-items.ts';
import { historyGroups, peopleOf } from './history-groups.ts';
import { scopeEmpty, scopeQuery, scopeTitle } from './history-scope.ts';
import { joinPages } from './join-pages.ts';

const selected = { table: 'sites', row: 'R1', column: 'name', rowKey: '0417' };

function revision(number: number, by: string, ...changes: WireRowChange[]): RevisionChanges {
  const at = `2026-11-${number}T10:00:00.000Z`;
  const rest = { at, workbook: 'w', note: '', accepted: 1, rows: changes.length, hash: '' };
  return { revision: number, by, changes, ...rest };
}

function site(row: string, kind: WireRowChange['kind'] = 'update'): WireRowChange {
  const cells = [
    { column: 'name', before: null, after: `School ${row}` },
    { column: 'enrollment', before: 1, after: 2 },
  ];
  return { table: 'sites', row, key: row, kind, cells };
}

describe('the history of what is selected', () => {
  test('asks for the cell, the row or the table', () => {
    expect(scopeQuery('cell', selected)).toEqual({ table: 'sites', row: 'R1', column: 'name' });
    expect(scopeQuery('row', selected)).toEqual({ table: 'sites', row: 'R1' });
    expect(scopeQuery('table', selected)).toEqual({ table: 'sites' });
  });

  test('is titled with it, and says when it is empty', () => {
    expect(scopeTitle('cell', selected, noNames)).toBe('Sites · 0417 · Site Name');
    expect(scopeTitle('row', selected, noNames)).toBe('Sites · 0417');
    expect(scopeTitle('table', selected, noNames)).toBe('Sites');
    expect(scopeEmpty('cell', '')).toBe('No changes to this cell yet.');
    expect(scopeEmpty('row', 'Ann Lee')).toBe('No changes to this row yet by Ann Lee.');
  });

  test('of a cell is that cell alone, also where the whole row came', () => {
    const groups = historyGroups([revision(3, 'Ann', site('R1')), revision(2, 'Ben', site('R1', 'insert'))], 'cell', {
      column: 'enrollment',
    });
    expect(groups.map(({ items }) => items.map(({ column }) => column))).toEqual([['enrollment'], ['enrollment']]);
  });

  test('of a table has each changed cell, and new rows as one item', () => {
    const groups = historyGroups([revision(3, 'Ann', site('R1'), site('R2', 'insert'))], 'table', selected);
    expect(groups[0]?.items.map(({ row, column }) => [row, column])).toEqual([
      ['R1', 'name'],
      ['R1', 'enrollment'],
      ['R2', null],
    ]);
  });

  test('names everybody once', () => {
    expect(peopleOf([revision(3, 'Ben'), revision(2, 'Ann'), revision(1, 'Ben')])).toEqual(['Ann', 'Ben']);
  });
});

describe('pages of history', () => {
  test('a revision that goes on over the end of a page stays one', () => {
    const pages = [
      [revision(3, 'Ann', site('R1')), revision(2, 'Ben', site('R1'))],
      [revision(2, 'Ben', site('R2')), revision(1, 'Ann', site('R3'))],
    ];
    const joined = pages.reduce<readonly RevisionChanges[]>(joinPages, []);
    expect(joined.map(({ revision, changes }) => [revision, changes.map(({ row }) => row)])).toEqual([
      [3, ['R1']],
      [2, ['R1', 'R2']],
      [1, ['R3']],
    ]);
  });

  test('pages that end with a revision are put one after the other', () => {
    expect(joinPages([revision(3, 'Ann')], [revision(2, 'Ben')]).map(({ revision }) => revision)).toEqual([3, 2]);
    expect(joinPages([], [revision(2, 'Ben')])).toHaveLength(1);
    expect(joinPages([revision(2, 'Ben')], [])).toHaveLength(1);
  });
});

describe('a long list', () => {
  const groups = [{ items: [1, 2, 3] }, { items: [4, 5] }, { items: [6] }];

  test('is cut at a number of items, across its groups', () => {
    expect(firstItems(groups, 4)).toEqual([{ items: [1, 2, 3] }, { items: [4] }]);
    expect(firstItems(groups, 3)).toEqual([{ items: [1, 2, 3] }]);
    expect(firstItems(groups, 9)).toEqual(groups);
  });

  test('knows how many there are', () => {
    expect(itemCount(groups)).toBe(6);
  });
});
