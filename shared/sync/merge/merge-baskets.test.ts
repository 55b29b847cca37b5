import { describe, expect, test } from 'vitest';
import { insert, remove, update, type Program } from '../testing/program.ts';
import { startedProgram } from '../testing/started-program.ts';

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

  test('[M8] of several causes in one row the first column is named, in whatever order they came', () => {
    const rest = update('bills', 'L', { amount: 7 }, 1, 'T');
    for (const cells of [
      { opened: 'x', closed: 'x', name: 'Aspen' },
      { name: 'Aspen', closed: 'x', opened: 'x' },
    ]) {
      const { refusals } = startedProgram().sync([update('schools', 'A', cells, 1, 'T'), rest]);
      expect(
        refusals.filter(({ rule }) => rule === 'M8').map(({ row, column, message }) => [row, column, message]),
      ).toEqual([
        ['A', 'name', 'Held back with the rest of T: Closed of Schools A1 could not be saved.'],
        ['L', 'amount', 'Held back with the rest of T: Closed of Schools A1 could not be saved.'],
      ]);
    }
  });

  test('[M8] every kind of conflict breaks a basket', () => {
    const rest = update('orders', 'O', { note: 'x' }, 1, 'T');
    const held = (remote: Parameters<Program['sync']>[0], local: Parameters<Program['sync']>[0]) => {
      const program = startedProgram();
      program.sync(remote, 'Ben');
      const { conflicts, refusals } = program.sync([rest, ...local]);
      return [conflicts.map(({ kind }) => kind), refusals.map(({ row, column, rule }) => `${row} ${column} ${rule}`)];
    };
    expect(held([remove('schools', 'B', 1)], [update('schools', 'B', { name: 'x' }, 1, 'T')])).toEqual([
      ['editDelete'],
      ['O note M8'],
    ]);
    expect(held([update('schools', 'B', { name: 'x' }, 1)], [remove('schools', 'B', 1, 'T')])).toEqual([
      ['deleteEdit'],
      ['O note M8'],
    ]);
    const opened = update('schools', 'B', { opened: '2024-01-01' }, 1);
    expect(held([opened], [update('schools', 'B', { closed: '2023-01-01' }, 1, 'T')])).toEqual([
      ['combined'],
      ['O note M8'],
    ]);
    const [one, two] = [
      insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1),
      insert('schools', 'D', { code: 'C1', name: 'Cypress', nickname: 'Cy' }, 1, 'T'),
    ];
    expect(held([one], [two])).toEqual([['sameKey'], ['D null M8', 'O note M8']]);
  });

  test('[M8] an adopted insert that is held back keeps the cells that agree', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    const outcome = program.sync([
      insert('schools', 'D', { code: 'C1', name: 'Cedar', nickname: 'Ced' }, 1, 'T'),
      update('orders', 'O', { amount: 'x' }, 1, 'T'),
    ]);
    expect(outcome).toMatchObject({ changes: [], accepted: 2, adopted: { D: 'C' } });
    expect(outcome.refusals.map(({ row, rule }) => `${row} ${rule}`)).toEqual(['D M8', 'O V06']);
  });

  test('[M8] an insert that loses a cell to a check is held back as a whole', () => {
    const outcome = startedProgram().sync([insert('schools', 'C', { code: 'C1', name: 'C', host: 'Z9' }, 1, 'T')]);
    expect(outcome.refusals.map(({ column, rule }) => `${column} ${rule}`)).toEqual(['null M8', 'host V04']);
    expect(outcome.changes).toEqual([]);
  });

  test('[M8] a delete in a basket is accepted with it', () => {
    const outcome = startedProgram().sync([
      remove('schools', 'B', 1, 'T'),
      update('orders', 'O', { note: 'x' }, 1, 'T'),
    ]);
    expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
  });
});
