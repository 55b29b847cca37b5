import { describe, expect, test } from 'vitest';
import { contextFromRows } from './merge-context.ts';
import { merge } from './merge.ts';
import { insert, remove, update } from '../testing/program.ts';
import { smallTables } from '../testing/small-tables.ts';
import { startedProgram } from '../testing/started-program.ts';

describe('order and revisions', () => {
  test('[REV1] a sync that changes a cell makes one revision, one that changes nothing makes none', () => {
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

  test('[M11] conflicts and refusals come in the order of tables, Row IDs and columns', () => {
    const program = startedProgram();
    program.sync(
      [
        update('schools', 'A', { nickname: 'x', name: 'x', opened: '2020-01-01' }, 1),
        update('orders', 'O', { note: 'x' }, 1),
      ],
      'Ben',
    );
    const outcome = program.sync([
      update('orders', 'O', { note: 'y', amount: 'y' }, 1),
      update('schools', 'A', { opened: '2021-01-01', nickname: 'y', name: 'y', closed: 'y', host: 'Z9' }, 1),
      update('colleges', 'A', { name: 'y' }, 1),
      update('academies', 'B', { name: 'y' }, 1),
    ]);
    expect(outcome.conflicts.map(({ row, column }) => `${row} ${column}`)).toEqual([
      'A name',
      'A nickname',
      'A opened',
      'O note',
    ]);
    expect(outcome.refusals.map(({ table, column }) => `${table} ${column}`)).toEqual([
      'schools closed',
      'schools host',
      'orders amount',
      'academies null',
      'colleges null',
    ]);
  });

  test('[REV3] empty cells of a stored row are in no change', () => {
    const cells = { code: 'A1', name: 'Alder', nickname: null };
    const rows = { schools: [{ row: 'A', revision: 1, cells }] };
    const { changes } = merge(contextFromRows({ tables: smallTables, rows }), [remove('schools', 'A', 1)]);
    expect(changes).toEqual([
      { table: 'schools', row: 'A', kind: 'delete', before: { code: 'A1', name: 'Alder' }, after: {} },
    ]);
  });

  test('[REV3] a row brought back names no cell that the edit empties', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)]);
    const { changes } = program.sync([update('schools', 'B', { opened: null }, 2)]);
    expect(changes).toMatchObject([{ kind: 'insert', before: {} }]);
    expect(changes[0]?.after).toEqual({ code: 'B1', name: 'Birch' });
  });

  test('a context without journal merges what it can, and cannot tell who changed remote', () => {
    const rows = { schools: [{ row: 'A', revision: 4, cells: { code: 'A1', name: 'Alder' } }] };
    const context = contextFromRows({ tables: smallTables, rows });
    expect(merge(context, [update('schools', 'A', { name: 'Ash' }, 1)])).toMatchObject({ accepted: 1, conflicts: [] });
    expect(context.history('schools', 'A', 0)).toEqual([]);
    expect(context.history('orders', 'A', 0)).toEqual([]);
    expect(context.matching('orders', ['school'], 'A1')).toEqual([]);
    expect(context.matching('schools', ['code'], 'A1')).toEqual(rows.schools);
    expect(context.head('schools', 'A')).toEqual(rows.schools[0]);
  });
});
