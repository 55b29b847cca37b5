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

test('[W9] two columns under one header of the plan are told, and the first is matched; other headers may be there twice', () => {
  const headers = ['Row ID', 'Site Name', 'Note', 'SITE  NAME', 'row id', 'Note', 'shortName', 'shortname'];
  const match = matchHeaders(tableNamed('sites'), headers);
  expect(match.doubled).toEqual([
    { header: 'Row ID', indexes: [0, 4] },
    { header: 'Site Name', indexes: [1, 3] },
    { header: 'Short Name', indexes: [6, 7] },
  ]);
  expect([match.rowIdIndex, ...match.indexByColumn]).toEqual([0, ['name', 1], ['shortName', 6]]);
  expect(matchHeaders(tableNamed('sites'), ['Site Name', 'Note', 'Note']).doubled).toEqual([]);
});

test('a header without a blank that the plan has is another header', () => {
  expect(matchHeaders(tableNamed('sites'), ['RowID', 'LocationCode', 'Site Name']).own).toEqual([0, 1]);
});

test('every table of the plan finds all of its own labels', () => {
  for (const table of tables) {
    const labels = Object.values(table.columns).map(({ label }) => label);
    const match = matchHeaders(table, ['Row ID', ...labels]);
    expect([...match.indexByColumn.keys()], table.name).toEqual(Object.keys(table.columns));
    expect(match.own).toEqual([]);
  }
});
