import { describe, expect, test } from 'vitest';
import { insert, update } from './testing/program.ts';
import { startedProgram } from './testing/started-program.ts';

describe('order and revisions', () => {
  test('[V1] a sync that changes a cell makes one revision, one that changes nothing makes none', () => {
    const program = startedProgram();
    program.sync([]);
    program.sync([update('schools', 'A', { name: 'Alder' }, 1)]);
    expect(program.revision).toBe(1);
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1), update('schools', 'B', { name: 'Beech' }, 1)]);
    expect(program.revision).toBe(2);
  });

  test('[M11] changes come in the order of tables and Row IDs, whatever the order of edits', () => {
    const edits = [
      update('orders', 'O', { note: 'x' }, 1),
      update('schools', 'B', { name: 'Beech' }, 1),
      insert('schools', 'AB', { code: 'C1', name: 'Cedar' }, 1),
      update('schools', 'A', { code: 'A2' }, 1),
    ];
    const outcome = startedProgram().sync(edits);
    expect(outcome.changes.map(({ table, row }) => `${table} ${row}`)).toEqual([
      'schools A',
      'schools AB',
      'schools B',
      'orders O',
      'bills L',
    ]);
    expect(startedProgram().sync(edits.toReversed())).toEqual(outcome);
  });
});
