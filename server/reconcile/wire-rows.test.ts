import { expect, test } from 'vitest';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { wireTable } from './wire-rows.ts';

const projects = tableNamed('projects');
const names = Object.keys(projects.columns);
const computedName = names.find((name) => projects.columns[name]?.computed === true) ?? '';
const rows = [
  { row: 'R1', revision: 4, cells: { number: '26.00001', percentComplete: 0, [computedName]: 'not this' } },
  { row: 'R2', revision: 5, cells: {} },
];

test('a row travels with every column in the order of the table, empty where it holds nothing, and 0 is not empty', () => {
  const { columns, rows: wired } = wireTable(projects, rows, undefined);
  expect(columns).toEqual(names);
  expect(wired.map(({ length }) => length)).toEqual([names.length + 2, names.length + 2]);
  const [first = [], second = []] = wired;
  expect(first.slice(0, 2)).toEqual(['R1', 4]);
  const at = (name: string) => first[names.indexOf(name) + 2];
  expect([at('number'), at('percentComplete'), at('name')]).toEqual(['26.00001', 0, null]);
  expect(second.slice(2).every((cell) => cell === null)).toBe(true);
});

test('computed cells come from what was computed, never from what is stored', () => {
  expect(computedName).not.toBe('');
  const cellOf = (computed: Parameters<typeof wireTable>[2]) =>
    wireTable(projects, rows, computed).rows.map((row) => row[names.indexOf(computedName) + 2]);
  expect(cellOf(undefined)).toEqual([null, null]);
  expect(cellOf(new Map([['R1', { [computedName]: 12, number: 'nor this' }]]))).toEqual([12, null]);
  expect(
    wireTable(projects, rows, new Map([['R1', { number: 'nor this' }]])).rows[0]?.[names.indexOf('number') + 2],
  ).toBe('26.00001');
});
