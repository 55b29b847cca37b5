import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { insert, remove, update, type Program } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';

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

  test('[M3, CON1] two people change the same cell: a conflict on that cell only, with all three values', () => {
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

  test('[M4, CON3] an update whose author knows of the delete brings the row back', () => {
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

  test('[M4, CON3] an update to the value at deletion brings the row back as well', () => {
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
      ['size', 'PPL3', 'Size is worked out by the server and cannot be edited.'],
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

  test('[E5, CON2] until decided, the adopted row reports the conflict again as its update', () => {
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
    const again = program.sync([copy]);
    expect(again.refusals).toMatchObject([{ row: 'D', column: 'code', rule: 'V02' }]);
    expect(again.adopted).toEqual({});
  });

  test('[V02] a new row under the key of a row that the same sync edits is a duplicate', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const outcome = program.sync([
      insert('schools', 'D', { code: 'C1', name: 'Cypress' }, 1),
      update('schools', 'C', { nickname: 'Ced' }, 2),
    ]);
    expect(outcome).toMatchObject({ accepted: 1, refusals: [{ row: 'D', rule: 'V02' }] });
    expect(outcome.adopted).toEqual({});
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

  test('[E5] cells that were refused as such play no part in the adoption', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar', opened: '2020-01-01' }, 1)], 'Ben');
    const outcome = program.sync([insert('schools', 'D', { code: 'C1', opened: 'soon' }, 1)]);
    expect(outcome).toMatchObject({
      accepted: 1,
      adopted: { D: 'C' },
      conflicts: [],
      refusals: [{ row: 'D', column: 'opened', rule: 'V07' }],
    });
  });

  test('[E5] the news of a conflict is the last change of that cell', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    program.sync([update('schools', 'C', { name: 'Cypress' }, 2)], 'Zoe');
    program.sync([update('schools', 'C', { nickname: 'Cy' }, 3)], 'Ben');
    const { conflicts } = program.sync([insert('schools', 'D', { code: 'C1', name: 'Cherry' }, 1)]);
    expect(conflicts).toMatchObject([{ column: 'name', remote: 'Cypress', by: 'Zoe', revision: 3 }]);
  });

  test('[E5] a row deleted and added again under its key since is news', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    program.sync([insert('schools', 'C', { code: 'B1', name: 'Birch' }, 2)], 'Ben');
    expect(program.sync([insert('schools', 'D', { code: 'B1', name: 'Birch' }, 1)])).toMatchObject({
      adopted: { D: 'C' },
      conflicts: [],
    });
  });

  test('[M3] cells of one row are each compared with what was seen of them', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { name: 'Aspen' }, 1)], 'Ben');
    program.sync([update('schools', 'A', { nickname: 'Asp', name: 'Ash' }, 2)], 'Zoe');
    const edit = { kind: 'update', table: 'schools', row: 'A', cells: { name: 'x', nickname: 'y' } } as const;
    const { conflicts } = program.sync([{ ...edit, seen: { name: 2, nickname: 1 } }]);
    expect(conflicts).toMatchObject([
      { column: 'name', base: 'Aspen', local: 'x', remote: 'Ash', by: 'Zoe', revision: 3 },
      { column: 'nickname', base: 'Al', local: 'y', remote: 'Asp' },
    ]);
  });

  test('[M4] cells of a deleted row: base is what was seen, and a value that cannot be read is refused', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { name: 'Beech' }, 1)], 'Zoe');
    program.sync([remove('schools', 'B', 2)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { name: 'Bay', opened: 'soon' }, 1)]);
    expect(outcome.conflicts).toMatchObject([{ column: 'name', base: 'Birch', local: 'Bay', by: 'Ben', revision: 3 }]);
    expect(outcome.refusals).toMatchObject([{ column: 'opened', rule: 'V07' }]);
    expect(outcome.accepted).toBe(0);
  });

  test('[E1] an update of a row that never was is not accepted in part', () => {
    const outcome = startedProgram().sync([update('schools', 'Z', { name: 'x', opened: 'soon' }, 1)]);
    expect(outcome.refusals.map(({ column, rule }) => `${column} ${rule}`)).toEqual(['null E1', 'opened V07']);
    expect(outcome).toMatchObject({ changes: [], accepted: 0 });
  });
});
