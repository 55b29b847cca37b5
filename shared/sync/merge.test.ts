import { describe, expect, test } from 'vitest';
import type { Cells } from '../tables/cell.ts';
import { insert, Program, remove, update } from './testing/program.ts';

/** Schools A and B, an order for A with a bill, at revision 1. */
function startedProgram(): Program {
  const program = new Program();
  program.sync(
    [
      insert('schools', 'A', { code: 'A1', name: 'Alder', nickname: 'Al' }, 0),
      insert('schools', 'B', { code: 'B1', name: 'Birch', opened: '2020-01-01' }, 0),
      insert('orders', 'O', { number: 'N1', line: 1, school: 'A1', amount: 100 }, 0),
      insert('bills', 'L', { school: 'A1', sequence: 1, orderNumber: 'N1', orderLine: 1, amount: 5 }, 0),
    ],
    'Zoe',
  );
  return program;
}

function schoolAt(program: Program, row: string): Cells | undefined {
  return program.cells('schools', row);
}

describe('updates', () => {
  test('[M1] an update of a cell that is unchanged since it was seen is written', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'A', { name: 'Aspen' }, 1)]);
    expect(outcome).toEqual({
      changes: [{ table: 'schools', row: 'A', kind: 'update', before: { name: 'Alder' }, after: { name: 'Aspen' } }],
      accepted: 1,
      adopted: {},
      conflicts: [],
      refusals: [],
      warnings: [],
    });
    expect(schoolAt(program, 'A')).toEqual({ code: 'A1', name: 'Aspen', nickname: 'Al' });
  });

  test('[M2] a cell changed since to the same value is accepted and changes nothing', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)]);
    const outcome = program.sync([update('schools', 'A', { name: 'Aspen' }, 1)]);
    expect(outcome).toMatchObject({ changes: [], accepted: 1, conflicts: [], refusals: [] });
    expect(program.revision).toBe(2);
  });

  test('[M3, C1] two people change the same cell: a conflict on that cell only, with all three values', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'A', { name: 'Ash', nickname: 'Ashy' }, 1)]);
    expect(outcome.conflicts).toEqual([
      {
        table: 'schools',
        row: 'A',
        column: 'name',
        kind: 'cell',
        base: 'Alder',
        local: 'Ash',
        remote: 'Aspen',
        by: 'Ben',
        at: '2026-01-01T00:00:2Z',
        revision: 2,
      },
    ]);
    expect(outcome.accepted).toBe(1);
    expect(schoolAt(program, 'A')).toEqual({ code: 'A1', name: 'Aspen', nickname: 'Ashy' });
  });
});

describe('deletes', () => {
  test('[M4] a row deleted remotely and edited locally is a conflict', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { name: 'Beech', nickname: null }, 1)]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.conflicts).toMatchObject([
      { column: 'name', kind: 'editDelete', base: 'Birch', local: 'Beech', remote: null, by: 'Ben', revision: 2 },
      { column: 'nickname', kind: 'editDelete', base: null, local: null, remote: null, by: 'Ben', revision: 2 },
    ]);
  });

  test('[M5] a delete of a row changed since is a conflict that names the changed columns', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { name: 'Beech', opened: null }, 1)], 'Ben');
    const outcome = program.sync([remove('schools', 'B', 1)]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.conflicts).toMatchObject([
      { column: 'name', kind: 'deleteEdit', base: 'Birch', local: null, remote: 'Beech', by: 'Ben', revision: 2 },
      { column: 'opened', kind: 'deleteEdit', base: '2020-01-01', local: null, remote: null, by: 'Ben', revision: 2 },
    ]);
  });

  test('[M6] a delete of a deleted or unknown row is accepted without effect', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)]);
    const outcome = program.sync([remove('schools', 'B', 1), remove('schools', 'Z', 1)]);
    expect(outcome).toMatchObject({ changes: [], accepted: 2, conflicts: [], refusals: [] });
  });
});
