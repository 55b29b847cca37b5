import { describe, expect, test } from 'vitest';
import { bothChanges, choicesFor, conflictsAfterAdoption, decide } from './decide.ts';
import type { Conflict } from '../outcome.ts';
import { insert, remove, update } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';

const conflict: Conflict = {
  table: 'orders',
  row: 'O',
  column: 'amount',
  kind: 'cell',
  base: 100,
  local: 130,
  remote: 250,
  by: 'Ben',
  at: '2026-01-01T00:00:02Z',
  revision: 2,
};

describe('decide', () => {
  test('[CON3] keep mine is the same update, seen at the revision of remote', () => {
    expect(decide(conflict, { kind: 'keepLocal' }, 'money')).toEqual({
      edits: [{ kind: 'update', table: 'orders', row: 'O', cells: { amount: 130 }, seen: { amount: 2 } }],
      writes: [],
      deletes: [],
      restores: [],
      seen: [{ row: 'O', column: 'amount', revision: 2 }],
    });
  });

  test('[CON3] take theirs writes remote into the sheet', () => {
    expect(decide(conflict, { kind: 'takeRemote' }, 'money')).toEqual({
      edits: [],
      writes: [{ row: 'O', column: 'amount', value: 250 }],
      deletes: [],
      restores: [],
      seen: [{ row: 'O', column: 'amount', revision: 2 }],
    });
  });

  test('[CON3] another value is an update and a write', () => {
    const decision = decide(conflict, { kind: 'enterValue', value: 7 }, 'money');
    expect(decision.edits).toEqual([update('orders', 'O', { amount: 7 }, 2)]);
    expect(decision.writes).toEqual([{ row: 'O', column: 'amount', value: 7 }]);
  });

  test('[CON3] both, for money, is base and the changes of both sides; an empty amount is nothing', () => {
    const decision = decide(conflict, { kind: 'keepBoth' }, 'money');
    expect(decision.edits).toEqual([update('orders', 'O', { amount: 280 }, 2)]);
    expect(bothChanges({ base: null, local: 5, remote: 7 })).toBe(12);
    expect(bothChanges({ base: 10, local: null, remote: 7 })).toBe(-3);
  });

  test('[CON3] only the choices that make sense are offered, and others throw', () => {
    expect(choicesFor(conflict, 'money')).toEqual(['keepLocal', 'takeRemote', 'keepBoth', 'enterValue']);
    expect(choicesFor(conflict, 'integer')).toEqual(['keepLocal', 'takeRemote', 'enterValue']);
    expect(choicesFor({ ...conflict, kind: 'sameKey' }, 'money')).toEqual(['keepLocal', 'takeRemote', 'enterValue']);
    expect(choicesFor({ ...conflict, kind: 'editDelete' }, 'money')).toEqual(['keepLocal', 'takeRemote', 'enterValue']);
    expect(choicesFor({ ...conflict, kind: 'combined' }, 'money')).toEqual(['takeRemote', 'enterValue']);
    expect(choicesFor({ ...conflict, kind: 'deleteEdit' }, 'money')).toEqual(['keepLocal', 'takeRemote']);
    expect(() => decide({ ...conflict, kind: 'combined' }, { kind: 'keepLocal' }, 'money')).toThrow(
      new RangeError('keepLocal is no answer to a conflict of kind combined.'),
    );
  });

  test('[M4, CON3] an edited row that was deleted: keep it with all its edits, or let it go', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const { conflicts } = program.sync([update('schools', 'B', { name: 'Beech', nickname: 'Bee' }, 1)]);
    const [first] = conflicts;
    if (!first) throw new Error('There is a conflict.');
    expect(decide(first, { kind: 'takeRemote' }, 'text', conflicts)).toMatchObject({
      deletes: ['B'],
      edits: [],
      writes: [],
    });
    const kept = decide(first, { kind: 'keepLocal' }, 'text', conflicts);
    expect(kept.seen).toEqual([
      { row: 'B', column: 'name', revision: 2 },
      { row: 'B', column: 'nickname', revision: 2 },
    ]);
    const other = decide(first, { kind: 'enterValue', value: 'Bay' }, 'text', conflicts);
    expect(other.edits).toEqual([update('schools', 'B', { name: 'Bay', nickname: 'Bee' }, 2)]);
    program.sync(kept.edits);
    expect(program.cells('schools', 'B')).toMatchObject({ name: 'Beech', nickname: 'Bee', opened: '2020-01-01' });
  });

  test('[M5, CON3] a deleted row that was edited: delete it all the same, or take it back', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { name: 'Beech' }, 1)], 'Ben');
    program.sync([update('schools', 'B', { nickname: 'Bee' }, 2)], 'Ben');
    const { conflicts } = program.sync([remove('schools', 'B', 1)]);
    const [first] = conflicts;
    if (!first) throw new Error('There is a conflict.');
    expect(decide(first, { kind: 'takeRemote' }, 'text', conflicts)).toMatchObject({ restores: ['B'], edits: [] });
    const decision = decide(first, { kind: 'keepLocal' }, 'text', conflicts);
    expect(decision.edits).toEqual([remove('schools', 'B', 3)]);
    expect(decision.seen.map(({ column, revision }) => [column, revision])).toEqual([
      ['name', 3],
      ['nickname', 3],
    ]);
    expect(program.sync(decision.edits)).toMatchObject({ accepted: 1, conflicts: [] });
  });

  test('[CON4] if remote moves again meanwhile, the decided cell is a conflict again', () => {
    const program = startedProgram();
    program.sync([update('orders', 'O', { amount: 250 }, 1)], 'Ben');
    const [open] = program.sync([update('orders', 'O', { amount: 130 }, 1)]).conflicts;
    if (!open) throw new Error('There is a conflict.');
    const { edits } = decide(open, { kind: 'keepLocal' }, 'money');
    program.sync([update('orders', 'O', { amount: 300 }, 2)], 'Ben');
    expect(program.sync(edits).conflicts).toMatchObject([{ base: 250, local: 130, remote: 300, revision: 3 }]);
  });

  test('[E5] conflicts of a row added twice move to the Row ID that the sheet takes over', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const { conflicts, adopted } = program.sync([insert('schools', 'D', { code: 'C1', name: 'Cypress' }, 1)]);
    expect(conflictsAfterAdoption(conflicts, adopted)).toMatchObject([{ row: 'C', column: 'name' }]);
    expect(conflictsAfterAdoption([conflict], adopted)).toEqual([conflict]);
  });
});
