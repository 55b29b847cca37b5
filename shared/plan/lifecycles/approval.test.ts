import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { boardDateOfAmendment, isApprovedByAmendment } from './approval.ts';
import { around, personOf, type PlanTables } from '../rules/testing/plan-of.ts';

const project = { number: 'P', approvalChange: 'BA-1' };
const amendment = { number: 'BA-1', type: 'Board Amendment', status: 'Approved', boardDate: '2025-11-18' };
const line = (budgetLine: string, at: number) => ({ change: 'BA-1', line: at, budgetLine, amount: 0 });
const lines = [
  { id: 'BL-1', project: 'P' },
  { id: 'BL-2', project: 'Q' },
];

function plan(more: PlanTables = {}): PlanTables {
  return { changes: [amendment], changeLines: [line('BL-2', 1), line('BL-1', 2)], budgetLines: lines, ...more };
}

function isApproved(tables: PlanTables, cells: Cells = project, before: Cells | null = project): boolean {
  return isApprovedByAmendment(cells, around(before, tables, tables, { author: personOf('finance') }));
}

describe('[LCK2, LCK8] a project is approved by the amendment that it names', () => {
  test('where one of its lines is on the project, whatever the others are on', () => {
    expect(isApproved(plan())).toBe(true);
    expect(isApproved(plan({ changeLines: [line('BL-2', 1)] }))).toBe(false);
    expect(isApproved(plan({ changeLines: [] }))).toBe(false);
  });

  test('where it is an approved amendment of the board, and there is one', () => {
    expect(isApproved(plan({ changes: [{ ...amendment, status: 'Pending' }] }))).toBe(false);
    expect(isApproved(plan({ changes: [{ ...amendment, type: 'Reserve Draw' }] }))).toBe(false);
    expect(isApproved(plan(), { number: 'P', approvalChange: null })).toBe(false);
    expect(isApproved(plan(), { number: 'P' })).toBe(false);
  });

  test('under the number by which the plan knows it, or, of a new one, its own', () => {
    expect(isApproved(plan(), { ...project, number: 'P-2' })).toBe(true);
    expect(isApproved(plan(), { ...project, number: 'Q' }, null)).toBe(true);
    expect(isApproved(plan(), { ...project, number: 'R' }, null)).toBe(false);
  });

  test('not by a line whose budget line is gone', () => {
    expect(isApproved(plan({ budgetLines: [] }))).toBe(false);
    expect(isApproved(plan({ budgetLines: [] }), { approvalChange: 'BA-1' }, null)).toBe(false);
  });

  test('without any line only where an import brings the amendment of an older program', () => {
    const older = plan({ changeLines: [] });
    const brings = (isImport: boolean) =>
      isApprovedByAmendment(project, around(project, older, older, { author: { ...personOf('admin'), isImport } }));
    expect([brings(true), brings(false)]).toEqual([true, false]);
    expect(isApprovedByAmendment(project, around(project, older))).toBe(false);
    expect(isApprovedByAmendment(project, around(project, plan()))).toBe(true);
  });
});

test('the day of its approval is that of the board, where the amendment says it', () => {
  expect(boardDateOfAmendment(project, around(project, plan()))).toBe('2025-11-18');
  expect(boardDateOfAmendment(project, around(project, { changes: [{ number: 'BA-1' }] }))).toBeNull();
  expect(boardDateOfAmendment({ number: 'P' }, around(project, plan()))).toBeNull();
});
