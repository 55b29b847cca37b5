import { expect, test } from 'vitest';
import { tableNamed, tables } from './all-tables.ts';
import { frozenColumns } from './frozen-columns.ts';

test('[FB7] every table begins with a column of its key, so that can stay in view', () => {
  const others = tables.filter(({ key, columns }) => !key.includes(Object.keys(columns)[0] ?? ''));
  expect(others.map(({ name }) => name)).toEqual([]);
});

test('[FB7] the columns of the key stay in view, as far as room is left to scroll', () => {
  expect(['sites', 'siteSystems', 'scope'].map((name) => frozenColumns(tableNamed(name)))).toEqual([1, 3, 3]);
  for (const table of tables) {
    const frozen = Object.values(table.columns).slice(0, frozenColumns(table));
    const width = frozen.reduce((sum, column) => sum + column.width, 0);
    expect([table.name, frozen.length > 0, frozen.length === 1 || width <= 45]).toEqual([table.name, true, true]);
  }
});
