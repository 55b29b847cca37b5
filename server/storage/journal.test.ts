import { expect, test } from 'vitest';
import { cellFromJson, cellsFromJson, journalRecord } from './journal.ts';

test('[REV3] cells of the journal are read as they were kept, and nothing else is taken for cells', () => {
  expect(cellsFromJson('{}')).toEqual({});
  expect(cellsFromJson('{"name":"a","cost":5,"isOpen":false,"city":null}')).toEqual({
    name: 'a',
    cost: 5,
    isOpen: false,
    city: null,
  });
  for (const text of ['[]', '5', '{"a":{}}', '{"a":[1]}', 'null'])
    expect(() => cellsFromJson(text)).toThrow('The text holds no cells.');
  for (const text of ['', '{']) expect(() => cellsFromJson(text)).toThrow('JSON');
  expect(['"a"', '5', 'true', 'null'].map(cellFromJson)).toEqual(['a', 5, true, null]);
  for (const text of ['{}', '[]']) expect(() => cellFromJson(text)).toThrow(/invalid_/);
  expect(() => cellFromJson('')).toThrow('JSON');
});

test('[REV3] an entry is a row change with its revision and the one before', () => {
  const row = { table_name: 'sites', row_id: 'R1', kind: 'insert', before: '{}', after: '{"name":"a"}' } as const;
  expect(journalRecord({ ...row, revision: 4, previous: null })).toEqual({
    revision: 4,
    table: 'sites',
    row: 'R1',
    kind: 'insert',
    before: {},
    after: { name: 'a' },
    previous: null,
  });
});
