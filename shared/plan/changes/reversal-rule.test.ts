import { describe, expect, test } from 'vitest';
import { planOf } from '../rules/testing/plan-of.ts';
import { wrongReversal } from './reversal-rule.ts';

const approved = { number: 'BC-1', status: 'Approved', type: 'Staff Modification' };
const draft = { number: 'BC-2', status: 'Draft', type: 'Staff Modification', reverses: 'BC-1' };
const lines = [
  { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 500 },
  { change: 'BC-1', line: 2, budgetLine: 'BL-2', amount: -500 },
  { change: 'BC-2', line: 1, budgetLine: 'BL-2', amount: 500 },
  { change: 'BC-2', line: 2, budgetLine: 'BL-1', amount: -500 },
];
const submitted = { ...draft, status: 'Pending' };

describe('[LCK16] a change that reverses another', () => {
  test('moves its amounts back, in whatever order its lines come', () => {
    expect(wrongReversal(submitted, planOf({ changes: [approved, submitted], changeLines: lines }))).toBeNull();
  });

  test('moves back what lines come to together, and nothing of what comes to nothing', () => {
    const several = [
      { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 300 },
      { change: 'BC-1', line: 2, budgetLine: 'BL-1', amount: 200 },
      { change: 'BC-1', line: 3, budgetLine: 'BL-2', amount: -500 },
      { change: 'BC-1', line: 4, budgetLine: 'BL-3', amount: 0 },
      ...lines.slice(2),
    ];
    expect(wrongReversal(submitted, planOf({ changes: [approved, submitted], changeLines: several }))).toBeNull();
  });

  test('is judged where there is such a change; that there is none is said of the reference', () => {
    expect(wrongReversal(submitted, planOf({ changes: [submitted], changeLines: lines }))).toBeNull();
  });

  test('may be anything while it is a draft, or has come to nothing', () => {
    const plan = planOf({ changes: [{ ...approved, status: 'Pending' }], changeLines: [] });
    expect([draft, { ...draft, status: 'Withdrawn' }].map((change) => wrongReversal(change, plan))).toEqual([
      null,
      null,
    ]);
  });

  test('names one that was approved', () => {
    const plan = planOf({ changes: [{ ...approved, status: 'Pending' }, submitted], changeLines: lines });
    expect(wrongReversal(submitted, plan)).toBe(
      'BC-2 reverses BC-1, which is Pending. Only an approved change is reversed.',
    );
  });

  test.each(['Pending', 'BOC Recommended', 'Approved'])('is the only one: another that is %s stands', (status) => {
    const other = { ...draft, number: 'BC-3', status };
    expect(wrongReversal(submitted, planOf({ changes: [approved, submitted, other], changeLines: lines }))).toBe(
      `BC-1 is reversed by BC-3 already, which is ${status}. A change is reversed once.`,
    );
  });

  test.each(['Draft', 'Rejected', 'Withdrawn'])('may follow one that is %s', (status) => {
    const other = { ...draft, number: 'BC-3', status };
    expect(wrongReversal(submitted, planOf({ changes: [approved, submitted, other], changeLines: lines }))).toBeNull();
  });

  test.each([
    ['an amount differs', lines.with(2, { change: 'BC-2', line: 1, budgetLine: 'BL-2', amount: 499 })],
    ['a line is missing', lines.slice(0, 3)],
    ['a line is too many', [...lines, { change: 'BC-2', line: 3, budgetLine: 'BL-3', amount: 1 }]],
    ['the signs are as they were', lines.map((line) => ({ ...line, amount: Math.abs(line.amount) }))],
  ])('is none where %s', (_what, changeLines) => {
    const plan = planOf({ changes: [approved, submitted], changeLines });
    expect(wrongReversal(submitted, plan)).toContain('its lines are those of BC-1 with their signs turned');
  });

  test('is of the type of the other, or a Board Amendment', () => {
    const plan = planOf({ changes: [approved, submitted], changeLines: lines });
    expect(wrongReversal({ ...submitted, type: 'Board Amendment' }, plan)).toBeNull();
    expect(wrongReversal({ ...submitted, type: 'Technical Correction' }, plan)).toBe(
      'BC-2 reverses BC-1, so its type is Staff Modification as well, or Board Amendment.',
    );
  });
});
