import { describe, expect, test } from 'vitest';
import type { PlanView, RowRule } from '../../plan/rules/row-rule.ts';
import type { Cells } from '../../tables/cell.ts';
import { keyText } from '../../tables/table.ts';
import type { Edit } from '../edit.ts';
import { mergeByAsking } from '../testing/answer-questions.ts';
import { insert, remove, update, Program } from '../testing/program.ts';
import { smallRules, smallTables } from '../testing/small-tables.ts';
import { startedProgram } from '../testing/started-program.ts';

function schoolAt(program: Program, row: string): Cells | undefined {
  return program.cells('schools', row);
}

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

  test('[FB5, V01] everything a row lacks is named at once: of a new row in one sentence, of others cell by cell', () => {
    const program = startedProgram();
    const outcome = program.sync([
      insert('schools', 'C', { opened: '2021-01-01' }, 1),
      update('schools', 'B', { code: null, name: null }, 1),
    ]);
    expect(outcome.refusals.map(({ row, column, message }) => [row, column, message])).toEqual([
      ['B', 'code', 'School Code is required.'],
      ['B', 'name', 'School Name is required.'],
      ['C', 'code', 'School Code and School Name are required.'],
    ]);
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

  test('[M9, CON3] insisting on a combined conflict is refused: now the author has seen both', () => {
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

  test('a broken rule of severity warning is accepted and listed, with the row it is about', () => {
    const program = startedProgram();
    const outcome = program.sync([
      update('orders', 'O', { amount: 2_000_000 }, 1),
      insert('orders', 'P', { number: 'N0', line: 1, amount: 3_000_000 }, 1),
    ]);
    expect(outcome.accepted).toBe(4);
    expect(outcome.warnings).toEqual([
      { rule: 'V35', message: 'orders · N1, 1: Amount 2000000 is large.', table: 'orders', row: 'O' },
      { rule: 'V35', message: 'orders · N0, 1: Amount 3000000 is large.', table: 'orders', row: 'P' },
    ]);
    expect(program.sync([update('orders', 'O', { note: 'x' }, 2)]).warnings).toEqual([]);
    expect(program.sync([remove('orders', 'P', 2)]).warnings).toEqual([]);
  });

  test('[M9, E5] of a row renamed to the key of a row added twice, the author had not seen the other cells', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { code: 'C1' }, 1)], 'Ben');
    const outcome = program.sync([insert('schools', 'D', { code: 'C1', name: 'Birch', closed: '2019-01-01' }, 1)]);
    expect(outcome.refusals).toEqual([]);
    expect(outcome.conflicts).toMatchObject([
      { row: 'D', column: 'closed', kind: 'combined', by: 'Ben', at: '2026-01-01T00:00:2Z', revision: 2 },
    ]);
  });

  test('[M9] a cell that was refused as such is not part of what the author saw', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { opened: '2024-01-01' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'A', { opened: 'x', closed: '2023-01-01' }, 1)]);
    expect(outcome.conflicts).toMatchObject([{ column: 'closed', kind: 'combined' }]);
    expect(outcome.refusals).toMatchObject([{ column: 'opened', rule: 'V07' }]);
  });

  test('[M9] what the author saw is the latest that any cell of the row was seen at', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { opened: '2024-01-01' }, 1)], 'Ben');
    const edit = { kind: 'update', table: 'schools', row: 'B', cells: { closed: '2023-01-01', name: 'x' } } as const;
    const seens: Record<string, number>[] = [
      { closed: 2, name: 1 },
      { closed: 1, name: 2 },
    ];
    for (const seen of seens) {
      expect(program.sync([{ ...edit, seen, cells: { ...edit.cells, nickname: null } }])).toMatchObject({
        conflicts: [],
        refusals: [{ column: 'closed', rule: 'V39' }],
      });
    }
  });

  test('[M9] a local cell in conflict counts as the author typed it', () => {
    const program = startedProgram();
    program.sync([update('schools', 'B', { opened: '2024-01-01' }, 1)], 'Ben');
    const outcome = program.sync([update('schools', 'B', { opened: '2018-01-01', closed: '2019-01-01' }, 1)]);
    expect(outcome).toMatchObject({
      refusals: [],
      conflicts: [
        { column: 'closed', kind: 'combined' },
        { column: 'opened', kind: 'cell' },
      ],
    });
  });

  test('a rule asks for rows that are not there in vain', () => {
    const program = startedProgram();
    program.sync([update('orders', 'O', { school: null }, 1)]);
    expect(program.sync([update('orders', 'O', { amount: 7 }, 2)])).toMatchObject({ accepted: 1, refusals: [] });
  });

  test('a row brought back is checked against all its rules', () => {
    const lenient = new Program(smallTables, []);
    lenient.sync([insert('schools', 'C', { code: 'C1', name: 'C', opened: '2020-01-01', closed: '2019-01-01' }, 0)]);
    lenient.sync([remove('schools', 'C', 1)]);
    Object.assign(lenient, { rules: smallRules });
    const outcome = lenient.sync([update('schools', 'C', { name: 'Cedar' }, 2)]);
    expect(outcome).toMatchObject({ changes: [], refusals: [{ row: 'C', column: 'name', rule: 'V39' }] });
  });
});

describe('what a rule sees of other rows', () => {
  /** What a rule about names sees of the orders of A1 in each view, as the last check leaves it. */
  function ordersSeen(program: Program, edits: readonly Edit[]): { was: unknown; becomes: unknown } {
    const seen: { was: unknown; becomes: unknown } = { was: null, becomes: null };
    const looking: RowRule = {
      id: 'V99',
      table: 'schools',
      columns: ['name'],
      severity: 'error',
      check: (_cells, { asItWas, asItBecomes }) => {
        const ordersOf = ({ naming }: PlanView) =>
          naming('orders', ['school'], ['A1']).map(({ number, line, amount }) => `${number}/${line}: ${amount}`);
        Object.assign(seen, { was: ordersOf(asItWas), becomes: ordersOf(asItBecomes) });
        return null;
      },
    };
    Object.assign(program, { rules: [...program.rules, looking] });
    const all = [update('schools', 'A', { name: 'Ash' }, program.revision), ...edits];
    mergeByAsking(program, all);
    const byAsking = { ...seen };
    program.sync(all);
    expect(byAsking).toEqual(seen);
    return seen;
  }

  const was = ['N1/1: 100'];

  test('rows that the same sync changes, adds, removes, moves here and moves away', () => {
    const orderP = insert('orders', 'P', { number: 'N1', line: 2, school: 'A1', amount: 7 }, 1);
    for (const [edits, becomes] of [
      [[], was],
      [[update('orders', 'O', { amount: 8 }, 1)], ['N1/1: 8']],
      [[orderP], [...was, 'N1/2: 7']],
      [[update('orders', 'O', { school: 'B1' }, 1), orderP], ['N1/2: 7']],
      [[update('orders', 'O', { school: null }, 1)], []],
      [[remove('bills', 'L', 1), remove('orders', 'O', 1)], []],
    ] as const) {
      expect(ordersSeen(startedProgram(), edits)).toEqual({ was, becomes });
    }
  });

  test('rows as they are without what other objections have taken out', () => {
    const edits = [
      insert('orders', 'P', { number: 'N1', line: 1, school: 'A1', amount: 7 }, 1),
      update('orders', 'O', { school: 'Z9', amount: 8 }, 1),
    ];
    expect(ordersSeen(startedProgram(), edits)).toEqual({ was, becomes: ['N1/1: 8'] });
  });

  test('rows that follow a renamed key, and rows that are brought back', () => {
    const renamed = startedProgram();
    const rename = update('schools', 'A', { code: 'A2' }, 1);
    expect(ordersSeen(renamed, [rename])).toEqual({ was, becomes: [] });
    const back = startedProgram();
    back.sync([remove('bills', 'L', 1), remove('orders', 'O', 1)]);
    expect(ordersSeen(back, [update('orders', 'O', { amount: 9 }, 2)])).toEqual({ was: [], becomes: ['N1/1: 9'] });
  });

  test('[FD1] the row behind a key that moves in the same sync, as it was, and the row whose place another takes', () => {
    const seen: unknown[] = [];
    const looking: RowRule = {
      id: 'V99',
      table: 'schools',
      columns: ['name'],
      severity: 'error',
      check: ({ code = null, name = null }, { asNamed, inPlaceOf }) => {
        const named = (key: string) => asNamed('schools', keyText([key]))?.['name'];
        seen.push([code, name, named('A1'), named('B1'), inPlaceOf?.['name']]);
        return null;
      },
    };
    const look = (...edits: Edit[]): unknown => {
      const program = new Program(smallTables, []);
      const [a, b] = [insert('schools', 'A', { code: 'A1', name: 'Ash' }, 0), { code: 'B1', name: 'Birch' }];
      program.sync([a, insert('schools', 'B', b, 0)]);
      Object.assign(program, { rules: [looking] });
      seen.length = 0;
      mergeByAsking(program, edits);
      return seen.at(-1);
    };
    const alder = { code: 'A1', name: 'Alder' };
    expect(look(update('schools', 'A', { name: 'Alder' }, 1))).toEqual(['A1', 'Alder', 'Ash', 'Birch', undefined]);
    const swapped = [update('schools', 'B', { code: 'A1' }, 1), update('schools', 'A', { ...alder, code: 'B1' }, 1)];
    expect(look(...swapped)).toEqual(['B1', 'Alder', 'Birch', 'Ash', undefined]);
    const anew = [remove('schools', 'A', 1), insert('schools', 'C', alder, 1)];
    expect(look(...anew)).toEqual(['A1', 'Alder', 'Ash', 'Birch', 'Ash']);
    const moved = [remove('schools', 'A', 1), update('schools', 'B', alder, 1)];
    expect(look(...moved)).toEqual(['A1', 'Alder', 'Birch', undefined, 'Ash']);
    expect(look(insert('schools', 'C', { ...alder, code: 'C1' }, 1))).toEqual([
      'C1',
      'Alder',
      'Ash',
      'Birch',
      undefined,
    ]);
  });

  test('no rows where a value is empty, and none under an empty key', () => {
    let found: unknown = null;
    const looking: RowRule = {
      id: 'V99',
      table: 'schools',
      columns: ['name'],
      severity: 'error',
      check: (_cells, { asItWas, asItBecomes }) => {
        found = [asItWas, asItBecomes].map(({ naming, related }) => [
          naming('orders', ['school'], [null]),
          related('schools', ''),
        ]);
        return null;
      },
    };
    const program = new Program(smallTables, []);
    program.sync([
      insert('orders', 'O', { number: 'N1', line: 1 }, 0),
      insert('schools', 'A', { code: 'A1', name: 'A' }, 0),
    ]);
    Object.assign(program, { rules: [looking] });
    const { batches } = mergeByAsking(program, [update('schools', 'A', { name: 'B' }, 1)]);
    expect(found).toEqual([
      [[], undefined],
      [[], undefined],
    ]);
    expect(batches).toHaveLength(1);
  });
});
