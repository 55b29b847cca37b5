import { describe, expect, test } from 'vitest';
import { insert, remove, update } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';

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
        message: 'Order No. N1, Order Line 7 is not in Orders.',
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

  test('[V02] an edit of a row that would follow a refused renaming is judged without it', () => {
    const program = startedProgram();
    program.sync([
      insert('orders', 'P', { number: 'N2', line: 1 }, 1),
      insert('bills', 'M', { school: 'B1', sequence: 1, orderNumber: 'N2', orderLine: 1, paper: 'q' }, 1),
    ]);
    const outcome = program.sync([update('orders', 'O', { number: 'N2' }, 2), update('bills', 'L', { paper: 'q' }, 2)]);
    expect(outcome.refusals).toMatchObject([{ row: 'O', column: 'number', rule: 'V02' }]);
    expect(program.cells('bills', 'L')).toMatchObject({ orderNumber: 'N1', paper: 'q' });
  });

  test('[V02] of an edit and a renaming that double a row together, the edit is refused', () => {
    const program = startedProgram();
    program.sync([
      insert('orders', 'P', { number: 'N2', line: 1 }, 1),
      insert('bills', 'M', { school: 'B1', sequence: 1, orderNumber: 'N2', orderLine: 1, paper: 'q' }, 1),
    ]);
    const outcome = program.sync([
      remove('orders', 'P', 2),
      update('orders', 'O', { number: 'N2' }, 2),
      update('bills', 'L', { paper: 'q' }, 2),
    ]);
    expect(outcome.refusals).toMatchObject([{ row: 'L', column: 'paper', rule: 'V02' }]);
    expect(program.cells('bills', 'L')).toMatchObject({ orderNumber: 'N2' });
  });

  test('[V04] a reference to the former key of a renamed row is refused', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { code: 'A2' }, 1)], 'Ben');
    const outcome = program.sync([insert('orders', 'P', { number: 'N2', line: 1, school: 'A1' }, 1)]);
    expect(outcome.refusals).toMatchObject([{ row: 'P', column: 'school', rule: 'V04', value: 'A1' }]);
  });

  test('[V04] a reference in conflict is not asked about', () => {
    const program = startedProgram();
    program.sync([update('orders', 'O', { school: null }, 1)], 'Ben');
    const outcome = program.sync([update('orders', 'O', { school: 'B1', note: 'x' }, 1), remove('schools', 'B', 1)]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [], conflicts: [{ column: 'school' }] });
    const again = startedProgram();
    again.sync([update('orders', 'O', { school: 'B1' }, 1)], 'Ben');
    const held = again.sync([update('orders', 'O', { school: null, note: 'x' }, 1), remove('schools', 'B', 1)]);
    expect(held.refusals).toMatchObject([{ row: 'B', rule: 'V04' }]);
    expect(again.cells('orders', 'O')).toMatchObject({ note: 'x' });
  });

  test('[V04] a key given up in the same sync is no longer there', () => {
    const outcome = startedProgram().sync([
      update('schools', 'B', { code: 'B2' }, 1),
      update('orders', 'O', { school: 'B1' }, 1),
    ]);
    expect(outcome.refusals).toMatchObject([{ row: 'O', column: 'school', rule: 'V04' }]);
  });

  test('[V04] a row that is edited elsewhere keeps its key', () => {
    const outcome = startedProgram().sync([
      update('schools', 'B', { name: 'Beech' }, 1),
      update('orders', 'O', { school: 'B1' }, 1),
    ]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
  });

  test('a composite reference of which the same sync sets a part does not follow in the other', () => {
    const program = startedProgram();
    program.sync([insert('orders', 'P', { number: 'N1', line: 2 }, 1)]);
    const outcome = program.sync([
      update('orders', 'O', { number: 'N9' }, 2),
      update('bills', 'L', { orderLine: 2 }, 2),
    ]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
    expect(program.cells('bills', 'L')).toMatchObject({ orderNumber: 'N1', orderLine: 2 });
  });

  test('a follower is changed in the columns that change, and stands in its place among the changes', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { host: 'A1' }, 1)]);
    const { changes } = program.sync([
      update('schools', 'A', { code: 'A2' }, 2),
      update('orders', 'O', { number: 'N9', school: null }, 2),
    ]);
    expect(changes).toEqual([
      { table: 'schools', row: 'A', kind: 'update', before: { code: 'A1' }, after: { code: 'A2' } },
      { table: 'schools', row: 'B', kind: 'update', before: { host: 'A1' }, after: { host: 'A2' } },
      {
        table: 'orders',
        row: 'O',
        kind: 'update',
        before: { number: 'N1', school: 'A1' },
        after: { number: 'N9', school: null },
      },
      {
        table: 'bills',
        row: 'L',
        kind: 'update',
        before: { school: 'A1', orderNumber: 'N1' },
        after: { school: 'A2', orderNumber: 'N9' },
      },
    ]);
  });

  test('only a renamed key is followed', () => {
    const program = startedProgram();
    const { changes } = program.sync([update('schools', 'A', { name: 'Aspen' }, 1)]);
    expect(changes).toHaveLength(1);
  });

  test('followers of exchanged keys move along without meeting', () => {
    const program = startedProgram();
    program.sync([
      insert('bills', 'M', { school: 'B1', sequence: 1 }, 1),
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1),
      insert('bills', 'N', { school: 'C1', sequence: 1 }, 1),
    ]);
    const outcome = program.sync([
      update('schools', 'A', { code: 'C1' }, 2),
      update('schools', 'B', { code: 'A1' }, 2),
      update('schools', 'C', { code: 'B1' }, 2),
    ]);
    expect(outcome).toMatchObject({ accepted: 3, refusals: [] });
    expect(['L', 'M', 'N'].map((row) => program.cells('bills', row)?.['school'])).toEqual(['C1', 'A1', 'B1']);
  });

  test('[V02] a renaming is refused when a follower and a new row would be one', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('schools', 'A', { code: 'C1' }, 1),
      insert('bills', 'M', { school: 'C1', sequence: 1 }, 1),
      insert('bills', 'N', { school: 'A1', sequence: 2 }, 1),
    ]);
    expect(outcome.refusals.map(({ row, column, rule }) => `${row} ${column} ${rule}`)).toEqual([
      'A code V02',
      'M school V04',
      'N school V04',
    ]);
    expect(outcome.changes).toEqual([]);
  });
});
