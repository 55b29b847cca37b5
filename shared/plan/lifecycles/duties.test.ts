import { describe, expect, test } from 'vitest';
import type { Duty } from '../../access/duty.ts';
import type { TableName } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import { around, personOf, type PlanTables } from '../rules/testing/plan-of.ts';
import { lifecycles } from './lifecycles.ts';
import type { Lifecycle } from './lifecycle.ts';
import { brokenTransition, dutyToReach } from './states.ts';

function lifecycleOf(table: TableName, column: string): Lifecycle {
  const found = lifecycles.find((each) => each.table.name === table && each.column === column);
  if (found === undefined) throw new Error(`${table} has no states in ${column}.`);
  return found;
}

type State = readonly [table: TableName, column: string, from: string | null, to: string, more: Cells];

/** The duty of who brings a row from a state into another, or (from null) enters it there. */
function dutyFor([table, column, from, to, more]: State, isBroughtIn = false): Duty | null {
  const before = from === null ? null : { ...more, [column]: from };
  return dutyToReach(lifecycleOf(table, column), before, { ...more, [column]: to }, isBroughtIn);
}

const board = { type: 'Board Amendment' };
const staff = { type: 'Staff Modification' };

describe('[plan §4] who takes a step', () => {
  test.each<[...State, Duty | null]>([
    ['changes', 'status', 'Draft', 'Pending', board, null],
    ['changes', 'status', 'Pending', 'Draft', board, null],
    ['changes', 'status', 'Pending', 'Withdrawn', staff, null],
    ['changes', 'status', 'Pending', 'BOC Recommended', board, 'recordBoardActs'],
    ['changes', 'status', 'BOC Recommended', 'Approved', board, 'recordBoardActs'],
    ['changes', 'status', 'Pending', 'Rejected', board, 'recordBoardActs'],
    ['changes', 'status', 'Pending', 'Approved', staff, 'approveStaffChanges'],
    ['changes', 'status', 'Pending', 'Rejected', staff, 'approveStaffChanges'],
    ['projects', 'status', 'Proposed', 'Approved', {}, 'recordBoardActs'],
    ['projects', 'status', 'Proposed', 'Cancelled', {}, null],
    ['projects', 'status', 'Approved', 'Cancelled', {}, 'recordBoardActs'],
    ['projects', 'status', 'Active', 'Cancelled', {}, 'recordBoardActs'],
    ['projects', 'status', 'Approved', 'Active', {}, null],
    ['projects', 'status', 'Active', 'Active', {}, null],
    ['projects', 'financialStatus', 'Open', 'Closing', {}, null],
    ['projects', 'financialStatus', 'Closing', 'Closed', {}, 'closeProjects'],
    ['projects', 'financialStatus', 'Closing', 'Open', {}, null],
    ['commitments', 'status', 'Draft', 'Open', {}, null],
    ['commitmentChanges', 'status', 'Pending', 'Approved', {}, 'approveChangeOrders'],
    ['commitmentChanges', 'status', 'Pending', 'Rejected', {}, 'approveChangeOrders'],
    ['commitmentChanges', 'status', 'Approved', 'Pending', {}, null],
    ['periods', 'status', 'Soft close', 'Closed', {}, null],
    ['explanations', 'status', 'Open', 'Explained', {}, 'closeMonths'],
    ['explanations', 'status', 'Explained', 'Open', {}, 'closeMonths'],
    ['explanations', 'status', 'Other', 'Open', {}, null],
  ])('%s %s from %s to %s (%j): %s', (...given) => {
    const [table, column, from, to, more, duty] = given;
    expect(dutyFor([table, column, from, to, more])).toBe(duty);
  });

  test.each<[...State, typed: Duty | null, broughtIn: Duty | null]>([
    ['changes', 'status', null, 'Draft', board, null, null],
    ['changes', 'status', null, 'Pending', board, null, null],
    ['changes', 'status', null, 'Approved', board, 'administer', 'recordBoardActs'],
    ['changes', 'status', null, 'Approved', staff, 'administer', 'approveStaffChanges'],
    ['changes', 'status', null, 'Rejected', staff, 'approveStaffChanges', 'approveStaffChanges'],
    ['projects', 'status', null, 'Proposed', {}, null, null],
    ['projects', 'status', null, 'Approved', {}, 'administer', 'recordBoardActs'],
    ['projects', 'status', null, 'Cancelled', {}, 'administer', 'recordBoardActs'],
    ['projects', 'financialStatus', null, 'Open', {}, null, null],
    ['projects', 'financialStatus', null, 'Closing', {}, null, null],
    ['projects', 'financialStatus', null, 'Closed', {}, 'administer', 'closeProjects'],
    ['commitments', 'status', null, 'Open', {}, null, null],
    ['commitmentChanges', 'status', null, 'Pending', {}, null, null],
    ['commitmentChanges', 'status', null, 'Approved', {}, 'administer', 'approveChangeOrders'],
    ['commitmentChanges', 'status', null, 'Rejected', {}, null, null],
    ['periods', 'status', null, 'Open', {}, null, null],
    ['periods', 'status', null, 'Soft close', {}, null, null],
    ['periods', 'status', null, 'Closed', {}, 'administer', null],
    ['explanations', 'status', null, 'Explained', {}, 'closeMonths', 'closeMonths'],
  ])('[V24] %s %s: entered (%s) as %s (%j) by typing takes %s, brought in %s', (...given) => {
    const [table, column, from, to, more, typed, broughtIn] = given;
    const state: State = [table, column, from, to, more];
    expect([dutyFor(state), dutyFor(state, true)]).toEqual([typed, broughtIn]);
  });
});

/** What is still needed for a step, by somebody on November 23, 2026 in Los Angeles. */
function missing(
  table: TableName,
  column: string,
  [from, to]: readonly [string, string],
  cells: Cells,
  plan: PlanTables = {},
): string | null {
  const before = { ...cells, [column]: from };
  const near = around(before, plan, plan, { author: personOf('admin') });
  return brokenTransition(lifecycleOf(table, column), { ...cells, [column]: to }, near);
}

describe('[LCK11] a commitment', () => {
  const step = (from: string, to: string, statusDate: string | null) =>
    missing('commitments', 'status', [from, to], { number: 'PO-1', statusDate });

  test('is closed or cancelled from today on at the latest, so that no money is free before', () => {
    for (const to of ['Closed', 'Cancelled']) {
      expect(step('Open', to, '2026-11-23')).toBeNull();
      expect(step('Open', to, '2026-01-31')).toBeNull();
      expect(step('Open', to, null)).toBeNull();
      expect(step('Open', to, '2026-11-24')).toBe(
        `Status of PO-1 cannot become ${to} yet: it needs a Status Date no later than today.`,
      );
    }
  });

  test('that is a draft is cancelled without a day, for it has never counted', () => {
    expect(step('Draft', 'Cancelled', null)).toBeNull();
    expect(step('Draft', 'Cancelled', '2026-11-01')).toContain('an empty Status Date');
  });
});

describe('[LCK9] a budget change', () => {
  const reason = (text: string | null) =>
    missing('changes', 'status', ['Draft', 'Pending'], { number: 'BC-1', type: 'Transfer', reason: text });

  test('is submitted with a reason of 20 characters, blanks around it not counted', () => {
    expect(reason('x'.repeat(20))).toBeNull();
    const words = 'Status of BC-1 cannot become Pending yet: it needs a reason of at least 20 characters.';
    for (const text of ['x'.repeat(19), `${'x'.repeat(19)}      `, null]) expect(reason(text)).toBe(words);
  });

  test('goes to the oversight committee only when it is for the Board', () => {
    const sent = (type: string) =>
      missing('changes', 'status', ['Pending', 'BOC Recommended'], { number: 'BC-1', type });
    expect(sent('Board Amendment')).toBeNull();
    expect(sent('Transfer')).toBe(
      'Status of BC-1 cannot become BOC Recommended yet: it needs the type Board Amendment.',
    );
  });
});
