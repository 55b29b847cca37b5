import { expect, test } from 'vitest';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import { writtenRows } from './written-rows.ts';

const changes: readonly RowChange[] = [
  { table: 'sites', row: 'R1', kind: 'insert', before: {}, after: { code: '0417' } },
  { table: 'sites', row: 'R2', kind: 'update', before: { city: 'X' }, after: { city: null } },
  { table: 'sites', row: 'R3', kind: 'delete', before: { code: '0419' }, after: {} },
  { table: 'systems', row: 'R4', kind: 'insert', before: {}, after: { code: 'LAN' } },
];
// A row that was there before, and one under the Row ID of an insert that must not shine through.
const context = { head: (_table: string, row: string) => ({ row, revision: 2, cells: { code: '0000', city: 'X' } }) };
const written = writtenRows(context, changes, 7, new Set(['systems', 'funds']));
const one = { row: 'R1', revision: 7, cells: { code: '0417' } };
const two = { row: 'R2', revision: 7, cells: { code: '0000', city: null } };
const four = { row: 'R4', revision: 7, cells: { code: 'LAN' } };

test('a row is what it was with what was written over it, under the new revision; a deleted one is none', () => {
  expect(changes.map((change) => written.rowAfter(change))).toEqual([one, two, undefined, four]);
});

test('the rows of a table are its own, and the tables that held nothing before come whole', () => {
  expect(written.rowsOf('sites')).toEqual([one, two]);
  expect([...written.wholeTables()]).toEqual([
    ['systems', [four]],
    ['funds', []],
  ]);
});

test('an update of a row that was not there before is what was written', () => {
  const [, update] = changes;
  const without = writtenRows({ head: () => undefined }, changes, 7, new Set());
  expect(update && without.rowAfter(update)).toEqual({ row: 'R2', revision: 7, cells: { city: null } });
});
