import { describe, expect, test } from 'vitest';
import { insert, remove, update } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';

describe('permissions', () => {
  test('[PPL1, PPL3] what the author may not edit is refused cell by cell, before anything remote is told', () => {
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
        rule: 'PPL3',
        value: 'Ash',
        message: 'Only finance may change School Name.',
      },
      { table: 'schools', row: 'A', column: 'nickname', rule: 'PPL3', value: 'x', message: 'Not the nickname either.' },
    ]);
    expect(outcome.accepted).toBe(1);
  });

  test('[PPL1] the question carries the edit and the row before and after', () => {
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

  test('[PPL3] a row that the author may not touch is refused as a whole and told nothing of', () => {
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
    expect(outcome).toMatchObject({ changes: [], accepted: 0, conflicts: [] });
    expect(outcome.adopted).toEqual({});
    expect(outcome.refusals.map(({ row, column, rule, message }) => [row, column, rule, message])).toEqual(
      ['A', 'B', 'D', 'E', 'Z', 'O'].map((row) => [row, null, 'PPL3', 'Not yours.']),
    );
  });

  test('[PPL3] a refusal of a cell that a new row needs refuses the row', () => {
    const outcome = startedProgram().sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ana', () => ({
      column: 'name',
      message: 'Not the name.',
    }));
    expect(outcome.refusals).toMatchObject([{ row: 'C', column: 'name', rule: 'PPL3', value: 'Cedar' }]);
    expect(outcome.changes).toEqual([]);
  });

  test('[PPL1] what has been refused is not part of the next question', () => {
    const asked: unknown[] = [];
    startedProgram().sync(
      [update('schools', 'A', { name: 'Ash', nickname: 'x' }, 1)],
      'Ana',
      (edit, _before, after) => {
        asked.push(edit.kind === 'update' ? edit.cells : null, after);
        return edit.kind === 'update' && 'name' in edit.cells ? { column: 'name', message: 'No.' } : null;
      },
    );
    expect(asked).toEqual([
      { name: 'Ash', nickname: 'x' },
      { code: 'A1', name: 'Ash', nickname: 'x' },
      { nickname: 'x' },
      { code: 'A1', name: 'Alder', nickname: 'x' },
    ]);
  });

  test('[PPL3] a refusal that names a column the edit does not write refuses the row', () => {
    const program = startedProgram();
    const outcome = program.sync([update('schools', 'A', { name: 'Ash' }, 1)], 'Ana', () => ({
      column: 'region',
      message: 'Not your region.',
    }));
    expect(outcome.refusals).toEqual([
      { table: 'schools', row: 'A', column: 'region', rule: 'PPL3', value: null, message: 'Not your region.' },
    ]);
    expect(outcome.accepted).toBe(0);
  });

  test('[PPL2] a delete that is not permitted is told nothing of the row', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { name: 'Beech' }, 1)], 'Ben');
    const outcome = program.sync([remove('schools', 'B', 1)], 'Ana', () => ({ column: null, message: 'No.' }));
    expect(outcome).toMatchObject({ accepted: 0, conflicts: [], refusals: [{ row: 'B', rule: 'PPL3' }] });
    expect(program.cells('schools', 'B')).toBeDefined();
  });

  test('[PPL3] an edit of a row added twice is asked about as an update of the row that is there', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const asked: unknown[] = [];
    program.sync([insert('schools', 'D', { code: 'C1', nickname: 'Ced' }, 1)], 'Ana', (...question) => {
      asked.push(question);
      return null;
    });
    expect(asked).toEqual([
      [
        {
          kind: 'update',
          table: 'schools',
          row: 'C',
          cells: { code: 'C1', nickname: 'Ced' },
          seen: { code: 1, nickname: 1 },
        },
        { code: 'C1', name: 'Cedar' },
        { code: 'C1', name: 'Cedar', nickname: 'Ced' },
      ],
    ]);
  });

  test('[PPL1] of a row that others have deleted, and of one that never was, the question carries it as the edit would leave it', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const asked: unknown[] = [];
    program.sync(
      [update('schools', 'B', { name: 'Beech' }, 1), update('schools', 'Z', { name: 'Zelkova' }, 1)],
      'Ana',
      (_edit, before, after) => {
        asked.push([before, after]);
        return null;
      },
    );
    expect(asked).toEqual([
      [null, { code: 'B1', name: 'Beech', opened: '2020-01-01' }],
      [null, { name: 'Zelkova' }],
    ]);
  });

  test('[PPL1] cells refused of a deleted row are left out of the next question', () => {
    const program = startedProgram();
    program.sync([remove('schools', 'B', 1)], 'Ben');
    const asked: unknown[] = [];
    program.sync([update('schools', 'B', { name: 'Beech', nickname: 'x' }, 1)], 'Ana', (edit, _before, after) => {
      asked.push(after);
      const isName = edit.kind === 'update' && 'name' in edit.cells;
      return isName ? { column: 'name', message: 'Not the name.' } : null;
    });
    expect(asked).toEqual([
      { code: 'B1', name: 'Beech', opened: '2020-01-01', nickname: 'x' },
      { code: 'B1', name: 'Birch', opened: '2020-01-01', nickname: 'x' },
    ]);
  });

  test('[PPL1] a new row without a cell is not asked about; one refused for a column it lacks is refused whole', () => {
    const program = startedProgram();
    const asked: string[] = [];
    const outcome = program.sync(
      [insert('schools', 'E', {}, 1), insert('schools', 'F', { code: 'F1', name: 'Fir' }, 1)],
      'Ana',
      (edit) => {
        asked.push(edit.row);
        return { column: 'nickname', message: 'Only finance names schools.' };
      },
    );
    expect(asked).toEqual(['F']);
    expect(outcome.refusals.filter(({ rule }) => rule === 'PPL3')).toMatchObject([{ row: 'F', column: 'nickname' }]);
    expect(outcome.changes.some(({ row }) => row === 'F')).toBe(false);
  });
});
