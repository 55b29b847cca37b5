import { expect, test } from 'vitest';
import { twoAuthors } from './author-edits.ts';
import { mergeInputs } from './merge-inputs.ts';
import { plainMerge } from './plain-merge.ts';
import { plainDiff } from './plain-diff.ts';
import { planRows } from './plan-rows.ts';

const size = { sites: 20, projects: 30, budgetLines: 2000 };

test('two authors edit 5 % of the lines each, a tenth of them in common', () => {
  const { a, b } = twoAuthors(planRows(size).budgetLines, size);
  const rowsOfA = new Set(a.updates.map(({ row }) => row));
  expect(rowsOfA.size).toBe(100);
  expect(b.updates.filter(({ row }) => rowsOfA.has(row))).toHaveLength(10);
});

test('no author touches a row that the other one deletes', () => {
  const { a, b } = twoAuthors(planRows(size).budgetLines, size);
  const touched = new Set([...a.updates, ...a.deletes].map(({ row }) => row));
  expect(b.deletes.some(({ row }) => touched.has(row))).toBe(false);
});

test('the plain merge loses no row and reports cells that both changed', () => {
  const inputs = mergeInputs(size);
  const { table, conflicts } = plainMerge(inputs);
  expect(table.size).toBe(2000 + inputs.a.inserts.length + inputs.b.inserts.length - 4);
  const byA = new Map(inputs.a.updates.map((edit) => [edit.row, edit.cells]));
  expect(conflicts.length).toBeGreaterThan(0);
  for (const { row, column } of conflicts) expect(Object.keys(byA.get(row) ?? {})).toContain(column);
});

test('the plain diff finds nothing between equal tables', () => {
  const { budgetLines } = planRows(size);
  expect(plainDiff(new Map(budgetLines.map(({ row, cells }) => [row, cells])), budgetLines)).toEqual([]);
});
