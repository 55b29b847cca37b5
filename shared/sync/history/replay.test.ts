import { describe, expect, test } from 'vitest';
import type { RowChange } from './journal.ts';
import { basketPlaces } from './baskets.ts';
import { applyChange, changesBetween, compareStates, draftState, replay, revertEdits, undoEntry } from './replay.ts';
import { insert, remove, update } from '../testing/program.ts';
import { smallTables } from '../testing/small-tables.ts';
import { startedProgram } from '../testing/started-program.ts';

describe('applyChange', () => {
  const misfits: readonly RowChange[] = [
    { table: 'schools', row: 'A', kind: 'insert', before: {}, after: { code: 'A1' } },
    { table: 'schools', row: 'Z', kind: 'update', before: { name: 'x' }, after: { name: 'y' } },
    { table: 'schools', row: 'Z', kind: 'delete', before: {}, after: {} },
    { table: 'schools', row: 'A', kind: 'update', before: { name: 'x' }, after: { name: 'y' } },
    { table: 'colleges', row: 'A', kind: 'update', before: { name: 'x' }, after: { name: 'y' } },
  ];

  test.each(misfits)('[REV5] throws on a change that does not fit: $kind of $table $row', (change) => {
    const state = draftState(startedProgram().head);
    const message = `The ${change.kind} of row ${change.row} of ${change.table} does not fit the state it is applied to.`;
    expect(() => applyChange(state, change, 2)).toThrow(new RangeError(message));
  });

  test('leaves the state it was copied from alone', () => {
    const program = startedProgram();
    applyChange(draftState(program.head), { table: 'schools', row: 'B', kind: 'delete', before: {}, after: {} }, 2);
    expect(program.row('schools', 'B')).toBeDefined();
  });
});

describe('replay and undo', () => {
  test('[REV4] undoing an entry gives the row back with the revision that had changed it before', () => {
    const program = startedProgram();
    const before = program.head;
    program.sync([remove('schools', 'B', 1), update('schools', 'A', { nickname: null, opened: '2020-01-01' }, 1)]);
    const state = draftState(program.head);
    for (const entry of program.journal.filter(({ revision }) => revision === 2)) undoEntry(state, entry, 1);
    expect(state).toEqual(before);
  });

  test('[REV5] replaying nothing is nothing', () => {
    expect(replay([])).toEqual(new Map());
  });

  test('changes between two states lead from the first to the second', () => {
    const program = startedProgram();
    const before = program.head;
    program.sync([
      update('schools', 'A', { name: 'Aspen', nickname: null }, 1),
      remove('schools', 'B', 1),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1),
    ]);
    const state = draftState(before);
    const changes = changesBetween(before, program.head);
    for (const change of changes) applyChange(state, change, 2);
    expect(changes).toHaveLength(3);
    expect(state).toEqual(program.head);
    expect(changesBetween(program.head, program.head)).toEqual([]);
    expect(changesBetween(new Map(), before)).toHaveLength(4);
    expect(changesBetween(before, new Map()).every(({ kind }) => kind === 'delete')).toBe(true);
  });

  test('two states compare cell by cell, money with its difference in cents', () => {
    const program = startedProgram();
    const before = program.head;
    program.sync([update('orders', 'O', { amount: 250, note: 'x' }, 1), remove('bills', 'L', 1)]);
    expect(compareStates(smallTables, before, program.head)).toEqual([
      { table: 'orders', row: 'O', column: 'amount', before: 100, after: 250, delta: 150 },
      { table: 'orders', row: 'O', column: 'note', before: null, after: 'x', delta: null },
      { table: 'bills', row: 'L', column: 'school', before: 'A1', after: null, delta: null },
      { table: 'bills', row: 'L', column: 'sequence', before: 1, after: null, delta: null },
      { table: 'bills', row: 'L', column: 'orderNumber', before: 'N1', after: null, delta: null },
      { table: 'bills', row: 'L', column: 'orderLine', before: 1, after: null, delta: null },
      { table: 'bills', row: 'L', column: 'amount', before: 5, after: null, delta: -5 },
    ]);
    expect(compareStates([], before, program.head)).toEqual([]);
  });
});

describe('revertEdits', () => {
  test('set back what a revision did, where nothing moved since', () => {
    const program = startedProgram();
    const before = program.head;
    program.sync([
      update('schools', 'A', { name: 'Aspen', nickname: null }, 1),
      remove('schools', 'B', 1),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1),
    ]);
    const edits = revertEdits(
      program.journal.filter(({ revision }) => revision === 2),
      [],
    );
    expect(program.sync(edits)).toMatchObject({ conflicts: [], refusals: [] });
    expect(changesBetween(before, program.head)).toEqual([]);
  });

  test('[M8] are in the baskets in which it was done, cell by cell, and rows as a whole', () => {
    const program = startedProgram();
    const edits = [
      update('schools', 'A', { name: 'Aspen' }, 1, 'T1'),
      update('schools', 'A', { nickname: 'Asp' }, 1),
      remove('schools', 'B', 1, 'T1'),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1, 'T2'),
    ];
    const places = basketPlaces(edits, program.sync(edits));
    const back = revertEdits(
      program.journal.filter(({ revision }) => revision === 2),
      places,
    );
    expect(back.map(({ kind, row, basket }) => [kind, row, basket])).toEqual([
      ['update', 'A', 'T1'],
      ['update', 'A', undefined],
      ['insert', 'B', 'T1'],
      ['delete', 'C', 'T2'],
    ]);
    program.sync([update('schools', 'A', { name: 'Ash' }, 2)], 'Ben');
    const { conflicts, refusals, changes } = program.sync(back);
    expect(conflicts).toMatchObject([{ row: 'A', column: 'name' }]);
    expect(refusals).toMatchObject([{ row: 'B', rule: 'M8' }]);
    expect(changes.map(({ row, kind, after }) => [row, kind, after])).toEqual([
      ['A', 'update', { nickname: 'Al' }],
      ['C', 'delete', {}],
    ]);
  });

  test('[M3, M5] conflict where something moved since', () => {
    const program = startedProgram();
    program.sync([
      update('schools', 'A', { name: 'Aspen' }, 1),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1),
    ]);
    program.sync([update('schools', 'A', { name: 'Ash' }, 2), update('schools', 'C', { name: 'Cypress' }, 2)], 'Ben');
    const edits = revertEdits(
      program.journal.filter(({ revision }) => revision === 2),
      [],
    );
    expect(program.sync(edits).conflicts).toMatchObject([
      { row: 'A', column: 'name', kind: 'cell', base: 'Aspen', local: 'Alder', remote: 'Ash' },
      { row: 'C', column: 'name', kind: 'deleteEdit', base: 'Cedar', remote: 'Cypress' },
    ]);
  });
});
