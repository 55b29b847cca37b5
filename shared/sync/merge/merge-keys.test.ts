import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { insert, remove, update, type Program } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';

function schoolAt(program: Program, row: string): Cells | undefined {
  return program.cells('schools', row);
}

describe('keys and unique sets', () => {
  test('[V02] of two new rows with one key the lower Row ID wins', () => {
    const edits = [
      insert('schools', 'D', { code: 'C1', name: 'Cedar' }, 1),
      insert('schools', 'C', { code: 'C1', name: 'Cypress' }, 1),
      insert('schools', 'E', { code: 'C1', name: 'Cherry' }, 1),
    ];
    for (const order of [edits, edits.toReversed()]) {
      const outcome = startedProgram().sync(order);
      expect(outcome.changes).toMatchObject([{ row: 'C' }]);
      expect(outcome.refusals).toMatchObject([
        { row: 'D', column: 'code', rule: 'V02', value: 'C1' },
        { row: 'E', column: 'code', rule: 'V02', value: 'C1' },
      ]);
    }
  });

  test('[V02] a key changed to one that a live row holds is refused; its other cells are not', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'B', { code: 'A1', name: 'Beech' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'B', column: 'code', rule: 'V02', value: 'A1' }]);
    expect(schoolAt(program, 'B')).toMatchObject({ code: 'B1', name: 'Beech' });
  });

  test('[V02] keys exchanged within one sync are fine', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('schools', 'A', { code: 'B1' }, 1),
      update('schools', 'B', { code: 'A1' }, 1),
    ]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
    expect(program.cells('orders', 'O')).toMatchObject({ school: 'B1' });
  });

  test('[V02] a chain of key changes of which one is refused is refused down the chain', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)]);
    const outcome = program.sync([
      update('schools', 'A', { code: 'B1' }, 2),
      update('schools', 'B', { code: 'C1' }, 2),
      update('orders', 'O', { note: 'x' }, 2),
    ]);
    expect(outcome.refusals).toMatchObject([
      { row: 'A', column: 'code', rule: 'V02' },
      { row: 'B', column: 'code', rule: 'V02' },
    ]);
    expect(outcome.changes).toMatchObject([{ table: 'orders', row: 'O', after: { note: 'x' } }]);
  });

  test('[V02] delete and insert of one key in one sync are fine, and references stay', () => {
    const program = startedProgram();
    const outcome = program.sync([remove('schools', 'A', 1), insert('schools', 'C', { code: 'A1', name: 'New' }, 1)]);
    expect(outcome).toMatchObject({ refusals: [], conflicts: [] });
    expect(outcome.adopted).toEqual({});
    expect(program.cells('orders', 'O')).toMatchObject({ school: 'A1' });
  });

  test('[V02] a key freed by a delete that is refused stays taken', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)], 'Ben');
    const outcome = program.sync([remove('schools', 'A', 1), insert('schools', 'C', { code: 'A1', name: 'New' }, 1)]);
    expect(outcome.conflicts).toMatchObject([{ row: 'A', kind: 'deleteEdit', column: 'name' }]);
    expect(outcome.refusals).toMatchObject([{ row: 'C', column: 'code', rule: 'V02' }]);
  });

  test('[V02] a restored row whose key is taken meanwhile stays away', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)]);
    program.sync([insert('schools', 'C', { code: 'B1', name: 'New' }, 2)]);
    const outcome = program.sync([update('schools', 'B', { name: 'Beech', nickname: 'Bee' }, 3)]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.refusals).toMatchObject([
      { row: 'B', column: 'name', rule: 'V02' },
      { row: 'B', column: 'nickname', rule: 'V02' },
    ]);
  });

  test('[V02] further unique sets count when they are filled', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('schools', 'B', { nickname: 'Al', name: 'Beech' }, 1),
      insert('schools', 'C', { code: 'C1', name: 'Cedar', nickname: 'Al' }, 1),
      insert('bills', 'P', { school: 'A1', sequence: 2, orderNumber: 'N1' }, 1),
      insert('bills', 'Q', { school: 'A1', sequence: 3, orderNumber: 'N1' }, 1),
    ]);
    expect(outcome.refusals).toMatchObject([
      { row: 'B', column: 'nickname', rule: 'V02', message: 'Nickname Al is already used by another row of Schools.' },
      { row: 'C', column: 'nickname', rule: 'V02', value: 'Al' },
    ]);
    expect(outcome.changes.map(({ row }) => row)).toEqual(['B', 'P', 'Q']);
  });

  test('[V02, FB12] a composite key counts as a whole, empty parts included, and is told by its headers', () => {
    const program = startedProgram();
    const outcome = program.sync([
      insert('orders', 'P', { number: 'N1', line: 2 }, 1),
      insert('orders', 'Q', { number: 'N1', line: 1 }, 1),
      insert('bills', 'R', { sequence: 9 }, 1),
      insert('bills', 'S', { sequence: 9 }, 1),
    ]);
    expect(outcome.refusals).toMatchObject([
      {
        row: 'Q',
        column: 'number',
        rule: 'V02',
        message: 'Order No. N1, Line 1 is already used by another row of Orders.',
      },
      { row: 'S', column: 'school', rule: 'V02', message: 'Seq 9 is already used by another row of Bills.' },
    ]);
  });

  test('[V01] a row without required cells, or with a blank key, is refused as a whole', () => {
    const outcome = startedProgram().sync([
      insert('schools', 'C', { code: 'C1', nickname: 'Ced' }, 1),
      insert('bills', 'M', { paper: 'x' }, 1),
    ]);
    expect(outcome).toMatchObject({ changes: [], accepted: 0 });
    expect(outcome.refusals).toEqual([
      { table: 'schools', row: 'C', column: 'name', rule: 'V01', value: null, message: 'School Name is required.' },
      { table: 'bills', row: 'M', column: 'school', rule: 'V01', value: null, message: 'School is required.' },
    ]);
  });

  test('[V01] clearing a required cell, or the last cell of a key, is refused alone', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('schools', 'A', { name: null, nickname: 'x' }, 1),
      update('bills', 'L', { school: null, sequence: null, amount: 6 }, 1),
    ]);
    expect(outcome.refusals.map(({ row, column, rule }) => [row, column, rule])).toEqual([
      ['A', 'name', 'V01'],
      ['L', 'school', 'V01'],
      ['L', 'sequence', 'V01'],
    ]);
    expect(outcome.accepted).toBe(2);
  });

  test('[V03, M10] a new row whose key is no value of its column is refused once, as a whole', () => {
    const outcome = startedProgram().sync([insert('schools', 'C', { code: 'too long', name: 'Cedar' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'C', column: 'code', rule: 'V09', value: 'too long' }]);
    expect(outcome).toMatchObject({ changes: [], accepted: 0 });
  });

  test('[M10] a new row loses an optional cell that is refused, and is added without it', () => {
    const program = startedProgram();
    const outcome = program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar', opened: 'soon' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'C', column: 'opened', rule: 'V07' }]);
    expect(schoolAt(program, 'C')).toEqual({ code: 'C1', name: 'Cedar' });
  });

  test('[V02] a new row that doubles two sets is refused once', () => {
    const outcome = startedProgram().sync([insert('schools', 'C', { code: 'A1', name: 'C', nickname: 'Al' }, 1)]);
    expect(outcome.refusals.map(({ column, rule }) => `${column} ${rule}`)).toEqual(['code V02']);
  });

  test('[V02] a unique set is checked by what is written, not by what the row had', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'A', { name: 'Aspen' }, 1)]);
    expect(outcome).toMatchObject({ accepted: 1, refusals: [] });
    program.sync([update('schools', 'A', { nickname: 'Ann' }, 2)], 'Ben');
    // The nickname is in conflict and stays Ann, so the key alone is asked about.
    const both = program.sync([update('schools', 'A', { nickname: 'Bee', code: 'A2' }, 1)]);
    expect(both).toMatchObject({ refusals: [], conflicts: [{ column: 'nickname' }] });
    expect(schoolAt(program, 'A')).toMatchObject({ code: 'A2', nickname: 'Ann' });
  });

  test('[V02] a value given up in the same sync can be taken', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('schools', 'A', { nickname: null }, 1),
      update('schools', 'B', { nickname: 'Al' }, 1),
    ]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
  });

  test('[V02] a delete that is refused is no claim to its own key', () => {
    const outcome = startedProgram().sync([remove('schools', 'A', 1)]);
    expect(outcome.refusals.map(({ rule }) => rule)).toEqual(['V04']);
  });

  test('[V01] a row brought back keeps the rule of required cells', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)]);
    const outcome = program.sync([update('schools', 'B', { name: null, nickname: 'Bee' }, 2)]);
    expect(outcome.refusals.map(({ column, rule }) => `${column} ${rule}`)).toEqual(['name V01']);
    expect(schoolAt(program, 'B')).toMatchObject({ name: 'Birch', nickname: 'Bee' });
  });

  test('[V01] a required cell in conflict is not asked for', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'A', { name: null }, 1)]);
    expect(outcome).toMatchObject({ refusals: [], conflicts: [{ column: 'name', local: null }] });
  });
});
