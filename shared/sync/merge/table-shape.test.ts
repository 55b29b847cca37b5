import { expect, test } from 'vitest';
import { tables } from '../../tables/all-tables.ts';
import { keyText, referencesOf } from '../../tables/table.ts';
import { setText } from '../set-text.ts';

test('a key that others refer to holds no references, so that renaming it reaches its referrers in one step', () => {
  const referredTo = new Set(tables.flatMap((table) => referencesOf(table).map((reference) => reference.table)));
  for (const table of tables.filter(({ name }) => referredTo.has(name))) {
    const held = referencesOf(table).filter(({ columns }) => columns.some((column) => table.key.includes(column)));
    expect(held, table.name).toEqual([]);
  }
});

test('a text of values is that of a key', () => {
  const cells = { a: 'x/y', b: null, c: '\\', d: 7 };
  expect(setText(['a', 'b', 'c', 'd'], cells)).toBe(keyText(['x/y', null, '\\', 7]));
  expect(setText(['a'], cells)).toBe(keyText(['x/y']));
  expect(setText(['e'], cells)).toBe('');
});
