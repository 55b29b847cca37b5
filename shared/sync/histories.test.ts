import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../tables/cell.ts';
import { runHistory, type Step } from './testing/history.ts';
import { isLong } from '../../test/run-size.ts';

const tables = ['schools', 'orders', 'bills'] as const;

/** What a person may type into each column; some of it breaks rules, doubles keys or refers to nothing. */
const values: Readonly<Record<(typeof tables)[number], Readonly<Record<string, readonly Cell[]>>>> = {
  schools: {
    code: ['A1', 'B1', 'C1', 'D1', 'E1'],
    name: ['Alder', 'Birch', 'Cedar', 'Dogwood', null],
    nickname: ['Al', 'Bee', 'Ced', null],
    host: ['A1', 'B1', 'C1', null],
    opened: ['2020-01-01', '2022-01-01', null],
    closed: ['2019-01-01', '2021-01-01', '2023-01-01', null],
  },
  orders: {
    number: ['N1', 'N2'],
    line: [1, 2],
    school: ['A1', 'B1', 'C1', null],
    amount: [100, 200, 300, 12.5, null],
    note: ['x', 'y', 'z', null],
  },
  bills: {
    school: ['A1', 'B1', 'C1', null],
    sequence: [1, 2, 3],
    orderNumber: ['N1', 'N2', null],
    orderLine: [1, 2, null],
    paper: ['p', 'q', null],
    amount: [1, 2, 3, null],
  },
};

const person = fc.nat({ max: 2 });
const rowIndex = fc.nat({ max: 5 });

const typing: fc.Arbitrary<Step> = fc.constantFrom(...tables).chain((table) =>
  fc.constantFrom(...Object.entries(values[table])).chain(([column, choices]) =>
    fc.record({
      kind: fc.constant('type' as const),
      person,
      table: fc.constant(table),
      rowIndex,
      column: fc.constant(column),
      value: fc.constantFrom(...choices),
    }),
  ),
);

const adding: fc.Arbitrary<Step> = fc.constantFrom(...tables).chain((table) => {
  const cells = Object.entries(values[table]).map(
    ([column, choices]) => [column, fc.constantFrom(...choices)] as const,
  );
  return fc.record({
    kind: fc.constant('add' as const),
    person,
    table: fc.constant(table),
    cells: fc.record(Object.fromEntries(cells)),
  });
});

const removing: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('remove' as const),
  person,
  table: fc.constantFrom(...tables),
  rowIndex,
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: typing },
  { weight: 3, arbitrary: adding },
  { weight: 2, arbitrary: removing },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('sync' as const), person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loseReply' as const), person }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), person, writes: fc.nat({ max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      person,
      choice: fc.constantFrom('keepLocal' as const, 'takeRemote' as const),
    }),
  },
);

describe('generated histories of three people', () => {
  test('nothing is lost, everyone converges, planning again is empty, replay gives the head', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: isLong ? 200 : 60 }), (steps) => {
        expect(runHistory(steps)).toMatch(/^\[/);
      }),
      { numRuns: isLong ? 20_000 : 300 },
    );
  });

  test('a reference of which one half is in conflict is read as it comes out', () => {
    const order = { number: 'N2', line: 2, school: 'A1', amount: 100, note: 'x' };
    const bill = { school: 'B1', sequence: 1, orderNumber: 'N2', orderLine: 1, paper: 'p', amount: 1 };
    const steps: Step[] = [
      { kind: 'add', person: 0, table: 'orders', cells: order },
      { kind: 'add', person: 0, table: 'bills', cells: bill },
      { kind: 'sync', person: 0 },
      { kind: 'sync', person: 2 },
      { kind: 'type', person: 2, table: 'bills', rowIndex: 3, column: 'orderLine', value: 2 },
    ];
    expect(runHistory(steps)).toContain('"orderNumber":"N2"');
  });

  test('the same steps give the same trace', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        expect(runHistory(steps)).toEqual(runHistory(steps));
      }),
      { numRuns: isLong ? 1_000 : 30 },
    );
  });
});
