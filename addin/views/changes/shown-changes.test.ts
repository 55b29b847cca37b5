import { expect, test } from 'vitest';
import type { Edit } from '../../../shared/sync/edit.ts';
import { refusedPlaces } from './shown-changes.ts';

test('[FB3] a refusal keeps its cell here; of a new or deleted row, or one that is not in the list, the whole row', () => {
  const edits: readonly Edit[] = [
    { kind: 'update', table: 'sites', row: 'R1', cells: { name: 'x' }, seen: { name: 1 } },
    { kind: 'insert', table: 'sites', row: 'R2', cells: { name: 'x' }, seen: 1 },
    { kind: 'delete', table: 'sites', row: 'R3', seen: 1 },
  ];
  const refused = ['R1', 'R2', 'R3', 'R4'].map((row) => ({ table: 'sites', row, column: 'name' }));
  expect(refusedPlaces(edits, refused).map(({ row, column }) => [row, column])).toEqual([
    ['R1', 'name'],
    ['R2', null],
    ['R3', null],
    ['R4', null],
  ]);
  expect(refusedPlaces(edits, [{ table: 'systems', row: 'R1', column: 'name' }])).toEqual([
    { table: 'systems', row: 'R1', column: null },
  ]);
  // Such a row is among the edits although the cell is not, so it is sent.
  expect(refusedPlaces(edits, [{ table: 'sites', row: 'R2', column: 'opened', isOfSheet: true }])).toEqual([
    { table: 'sites', row: 'R2', column: 'opened' },
  ]);
});
