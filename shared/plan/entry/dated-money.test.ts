import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLong } from '../../../test/run-size.ts';
import type { Edit } from '../../sync/edit.ts';
import { mergeByAsking } from '../../sync/testing/answer-questions.ts';
import { insert, update, type Program } from '../../sync/testing/program.ts';
import type { Cells } from '../../tables/cell.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import {
  change,
  lineOf,
  order,
  payment,
  row,
  soundGround,
  source,
  work,
  type PlantedRow,
} from '../dirty-plan/sound-work.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { programRows } from '../figures/columns-read.ts';
import { invariantFacts, judgePlan } from '../invariants/judge-plan.ts';
import { planRows } from '../invariants/plan-rows.ts';

const NOW = new Date('2026-11-15T18:00:00Z');
/** Before, on and after the day of NOW, in order. */
const days = ['2026-11-01', '2026-11-15', '2027-01-10', '2027-02-01', '2027-03-01'] as const;
const [, TODAY, , AHEAD, LATER] = days;

/** Lines of 100,000.00, the first with a contract for all of it; a source that has given all it may. */
const rows: readonly PlantedRow[] = [
  ...soundGround,
  source('FULL', 'Full', { authorized: 20_000_000, available: 20_000_000 }),
  ...[1, 2].flatMap((n) => work(n, `Project ${n}`, { line: { source: 'FULL' } })),
  order(1, 10_000_000),
  order(2, 4_000_000),
];

const approved = { type: 'Board Amendment', status: 'Approved', reportNumber: 'Rep-9', approvedBy: 'Board' } as const;

/** Inserts of rows, as one sync. */
function comes(planted: readonly PlantedRow[], name: string): Edit[] {
  return planted.map(({ table, cells }, i) => {
    const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
    return insert(table, `${name}-${i}`, filled, 1);
  });
}

const changeOrder = (n: number, amount: number, date: string, cells: Cells = {}): PlantedRow =>
  row('commitmentChanges', {
    number: `CO-${n}-${date}`,
    commitment: `PO-${n}`,
    commitmentLine: 1,
    date,
    amount,
    reason: 'Unforeseen',
    status: 'Approved',
    ...cells,
  });

const award = (amount: number, awardDate: string, n = 1, number = 'PO-NEW'): PlantedRow =>
  order(n, amount, { number, awardDate });

const moves = (n: number, amounts: Readonly<Record<string, number>>, effectiveDate: string): PlantedRow[] =>
  change(n, amounts, { ...approved, boardDate: days[0], effectiveDate });

function rulesOf(program: Program, edits: readonly Edit[]): string[] {
  const asked = mergeByAsking(program, edits).outcome;
  const outcome = program.sync(edits);
  expect(asked).toEqual(outcome);
  return [...new Set(outcome.refusals.map(({ rule }) => rule))].sort();
}

/** What the last of some syncs is refused for, each before it having been accepted. */
function lastOf(syncs: readonly (readonly PlantedRow[])[], now: Date = NOW): string[] {
  const program = plantedProgram(rows, now);
  const told = syncs.map((planted, i) => rulesOf(program, comes(planted, `s${i}`)));
  expect(told.slice(0, -1)).toEqual(told.slice(0, -1).map(() => []));
  return told.at(-1) ?? [];
}

describe('[C04, V13] what frees money frees it from its day on', () => {
  test('an order below zero that is dated ahead pays for no award before it', () => {
    const lowered = [changeOrder(1, -5_000_000, AHEAD)];
    expect(lastOf([lowered, [award(5_000_000, TODAY)]])).toEqual(['C04']);
    expect(lastOf([lowered, [award(5_000_000, '2027-01-31')]])).toEqual(['C04']);
    expect(lastOf([lowered, [award(5_000_000, AHEAD)]])).toEqual([]);
    expect(lastOf([lowered, [award(5_000_001, LATER)]])).toEqual(['C04']);
    expect(lastOf([[changeOrder(1, -5_000_000, TODAY)], [award(5_000_000, TODAY)]])).toEqual([]);
    expect(lastOf([lowered, [award(5_000_000, TODAY)]], new Date('2027-02-01T18:00:00Z'))).toEqual([]);
  });

  test('nor does a change that is effective later, or the end of a contract that is still to come', () => {
    const given = moves(1, { [lineOf(1)]: 3_000_000, [lineOf(2)]: -3_000_000 }, AHEAD);
    expect(lastOf([given, [award(3_000_000, TODAY)]])).toEqual(['C04']);
    expect(lastOf([given, [award(3_000_000, AHEAD)]])).toEqual([]);
    const program = plantedProgram(rows, NOW);
    const at = `R${rows.findIndex(({ cells }) => cells['number'] === 'PO-1')}`;
    expect(rulesOf(program, [update('commitments', at, { status: 'Cancelled', statusDate: AHEAD }, 1)])).toEqual([]);
    expect(rulesOf(program, comes([award(1, TODAY)], 'new'))).toEqual(['C04']);
    expect(rulesOf(program, comes([award(10_000_000, AHEAD)], 'new'))).toEqual([]);
  });

  test('[V13] what a source gets back later it has not got yet', () => {
    const back = moves(1, { [lineOf(2)]: -6_000_000 }, AHEAD);
    expect(lastOf([back, moves(2, { [lineOf(1)]: 6_000_000 }, TODAY)])).toEqual(['V13']);
    expect(lastOf([back, moves(2, { [lineOf(1)]: 6_000_000 }, AHEAD)])).toEqual([]);
  });

  test('[C04] what is owed later counts as soon as it is entered', () => {
    expect(lastOf([[award(1, LATER)]])).toEqual(['C04']);
    expect(lastOf([[changeOrder(2, 6_000_000, LATER)], [award(1, TODAY, 2)]])).toEqual(['C04']);
    expect(lastOf([moves(1, { [lineOf(2)]: -6_000_000 }, LATER), [award(1, TODAY, 2)]])).toEqual(['C04']);
  });

  test('[V26] a payment needs the order that covers it on its own day', () => {
    const raised = [changeOrder(2, 1_000_000, AHEAD)];
    const pays = (postingDate: string): PlantedRow =>
      payment(2, 5_000_000, { document: 'V-9', postingDate, period: postingDate.slice(0, 7) });
    expect(lastOf([raised, [pays('2026-11-10')]])).toEqual(['V26']);
    expect(lastOf([raised, [pays(AHEAD)]])).toEqual([]);
  });

  test('a move to another day is judged like any other', () => {
    const direct = (postingDate: string): PlantedRow =>
      payment(1, 5_000_000, { postingDate, commitment: null, commitmentLine: null });
    const program = plantedProgram(rows, NOW);
    expect(rulesOf(program, comes([changeOrder(1, -5_000_000, AHEAD)], 'low'))).toEqual([]);
    expect(rulesOf(program, comes([direct(AHEAD)], 'new'))).toEqual([]);
    expect(rulesOf(program, [update('expenditures', 'new-0', { postingDate: TODAY }, 3)])).toEqual(['C04']);
    expect(rulesOf(program, [update('expenditures', 'new-0', { postingDate: LATER }, 3)])).toEqual([]);
  });

  test('a row that is not sound by itself is refused as such, before any sum is looked at', () => {
    const program = plantedProgram(rows, NOW);
    expect(rulesOf(program, comes([changeOrder(1, -5_000_000, AHEAD), changeOrder(2, 100, TODAY)], 'two'))).toEqual([]);
    const emptied = [
      update('commitmentChanges', 'two-0', { date: null }, 2),
      update('commitmentChanges', 'two-1', { approvalRef: 'CO 7' }, 2),
    ];
    const { outcome } = mergeByAsking(program, emptied);
    expect(outcome.refusals).toMatchObject([{ row: 'two-0', column: 'date' }]);
    expect(outcome.accepted).toBe(1);
  });

  test('the sentence says which day it is about', () => {
    const program = plantedProgram(rows, NOW);
    const mend = 'Move budget to the line by a change, or lower what is under contract.';
    const told = (planted: PlantedRow, name: string) =>
      program.sync(comes([planted], name)).refusals.map(({ message }) => message);
    program.sync(comes([changeOrder(1, -5_000_000, AHEAD)], 'low'));
    expect(told(award(1_000_000, TODAY), 'a')).toEqual([
      `BL-1 is obligated 10,000.00 over its current budget. What is dated later counts from its day. ${mend}`,
    ]);
    expect(told(award(6_000_000, LATER), 'b')).toEqual([
      `BL-1 is obligated 10,000.00 over its current budget. That is so on ${LATER}. ${mend}`,
    ]);
    expect(told(award(6_000_000, TODAY), 'c')).toEqual([
      `BL-1 is obligated 60,000.00 over its current budget. What is dated later counts from its day. ${mend}`,
    ]);
  });
});

describe('[law] no order of acts', () => {
  const judged = ['C04', 'V13', 'V22', 'V26', 'V34'];

  const anyDay = fc.constantFrom(...days);
  const cents = fc.integer({ min: 1, max: 6 }).map((n) => n * 1_000_000);
  const anyLine = fc.constantFrom(1, 2);
  /** One act of somebody who wants more than there is: rows that come in as one sync. */
  const anyAct = fc.oneof(
    fc.tuple(anyLine, cents, anyDay, fc.boolean()).map(([n, amount, day, lowers]) => (name: string): PlantedRow[] => [
      changeOrder(n, lowers ? -amount : amount, day, { number: `CO-${name}` }),
    ]),
    fc.tuple(anyLine, cents, anyDay).map(([n, amount, day]) => (name: string): PlantedRow[] => [
      order(n, amount, { number: `PO-${name}`, awardDate: day }),
    ]),
    fc.tuple(anyLine, cents, anyDay, fc.boolean()).map(
      ([n, amount, day, isBalanced]) =>
        (name: string) =>
          change(
            1,
            { [lineOf(n)]: -amount, ...(isBalanced ? { [lineOf(3 - n)]: amount } : {}) },
            { ...approved, number: `BC-${name}`, boardDate: days[0], effectiveDate: day },
          ).map((each) =>
            each.table === 'changeLines' ? { ...each, cells: { ...each.cells, change: `BC-${name}` } } : each,
          ),
    ),
    fc.tuple(anyLine, cents, anyDay).map(([n, amount, postingDate]) => (name: string): PlantedRow[] => [
      payment(n, amount, { document: `V-${name}`, postingDate, commitment: null, commitmentLine: null }),
    ]),
  );

  /** What the Checks page finds of the money of lines, contracts and sources, today and on every day from then on. */
  function breaches(program: Program): string[] {
    const stored = Object.fromEntries([...program.head].map(([table, found]) => [table, [...found.values()]]));
    return days
      .slice(1)
      .flatMap((day) =>
        judgePlan(invariantFacts(planRows(stored), day, planFacts(programRows(stored), day))).flatMap(
          ({ id, findings }) => (judged.includes(id) ? findings.map(({ message }) => `${day}: ${message}`) : []),
        ),
      );
  }

  test('brings about what the Checks page calls an error, on any day from today on', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { minLength: 2, maxLength: 8 }), (acts) => {
        const program = plantedProgram(rows, NOW);
        acts.forEach((act, i) => {
          rulesOf(program, comes(act(`${i}`), `a${i}`));
          expect(breaches(program)).toEqual([]);
        });
      }),
      { numRuns: isLong ? 5_000 : 50 },
    );
  });
});
