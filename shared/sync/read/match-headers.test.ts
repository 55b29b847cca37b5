import { expect, test } from 'vitest';
import { tables, tableNamed } from '../../tables/all-tables.ts';
import { matchHeaders } from './match-headers.ts';

test('headers match by label whatever their case and spacing, and by the name on the wire', () => {
  const match = matchHeaders(tableNamed('sites'), [
    '  location   CODE ',
    'Site Name',
    'My notes',
    'shortName',
    'row id',
  ]);
  expect([...match.indexByColumn]).toEqual([
    ['code', 0],
    ['name', 1],
    ['shortName', 3],
  ]);
  expect(match.rowIdIndex).toBe(4);
  expect(match.own).toEqual([2]);
});

test('a header that names a column twice over counts once; the second stays the person’s own', () => {
  const match = matchHeaders(tableNamed('sites'), ['Site Name', 'name']);
  expect([...match.indexByColumn]).toEqual([['name', 0]]);
  expect(match.own).toEqual([1]);
});

test('every table of the plan finds all of its own labels', () => {
  for (const table of tables) {
    const labels = Object.values(table.columns).map(({ label }) => label);
    const match = matchHeaders(table, ['Row ID', ...labels]);
    expect([...match.indexByColumn.keys()], table.name).toEqual(Object.keys(table.columns));
    expect(match.own).toEqual([]);
  }
});
