import { describe, expect, test } from 'vitest';
import type { DeleteEdit, InsertEdit, UpdateEdit } from '../../shared/sync/edit.ts';
import type { OpenConflict, OpenRefusal } from './session/sync-state.ts';
import { judgedRows, standingConflicts, standingRefusals } from './standing.ts';

const update: UpdateEdit = {
  kind: 'update',
  table: 'sites',
  row: 'R1',
  cells: { name: 'Birch', shortName: null },
  seen: { name: 3, shortName: 3 },
};
const insert: InsertEdit = { kind: 'insert', table: 'sites', row: 'R1', cells: { name: 'Birch' }, seen: 3 };
const removal: DeleteEdit = { kind: 'delete', table: 'sites', row: 'R1', seen: 3 };
const refusal: OpenRefusal = {
  table: 'sites',
  row: 'R1',
  column: 'name',
  rule: 'V01',
  value: 'Birch',
  message: 'No.',
  rowKey: '0417',
};
const conflict: OpenConflict = {
  id: 'c1',
  table: 'sites',
  row: 'R1',
  column: 'name',
  kind: 'cell',
  base: 'a',
  local: 'b',
  remote: 'c',
  by: 'Ben',
  at: '2026-11-23T10:00:00.000Z',
  revision: 2,
  rowKey: '0417',
};

describe('a refusal that was told', () => {
  test('stands while its row is as it was judged', () => {
    expect(standingRefusals([refusal], judgedRows([update]), [update])).toEqual([refusal]);
  });

  test('stands for what the plan has just judged, without a memory of it', () => {
    expect(standingRefusals([refusal], null, [update])).toEqual([refusal]);
  });

  test('ends when another cell of its row changes: nobody has judged that row yet', () => {
    const other: UpdateEdit = { ...update, cells: { ...update.cells, shortName: 'B' } };
    expect(standingRefusals([refusal], judgedRows([update]), [other])).toEqual([]);
    expect(standingRefusals([refusal], new Map(), [update])).toEqual([]);
  });

  test('ends with the value that was refused', () => {
    const retyped: UpdateEdit = { ...update, cells: { name: 'Elm' } };
    expect(standingRefusals([refusal], null, [retyped])).toEqual([]);
    expect(standingRefusals([refusal], null, [])).toEqual([]);
    expect(standingRefusals([refusal], null, [{ ...update, table: 'systems' }])).toEqual([]);
  });

  test('of an empty value stands where the cell is emptied, not where it is unchanged', () => {
    const ofEmpty: OpenRefusal = { ...refusal, column: 'shortName', value: null };
    expect(standingRefusals([ofEmpty], null, [update])).toEqual([ofEmpty]);
    expect(standingRefusals([ofEmpty], null, [{ ...update, cells: { name: 'Birch' } }])).toEqual([]);
    // A new row does not name its empty cells.
    expect(standingRefusals([ofEmpty], null, [insert])).toEqual([ofEmpty]);
  });

  test('about a whole row, or about its deletion, stands with any change of that row', () => {
    const ofRow: OpenRefusal = { ...refusal, column: null, value: null };
    expect(standingRefusals([ofRow], null, [update])).toEqual([ofRow]);
    expect(standingRefusals([refusal], null, [removal])).toEqual([refusal]);
  });

  test('of the sheet alone is left out: the sheet says it anew', () => {
    expect(standingRefusals([{ ...refusal, isOfSheet: true }], null, [update])).toEqual([]);
  });
});

describe('a conflict that was told', () => {
  test('stands with what the sheet holds now', () => {
    expect(standingConflicts([conflict], [update])).toEqual([{ ...conflict, local: 'Birch' }]);
    const emptied = { ...conflict, column: 'shortName' };
    expect(standingConflicts([emptied], [update])).toEqual([{ ...emptied, local: null }]);
  });

  test('ends when the sheet holds what the plan does', () => {
    expect(standingConflicts([conflict], [])).toEqual([]);
    expect(standingConflicts([conflict], [{ ...update, cells: { shortName: null } }])).toEqual([]);
    expect(standingConflicts([conflict], [{ ...update, row: 'R2' }])).toEqual([]);
  });

  test('stands as it was told for a row that is deleted, and for an empty cell of one that comes back', () => {
    expect(standingConflicts([conflict], [removal])).toEqual([conflict]);
    expect(standingConflicts([{ ...conflict, column: 'code' }], [insert])).toEqual([{ ...conflict, column: 'code' }]);
    expect(standingConflicts([conflict], [insert])).toEqual([{ ...conflict, local: 'Birch' }]);
  });
});
