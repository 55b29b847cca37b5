import { expect, test } from 'vitest';
import type { ChangedRow } from '../../sync/local-changes.ts';
import { groupChanges, rowsWithProblems } from './change-groups.ts';

function changed(table: string, row: string): ChangedRow {
  return { table, row, rowKey: row, kind: 'update', cells: [], base: null };
}

const rows = [changed('budgetLines', 'B1'), changed('sites', 'S1'), changed('budgetLines', 'B2')];

test('changes stand by table in the order of the sheets, rows in the order of the sheet', () => {
  const groups = groupChanges(rows, 100);
  expect(groups.map(({ label, rows }) => [label, rows.map(({ row }) => row)])).toEqual([
    ['Sites', ['S1']],
    ['Budget Lines', ['B1', 'B2']],
  ]);
});

test('only the first rows are shown, beside how many there are', () => {
  expect(groupChanges(rows, 2).map(({ table, rows, count }) => [table, rows.length, count])).toEqual([
    ['sites', 1, 1],
    ['budgetLines', 1, 2],
  ]);
  expect(groupChanges(rows, 1).map(({ table }) => table)).toEqual(['sites']);
});

test('rows with problems are those that a problem names, once each', () => {
  const problems = [
    { table: 'budgetLines', row: 'B2' },
    { table: 'budgetLines', row: 'B2' },
    { table: 'sites', row: 'B1' },
  ];
  expect(rowsWithProblems(rows, problems).map(({ row }) => row)).toEqual(['B2']);
});
