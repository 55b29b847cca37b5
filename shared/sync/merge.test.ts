import { describe, expect, test } from 'vitest';
import type { Cells } from '../tables/cell.ts';
import { insert, remove, update, type Program } from './testing/program.ts';
import { startedProgram } from './testing/started-program.ts';

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

  test('[M4, C3] an update whose author knows of the delete brings the row back', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { name: 'Beech' }, 2)]);
    expect(outcome).toMatchObject({ accepted: 1, conflicts: [], refusals: [] });
    expect(outcome.changes).toEqual([
      {
        table: 'schools',
        row: 'B',
        kind: 'insert',
        before: {},
        after: { code: 'B1', name: 'Beech', opened: '2020-01-01' },
      },
    ]);
  });

  test('[M4, C3] an update to the value at deletion brings the row back as well', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    program.sync([update('schools', 'B', { name: 'Birch' }, 2)]);
    expect(schoolAt(program, 'B')).toEqual({ code: 'B1', name: 'Birch', opened: '2020-01-01' });
  });

  test('[M4] cells seen after the delete bring the row back, cells seen before it are conflicts', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const edit = {
      kind: 'update',
      table: 'schools',
      row: 'B',
      cells: { name: 'Beech', nickname: 'Bee' },
      seen: { name: 2, nickname: 1 },
    } as const;
    const outcome = program.sync([edit]);
    expect(outcome.conflicts).toMatchObject([{ column: 'nickname', kind: 'editDelete', local: 'Bee' }]);
    expect(schoolAt(program, 'B')).toEqual({ code: 'B1', name: 'Beech', opened: '2020-01-01' });
  });

  test('[M4] an insert sent again after its row was deleted does not bring it back', () => {
    const program = startedProgram();
    const lost = insert('schools', 'C', { code: 'C1', name: 'Cedar', nickname: null }, 1);
    program.sync([lost]);
    program.sync([remove('schools', 'C', 2)], 'Ben');
    const outcome = program.sync([lost]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.conflicts).toMatchObject([
      { column: 'code', kind: 'editDelete', base: null, local: 'C1', remote: null, by: 'Ben', revision: 3 },
      { column: 'name', kind: 'editDelete', base: null, local: 'Cedar', remote: null },
    ]);
  });

  test('[E1] an insert whose author knows of the delete adds the row anew, without its former cells', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    program.sync([insert('schools', 'B', { code: 'B1', name: 'Beech' }, 2)]);
    expect(schoolAt(program, 'B')).toEqual({ code: 'B1', name: 'Beech' });
  });

  test('[M5] a delete of a row whose change has been taken back meanwhile is accepted', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { name: 'Beech' }, 1)], 'Ben');
    program.sync([update('schools', 'B', { name: 'Birch' }, 2)], 'Ben');
    expect(program.sync([remove('schools', 'B', 1)])).toMatchObject({ accepted: 1, conflicts: [] });
    expect(schoolAt(program, 'B')).toBeUndefined();
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

describe('edits', () => {
  test('[E1] an update of a row that never was is refused, naming the row', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'Z', { name: 'Zelkova' }, 1)]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.refusals).toEqual([
      {
        table: 'schools',
        row: 'Z',
        column: null,
        rule: 'E1',
        value: null,
        message: 'Schools has no row Z; insert it instead of changing it.',
      },
    ]);
    expect(outcome.accepted).toBe(0);
  });

  test('[E1] edits of a table that is none are refused', () => {
    const outcome = startedProgram().sync([update('colleges', 'A', { name: 'x' }, 1), remove('colleges', 'B', 1)]);
    expect(outcome.refusals).toMatchObject([
      { table: 'colleges', row: 'A', column: null, rule: 'E1', message: 'There is no table named colleges.' },
      { table: 'colleges', row: 'B' },
    ]);
  });

  test('[E1] updates of different columns of one row are one edit; the same edit twice counts once', () => {
    const program = startedProgram();
    const name = update('schools', 'A', { name: 'Aspen' }, 1);
    const outcome = program.sync([name, update('schools', 'A', { nickname: 'Asp' }, 1), name]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
    expect(schoolAt(program, 'A')).toEqual({ code: 'A1', name: 'Aspen', nickname: 'Asp' });
  });

  test.each([
    ['two values for a cell', update('schools', 'A', { name: 'Ash' }, 1)],
    ['a delete and an update', remove('schools', 'A', 1)],
    ['the same value seen at different revisions', update('schools', 'A', { name: 'Aspen' }, 0)],
    ['an insert and an update', insert('schools', 'A', { name: 'Aspen' }, 1)],
  ])('[E1] %s in one sync contradict each other, and the row is refused', (_case, other) => {
    const edits = [update('schools', 'A', { name: 'Aspen' }, 1), other, update('schools', 'B', { name: 'Beech' }, 1)];
    for (const order of [edits, edits.toReversed()]) {
      const program = startedProgram();
      const outcome = program.sync(order);
      expect(outcome.refusals).toEqual([
        {
          table: 'schools',
          row: 'A',
          column: null,
          rule: 'E1',
          value: null,
          message: 'This row came with edits that contradict each other in one sync. Sync again.',
        },
      ]);
      expect(outcome.accepted).toBe(1);
      expect(schoolAt(program, 'A')).toMatchObject({ name: 'Alder' });
    }
  });

  test('[E2, E6] values are read as canonical values before they are compared', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'A', { name: '  Alder\u00A0', nickname: '' }, 1)]);
    expect(outcome.changes).toMatchObject([{ before: { nickname: 'Al' }, after: { nickname: null } }]);
    expect(outcome.accepted).toBe(2);
  });

  test('[E2] a value that is none of its column is refused alone, with its raw value', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'A', { name: 'Aspen', opened: 'soon' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'A', column: 'opened', rule: 'V07', value: 'soon' }]);
    expect(outcome.accepted).toBe(1);
    expect(schoolAt(program, 'A')).toMatchObject({ name: 'Aspen' });
  });

  test('[E2] unknown and computed columns are refused; names from Object.prototype are unknown', () => {
    const outcome = startedProgram().sync([
      update('schools', 'A', { colour: 'red', size: 4, constructor: 'x', name: 'Aspen' }, 1),
    ]);
    expect(outcome.refusals.map(({ column, rule, message }) => [column, rule, message])).toEqual([
      ['colour', 'E2', 'Schools has no column colour.'],
      ['constructor', 'E2', 'Schools has no column constructor.'],
      ['size', 'P3', 'Size is worked out by the server and cannot be edited.'],
    ]);
    expect(outcome.accepted).toBe(1);
  });

  test('[E2] a cell without a seen revision counts as never seen', () => {
    const program = startedProgram();
    const edit = { kind: 'update', table: 'schools', row: 'A', cells: { name: 'Ash' }, seen: {} } as const;
    expect(program.sync([edit]).conflicts).toMatchObject([
      { column: 'name', base: null, remote: 'Alder', revision: 1 },
    ]);
  });

  test('[E3] an edit whose effect the head already has is accepted and changes nothing', () => {
    const program = startedProgram();
    const edit = insert('schools', 'A', { code: 'A1', name: 'Alder', nickname: 'Al', host: null }, 0);
    expect(program.sync([edit])).toMatchObject({ changes: [], accepted: 3, conflicts: [], refusals: [] });
  });

  test('[E4] an insert of a Row ID that exists is an update of its cells; empty ones say nothing', () => {
    const program = startedProgram();
    const outcome = program.sync([insert('schools', 'A', { code: 'A1', name: 'Aspen', nickname: null }, 1)]);
    expect(outcome.changes).toMatchObject([{ kind: 'update', before: { name: 'Alder' }, after: { name: 'Aspen' } }]);
    expect(schoolAt(program, 'A')).toMatchObject({ nickname: 'Al' });
  });

  test('[E4] an insert of a Row ID that somebody else filled meanwhile conflicts where the values differ', () => {
    const program = startedProgram();
    const outcome = program.sync([insert('schools', 'A', { code: 'A1', name: 'Ash', host: 'B1' }, 0)]);
    expect(outcome.conflicts).toMatchObject([
      { column: 'name', kind: 'sameKey', base: null, local: 'Ash', remote: 'Alder', by: 'Zoe', revision: 1 },
    ]);
    expect(outcome.accepted).toBe(2);
  });
});

describe('the same row added twice', () => {
  test('[E5] a new row under the key of a row added since maps to that row and agrees where cells are equal or empty', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar', opened: '2021-01-01' }, 1)], 'Ben');
    const outcome = program.sync([insert('schools', 'D', { code: 'C1', name: 'Cedar', nickname: 'Ced' }, 1)]);
    expect(outcome).toMatchObject({ adopted: { D: 'C' }, accepted: 3, conflicts: [], refusals: [] });
    expect(outcome.changes).toEqual([
      { table: 'schools', row: 'C', kind: 'update', before: { nickname: null }, after: { nickname: 'Ced' } },
    ]);
  });

  test('[E5] different cells are conflicts under the Row ID of the sheet, with empty base', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const outcome = program.sync([insert('schools', 'D', { code: 'C1', name: 'Cypress' }, 1)]);
    expect(outcome.conflicts).toEqual([
      {
        table: 'schools',
        row: 'D',
        column: 'name',
        kind: 'sameKey',
        base: null,
        local: 'Cypress',
        remote: 'Cedar',
        by: 'Ben',
        at: '2026-01-01T00:00:2Z',
        revision: 2,
      },
    ]);
    expect(outcome.adopted).toEqual({ D: 'C' });
  });

  test('[E5, C2] until decided, the adopted row reports the conflict again as its update', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'C', { name: 'Cypress' }, 1)]);
    expect(outcome.conflicts).toMatchObject([{ row: 'C', kind: 'sameKey', base: null, local: 'Cypress', revision: 2 }]);
  });

  test('[E5] a row that came to the key since, by renaming, is the same row as well', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { code: 'C1' }, 1)], 'Ben');
    expect(program.sync([insert('schools', 'D', { code: 'C1', name: 'Beech' }, 1)])).toMatchObject({
      adopted: { D: 'B' },
      refusals: [],
      conflicts: [{ column: 'name', local: 'Beech', remote: 'Birch', by: 'Ben', revision: 2 }],
    });
  });

  test('[V02] a new row under a key that its author knew is a duplicate, even if the row changed since', () => {
    const message = 'School Code A1 is already used by another row of Schools.';
    const program = startedProgram();
    const copy = insert('schools', 'D', { code: 'A1', name: 'Copy' }, 1);
    expect(program.sync([copy]).refusals).toMatchObject([
      { row: 'D', column: 'code', rule: 'V02', value: 'A1', message },
    ]);
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)], 'Ben');
    expect(program.sync([copy])).toMatchObject({ adopted: {}, refusals: [{ row: 'D', column: 'code', rule: 'V02' }] });
  });

  test('[V02] a new row under the key of a row that the same sync edits is a duplicate', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const outcome = program.sync([
      insert('schools', 'D', { code: 'C1', name: 'Cypress' }, 1),
      update('schools', 'C', { nickname: 'Ced' }, 2),
    ]);
    expect(outcome).toMatchObject({ adopted: {}, accepted: 1, refusals: [{ row: 'D', rule: 'V02' }] });
  });

  test('[E5, V02] of two new rows under the key of one row added since, the lower Row ID is that row', () => {
    const edits = [
      insert('schools', 'E', { code: 'C1', name: 'Cedar' }, 1),
      insert('schools', 'D', { code: 'C1', name: 'Cedar' }, 1),
    ];
    for (const order of [edits, edits.toReversed()]) {
      const program = startedProgram();
      program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
      expect(program.sync(order)).toMatchObject({ adopted: { D: 'C' }, refusals: [{ row: 'E', rule: 'V02' }] });
    }
  });
});

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
    expect(outcome).toMatchObject({ adopted: {}, refusals: [], conflicts: [] });
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

  test('[V02] a composite key counts as a whole, empty parts included', () => {
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
        message: 'Order No. + Line N1/1 is already used by another row of Orders.',
      },
      { row: 'S', column: 'school', rule: 'V02', message: 'School + Seq /9 is already used by another row of Bills.' },
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
});

describe('references', () => {
  test('[V04] a reference to a row that is not there is refused on that column', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('orders', 'O', { school: 'Z9', note: 'x' }, 1),
      insert('bills', 'M', { school: 'A1', sequence: 2, orderNumber: 'N1', orderLine: 7, amount: 1 }, 1),
      insert('bills', 'N', { school: 'Z9', sequence: 2 }, 1),
    ]);
    expect(outcome.refusals).toMatchObject([
      {
        table: 'orders',
        row: 'O',
        column: 'school',
        rule: 'V04',
        value: 'Z9',
        message: 'School Z9 is not in Schools.',
      },
      { table: 'bills', row: 'M', column: 'orderLine', rule: 'V04', value: 7 },
      {
        table: 'bills',
        row: 'M',
        column: 'orderNumber',
        rule: 'V04',
        message: 'Order No. + Order Line N1/7 is not in Orders.',
      },
      { table: 'bills', row: 'N', column: 'school', rule: 'V04' },
    ]);
    expect(program.cells('orders', 'O')).toMatchObject({ school: 'A1', note: 'x' });
    expect(program.cells('bills', 'M')).toEqual({ school: 'A1', sequence: 2, amount: 1 });
    expect(program.cells('bills', 'N')).toBeUndefined();
  });

  test('[V04] a reference to a row of the same sync is fine, unless that row is refused', () => {
    const program = startedProgram();
    const outcome = program.sync([
      insert('orders', 'P', { number: 'N2', line: 1, school: 'C1' }, 1),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1),
      insert('orders', 'Q', { number: 'N3', line: 1, school: 'D1' }, 1),
      insert('schools', 'D', { code: 'D1' }, 1),
    ]);
    expect(outcome.changes.map(({ row }) => row)).toEqual(['C', 'P', 'Q']);
    expect(outcome.refusals).toMatchObject([
      { row: 'D', rule: 'V01' },
      { row: 'Q', column: 'school', rule: 'V04' },
    ]);
  });

  test('[V04] a row that others refer to is not deleted; the refusal counts them', () => {
    const program = startedProgram();
    program.sync([
      insert('orders', 'P', { number: 'N2', line: 1, school: 'A1' }, 1),
      update('schools', 'B', { host: 'A1' }, 1),
    ]);
    const outcome = program.sync([remove('schools', 'A', 2)]);
    expect(outcome).toMatchObject({ changes: [], accepted: 0 });
    expect(outcome.refusals).toEqual([
      {
        table: 'schools',
        row: 'A',
        column: null,
        rule: 'V04',
        value: null,
        message:
          'School Code A1 is still used by 1 row of Schools, 2 rows of Orders, 1 row of Bills; remove those first.',
      },
    ]);
  });

  test('[V04] a row goes when the rows that refer to it go or change in the same sync', () => {
    const program = startedProgram();
    const outcome = program.sync([
      remove('schools', 'A', 1),
      update('orders', 'O', { school: 'B1' }, 1),
      remove('bills', 'L', 1),
    ]);
    expect(outcome).toMatchObject({ accepted: 3, refusals: [] });
  });

  test('[V04] a row stays when the edit that frees it is kept out', () => {
    const program = startedProgram();
    program.sync([update('orders', 'O', { school: null }, 1), remove('bills', 'L', 1)], 'Ben');
    program.sync([update('orders', 'O', { school: 'A1' }, 2)], 'Ben');
    const outcome = program.sync([remove('schools', 'A', 1), update('orders', 'O', { school: 'Z9' }, 3)]);
    expect(outcome.refusals).toMatchObject([
      { row: 'A', rule: 'V04', column: null },
      { row: 'O', rule: 'V04', column: 'school' },
    ]);
  });

  test('[V04] a row that refers to itself can go', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { host: 'B1' }, 1)]);
    expect(program.sync([remove('schools', 'B', 2)])).toMatchObject({ accepted: 1, refusals: [] });
  });

  test('[V04] a restored row whose reference is gone stays away', () => {
    const program = startedProgram();
    program.sync([remove('bills', 'L', 1)]);
    program.sync([remove('orders', 'O', 2)]);
    const outcome = program.sync([update('bills', 'L', { amount: 6 }, 3)]);
    expect(outcome.refusals).toMatchObject([{ row: 'L', column: 'amount', rule: 'V04' }]);
    expect(outcome.changes).toEqual([]);
  });

  test('rows that refer to a renamed key follow it in the same revision, composite references too', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('schools', 'A', { code: 'A2' }, 1),
      update('orders', 'O', { line: 7, note: 'x' }, 1),
    ]);
    expect(outcome).toMatchObject({ accepted: 3, refusals: [], conflicts: [] });
    expect(program.cells('orders', 'O')).toMatchObject({ school: 'A2', line: 7, note: 'x' });
    expect(program.cells('bills', 'L')).toMatchObject({ school: 'A2', orderNumber: 'N1', orderLine: 7 });
    expect(outcome.changes).toMatchObject([
      { table: 'schools', row: 'A' },
      { table: 'orders', row: 'O', after: { line: 7, note: 'x', school: 'A2' } },
      { table: 'bills', row: 'L', before: { school: 'A1', orderLine: 1 }, after: { school: 'A2', orderLine: 7 } },
    ]);
  });

  test('a reference that the same sync sets does not follow', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { code: 'A2' }, 1), update('orders', 'O', { school: 'B1' }, 1)]);
    expect(program.cells('orders', 'O')).toMatchObject({ school: 'B1' });
  });

  test('nothing follows a renaming that is refused', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'A', { code: 'B1' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'A', column: 'code', rule: 'V02' }]);
    expect(outcome.changes).toEqual([]);
  });

  test('[V02] a renaming is refused when a row that follows would double another', () => {
    const program = startedProgram();
    program.sync([insert('bills', 'M', { school: 'B1', sequence: 1 }, 1), update('orders', 'O', { school: 'B1' }, 1)]);
    // School B goes and A takes its code: bill L of A would become a second bill B1/1.
    const outcome = program.sync([remove('schools', 'B', 2), update('schools', 'A', { code: 'B1' }, 2)]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.refusals).toMatchObject([
      { row: 'A', column: 'code', rule: 'V02' },
      { row: 'B', column: null, rule: 'V04' },
    ]);
  });

  test('[V04] a reference to the former key of a renamed row is refused', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { code: 'A2' }, 1)], 'Ben');
    const outcome = program.sync([insert('orders', 'P', { number: 'N2', line: 1, school: 'A1' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'P', column: 'school', rule: 'V04', value: 'A1' }]);
  });
});

describe('row rules', () => {
  test('[M10] local cells that alone break a rule are refused, the rest is not', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'B', { closed: '2019-01-01', name: 'Beech' }, 1)]);
    expect(outcome.refusals).toEqual([
      {
        table: 'schools',
        row: 'B',
        column: 'closed',
        rule: 'V39',
        value: '2019-01-01',
        message: 'Closed 2019-01-01 is before Opened 2020-01-01.',
      },
    ]);
    expect(schoolAt(program, 'B')).toMatchObject({ name: 'Beech' });
  });

  test('[M10] a new row that breaks a rule loses the cells of the rule', () => {
    const program = startedProgram();
    const cells = { code: 'C1', name: 'Cedar', opened: '2021-01-01', closed: '2020-01-01' };
    const outcome = program.sync([insert('schools', 'C', cells, 1)]);
    expect(outcome.refusals.map(({ column, rule }) => [column, rule])).toEqual([
      ['closed', 'V39'],
      ['opened', 'V39'],
    ]);
    expect(schoolAt(program, 'C')).toEqual({ code: 'C1', name: 'Cedar' });
  });

  test('[M10] a restored row that breaks a rule stays away', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)]);
    const outcome = program.sync([update('schools', 'B', { closed: '2019-01-01' }, 2)]);
    expect(outcome).toMatchObject({ changes: [], refusals: [{ row: 'B', column: 'closed', rule: 'V39' }] });
  });

  test('[M9] sides that are valid alone but break a rule together are a combined conflict', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { opened: '2024-01-01' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { closed: '2023-01-01', name: 'Beech' }, 1)]);
    expect(outcome.refusals).toEqual([]);
    expect(outcome.conflicts).toEqual([
      {
        table: 'schools',
        row: 'B',
        column: 'closed',
        kind: 'combined',
        base: null,
        local: '2023-01-01',
        remote: null,
        by: 'Ben',
        at: '2026-01-01T00:00:2Z',
        revision: 2,
      },
    ]);
    expect(schoolAt(program, 'B')).toMatchObject({ name: 'Beech', opened: '2024-01-01' });
  });

  test('[M9, C3] insisting on a combined conflict is refused: now the author has seen both', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { opened: '2024-01-01' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { closed: '2023-01-01' }, 2)]);
    expect(outcome).toMatchObject({ conflicts: [], refusals: [{ column: 'closed', rule: 'V39' }] });
  });

  test('[M10] a remote change of another column does not make a refusal a conflict', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { name: 'Beech' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { closed: '2019-01-01' }, 1)]);
    expect(outcome).toMatchObject({ conflicts: [], refusals: [{ column: 'closed', rule: 'V39' }] });
  });

  test('[M9] a row added twice whose cells break a rule only together is a combined conflict', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar', opened: '2024-01-01' }, 1)], 'Ben');
    const outcome = program.sync([insert('schools', 'D', { code: 'C1', name: 'Cedar', closed: '2023-01-01' }, 1)]);
    expect(outcome).toMatchObject({
      adopted: { D: 'C' },
      refusals: [],
      conflicts: [{ row: 'D', column: 'closed', kind: 'combined', local: '2023-01-01', by: 'Ben', revision: 2 }],
    });
  });

  test('a rule that is broken at the head already does not hold back other columns', () => {
    const program = startedProgram();
    const rules = program.rules;
    const lenient = startedProgram();
    Object.assign(lenient, { rules: [] });
    lenient.sync([update('schools', 'B', { closed: '2019-01-01' }, 1)]);
    Object.assign(lenient, { rules });
    expect(lenient.sync([update('schools', 'B', { name: 'Beech' }, 2)])).toMatchObject({ accepted: 1, refusals: [] });
  });

  test('[V19] a rule sees the row as it was and the rows it refers to', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { closed: '2025-01-01' }, 1)]);
    const outcome = program.sync([update('orders', 'O', { amount: 200, note: 'x' }, 2)]);
    expect(outcome.refusals).toMatchObject([{ row: 'O', column: 'amount', rule: 'V19', value: 200 }]);
    expect(outcome.accepted).toBe(1);
  });

  test('a broken rule of severity warning is accepted and listed', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('orders', 'O', { amount: 2_000_000 }, 1),
      insert('orders', 'P', { number: 'N0', line: 1, amount: 3_000_000 }, 1),
    ]);
    expect(outcome.accepted).toBe(4);
    expect(outcome.warnings).toEqual([
      { rule: 'V35', message: 'Amount 2000000 is large.', table: 'orders', row: 'O' },
      { rule: 'V35', message: 'Amount 3000000 is large.', table: 'orders', row: 'P' },
    ]);
    expect(program.sync([update('orders', 'O', { note: 'x' }, 2)]).warnings).toEqual([]);
    expect(program.sync([remove('orders', 'P', 2)]).warnings).toEqual([]);
  });
});

describe('baskets', () => {
  const transfer = (seen: number) => [
    update('orders', 'O', { amount: 60 }, seen, 'transfer T1'),
    update('bills', 'L', { amount: 45 }, seen, 'transfer T1'),
    update('schools', 'A', { name: 'Aspen' }, seen),
  ];

  test('[M8] edits of a basket are accepted together', () => {
    expect(startedProgram().sync(transfer(1))).toMatchObject({ accepted: 3, refusals: [] });
  });

  test('[M8, M7] a conflict in a basket holds back the basket and nothing else', () => {
    const program = startedProgram();
    program.sync([update('orders', 'O', { amount: 70 }, 1)], 'Ben');
    const outcome = program.sync(transfer(1));
    expect(outcome.conflicts).toMatchObject([{ row: 'O', column: 'amount', kind: 'cell' }]);
    expect(outcome.refusals).toEqual([
      {
        table: 'bills',
        row: 'L',
        column: 'amount',
        rule: 'M8',
        value: 45,
        message: 'Held back with the rest of transfer T1: Amount of Orders N1/1 could not be saved.',
      },
    ]);
    expect(outcome.changes).toMatchObject([{ row: 'A' }]);
    expect(outcome.accepted).toBe(1);
  });

  test('[M8] a refused insert, delete or contradiction holds back the rest; cells outside the basket go on', () => {
    const held = (edits: Parameters<Program['sync']>[0]) =>
      startedProgram()
        .sync(edits)
        .refusals.map(({ row, column, rule }) => `${row} ${column} ${rule}`);
    const rest = update('orders', 'O', { amount: 60 }, 1, 'T');
    expect(held([rest, insert('schools', 'C', { code: 'C1' }, 1, 'T')])).toEqual(['C name V01', 'O amount M8']);
    expect(held([rest, remove('schools', 'A', 1, 'T')])).toEqual(['A null V04', 'O amount M8']);
    expect(
      held([
        rest,
        update('orders', 'O', { note: 'x' }, 1),
        update('bills', 'L', { amount: 6 }, 1, 'T'),
        remove('bills', 'L', 1),
      ]),
    ).toEqual(['O amount M8', 'L null E1']);
    expect(held([rest, update('schools', 'Z', { name: 'x' }, 1, 'T')])).toEqual(['Z null E1', 'O amount M8']);
    expect(
      held([
        update('bills', 'L', { amount: 'x' }, 1, 'T'),
        remove('schools', 'B', 1, 'T'),
        insert('schools', 'C', { code: 'C1', name: 'C' }, 1, 'T'),
      ]),
    ).toEqual(['B null M8', 'C null M8', 'L amount V06']);
  });

  test('[M8] an insert of a basket that loses a cell is held back as a whole', () => {
    const outcome = startedProgram().sync([insert('schools', 'C', { code: 'C1', name: 'C', opened: 'x' }, 1, 'T')]);
    expect(outcome.refusals).toMatchObject([
      {
        row: 'C',
        column: null,
        rule: 'M8',
        message: 'Held back with the rest of T: Opened of Schools C1 could not be saved.',
      },
      { row: 'C', column: 'opened', rule: 'V07' },
    ]);
    expect(outcome.changes).toEqual([]);
  });

  test('[M8, E3] what the head already has does not break a basket', () => {
    const program = startedProgram();
    program.sync([update('orders', 'O', { amount: 60 }, 1)], 'Ben');
    expect(program.sync(transfer(1))).toMatchObject({ accepted: 3, refusals: [], conflicts: [] });
  });

  test('[M8] a basket broken by another basket is held back too, and the first place is named', () => {
    const outcome = startedProgram().sync([
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1, 'one'),
      update('schools', 'A', { opened: 'x' }, 1, 'one'),
      update('schools', 'B', { closed: 'x' }, 1, 'one'),
      insert('orders', 'P', { number: 'N2', line: 1, school: 'C1' }, 1, 'two'),
      update('bills', 'L', { amount: 7 }, 1, 'two'),
    ]);
    expect(outcome.changes).toEqual([]);
    expect(outcome.refusals.map(({ row, column, rule, message }) => [row, column, rule, message])).toEqual([
      ['A', 'opened', 'V07', expect.any(String)],
      ['B', 'closed', 'V07', expect.any(String)],
      ['C', null, 'M8', 'Held back with the rest of one: Opened of Schools A1 could not be saved.'],
      ['P', null, 'M8', 'Held back with the rest of two: School of Orders N2/1 could not be saved.'],
      ['P', 'school', 'V04', 'School C1 is not in Schools.'],
      ['L', 'amount', 'M8', 'Held back with the rest of two: School of Orders N2/1 could not be saved.'],
    ]);
  });
});

describe('permissions', () => {
  test('[P1, P3] what the author may not edit is refused cell by cell, before anything remote is told', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)], 'Ben');
    const outcome = program.sync(
      [update('schools', 'A', { name: 'Ash', nickname: 'x', opened: '2020-01-01' }, 1)],
      'Ana',
      (edit) =>
        edit.kind === 'update' && 'name' in edit.cells
          ? { column: 'name', message: 'Only finance may change School Name.' }
          : edit.kind === 'update' && 'nickname' in edit.cells
            ? { column: 'nickname', message: 'Not the nickname either.' }
            : null,
    );
    expect(outcome.conflicts).toEqual([]);
    expect(outcome.refusals).toEqual([
      {
        table: 'schools',
        row: 'A',
        column: 'name',
        rule: 'P3',
        value: 'Ash',
        message: 'Only finance may change School Name.',
      },
      { table: 'schools', row: 'A', column: 'nickname', rule: 'P3', value: 'x', message: 'Not the nickname either.' },
    ]);
    expect(outcome.accepted).toBe(1);
  });

  test('[P1] the question carries the edit and the row before and after', () => {
    const program = startedProgram();
    const asked: unknown[] = [];
    program.sync(
      [
        update('schools', 'A', { name: 'Aspen' }, 1),
        update('schools', 'A', { nickname: 'x' }, 1),
        insert('schools', 'C', { code: 'C1', name: 'Cedar', size: 3 }, 1),
        remove('schools', 'B', 1),
      ],
      'Ana',
      (...question) => {
        asked.push(question);
        return null;
      },
    );
    const before = { code: 'A1', name: 'Alder', nickname: 'Al' };
    const seen = { name: 1, nickname: 1 };
    expect(asked).toEqual([
      [
        { kind: 'update', table: 'schools', row: 'A', cells: { name: 'Aspen', nickname: 'x' }, seen },
        before,
        { ...before, name: 'Aspen', nickname: 'x' },
      ],
      [
        { kind: 'delete', table: 'schools', row: 'B', seen: 1 },
        { code: 'B1', name: 'Birch', opened: '2020-01-01' },
        null,
      ],
      [
        { kind: 'insert', table: 'schools', row: 'C', cells: { code: 'C1', name: 'Cedar' }, seen: 1 },
        null,
        { code: 'C1', name: 'Cedar' },
      ],
    ]);
  });

  test('[P3] a row that the author may not touch is refused as a whole and told nothing of', () => {
    const program = startedProgram();
    program.sync(
      [insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1), update('schools', 'A', { name: 'Aspen' }, 1)],
      'Ben',
    );
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const outcome = program.sync(
      [
        update('schools', 'A', { name: 'Ash', nickname: 'x' }, 1),
        update('schools', 'B', { name: 'Beech' }, 1),
        insert('schools', 'D', { code: 'C1', name: 'Cypress' }, 1),
        insert('schools', 'E', { code: 'E1', name: 'Elm' }, 1),
        remove('orders', 'O', 1),
        update('schools', 'Z', { name: 'Zelkova' }, 1),
      ],
      'Ana',
      () => ({ column: null, message: 'Not yours.' }),
    );
    expect(outcome).toMatchObject({ changes: [], accepted: 0, adopted: {}, conflicts: [] });
    expect(outcome.refusals.map(({ row, column, rule, message }) => [row, column, rule, message])).toEqual(
      ['A', 'B', 'D', 'E', 'Z', 'O'].map((row) => [row, null, 'P3', 'Not yours.']),
    );
  });

  test('[P3] a refusal of a cell that a new row needs refuses the row', () => {
    const outcome = startedProgram().sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ana', () => ({
      column: 'name',
      message: 'Not the name.',
    }));
    expect(outcome.refusals).toMatchObject([{ row: 'C', column: 'name', rule: 'P3', value: 'Cedar' }]);
    expect(outcome.changes).toEqual([]);
  });
});

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
