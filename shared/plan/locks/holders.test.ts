import { describe, expect, test } from 'vitest';
import { projects } from '../../tables/projects.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import type { Condition } from '../lifecycles/lifecycle.ts';
import { around, type PlanTables } from '../rules/testing/plan-of.ts';
import {
  approvedItself,
  awardedItself,
  cancelledItself,
  closedItself,
  decidedItself,
  decidedOrderItself,
  explainedItself,
  financiallyClosedItself,
  fundedByChange,
  ofApprovedProject,
  ofClosedMonth,
  ofHeldChange,
  ofSoftClosedMonth,
  waitingItself,
  wantedByChange,
} from './holders.ts';

/** The act that holds a row: whose, in which column, since which values, who and when. */
interface Held {
  readonly table: string;
  readonly row: Cells;
  readonly column: string;
  readonly values: readonly Cell[];
  readonly act: string;
  readonly by: string | null;
  readonly on: string | null;
}

function heldBy(condition: Condition, cells: Cells, plan: PlanTables = {}): Held | null {
  const holder = condition(cells, around(cells, plan));
  if (holder === null) return null;
  const { table, cells: row, column, values, act, by, on } = holder;
  return { table: table.name, row, column, values, act, by, on };
}

const day = '2026-03-02';
const who = 'Ada';

describe('a refusal says by which act a row is held, who did it and when', () => {
  const statuses = projects.columns.status.values;
  const sinceApproval = statuses.filter((status) => status !== 'Proposed');

  test.each<[string, Condition, Cells, Omit<Held, 'row'>]>([
    ...sinceApproval.map((status): [string, Condition, Cells, Omit<Held, 'row'>] => [
      `a project that is ${status}`,
      approvedItself,
      { status, approvalDate: day },
      { table: 'projects', column: 'status', values: sinceApproval, act: 'approved', by: null, on: day },
    ]),
    [
      'a project that was cancelled before its approval',
      approvedItself,
      { status: 'Cancelled' },
      { table: 'projects', column: 'status', values: ['Cancelled'], act: 'cancelled', by: null, on: null },
    ],
    [
      'a project of unknown approval',
      approvedItself,
      { status: 'Active' },
      { table: 'projects', column: 'status', values: sinceApproval, act: 'approved', by: null, on: null },
    ],
    [
      'a project whose money is closed',
      financiallyClosedItself,
      { financialStatus: 'Closed', financiallyClosedOn: day },
      { table: 'projects', column: 'financialStatus', values: ['Closed'], act: 'closed', by: null, on: day },
    ],
    [
      'an approved change',
      decidedItself,
      { status: 'Approved', approvedBy: who, boardDate: day },
      { table: 'changes', column: 'status', values: ['Approved'], act: 'approved', by: who, on: day },
    ],
    ...['Rejected', 'Withdrawn'].map((status): [string, Condition, Cells, Omit<Held, 'row'>] => [
      `a change that was ${status}, whatever meeting it waited for`,
      decidedItself,
      { status, approvedBy: who, boardDate: day },
      { table: 'changes', column: 'status', values: [status], act: status.toLowerCase(), by: null, on: null },
    ]),
    ...['Pending', 'BOC Recommended'].map((status): [string, Condition, Cells, Omit<Held, 'row'>] => [
      `a change that is ${status}`,
      waitingItself,
      { status, submittedOn: day },
      {
        table: 'changes',
        column: 'status',
        values: ['Pending', 'BOC Recommended'],
        act: 'submitted',
        by: null,
        on: day,
      },
    ]),
    ...['Open', 'Closed'].map((status): [string, Condition, Cells, Omit<Held, 'row'>] => [
      `a commitment that is ${status}`,
      awardedItself,
      { status, awardDate: day },
      { table: 'commitments', column: 'status', values: ['Open', 'Closed'], act: 'awarded', by: null, on: day },
    ]),
    [
      'a cancelled commitment',
      cancelledItself,
      { status: 'Cancelled', statusDate: day },
      { table: 'commitments', column: 'status', values: ['Cancelled'], act: 'cancelled', by: null, on: day },
    ],
    ...['Approved', 'Rejected'].map((status): [string, Condition, Cells, Omit<Held, 'row'>] => [
      `a change order that is ${status}`,
      decidedOrderItself,
      { status },
      {
        table: 'commitmentChanges',
        column: 'status',
        values: [status],
        act: status.toLowerCase(),
        by: null,
        on: null,
      },
    ]),
    [
      'a closed month',
      closedItself,
      { status: 'Closed', closedBy: who, closedOn: day },
      { table: 'periods', column: 'status', values: ['Closed'], act: 'closed', by: who, on: day },
    ],
    [
      'an explanation',
      explainedItself,
      { status: 'Explained', explainedBy: who, explainedOn: day },
      { table: 'explanations', column: 'status', values: ['Explained'], act: 'explained', by: who, on: day },
    ],
  ])('%s', (_what, condition, cells, held) => {
    expect(heldBy(condition, cells)).toEqual({ ...held, row: cells });
  });

  test.each<[string, Condition, Cells]>([
    ['a proposed project', approvedItself, { status: 'Proposed', approvalDate: day }],
    ['a project that closes', financiallyClosedItself, { financialStatus: 'Closing', financiallyClosedOn: day }],
    ['a draft', decidedItself, { status: 'Draft' }],
    ['a change that waits', decidedItself, { status: 'Pending' }],
    ['a change without a state', decidedItself, {}],
    ['a draft that was submitted once', waitingItself, { status: 'Draft', submittedOn: day }],
    ['a decided change', waitingItself, { status: 'Approved' }],
    ['a change without a state', waitingItself, {}],
    ['a draft of a commitment', awardedItself, { status: 'Draft' }],
    ['a cancelled commitment', awardedItself, { status: 'Cancelled' }],
    ['a commitment without a state', awardedItself, {}],
    ['an open commitment', cancelledItself, { status: 'Open' }],
    ['a change order that waits', decidedOrderItself, { status: 'Pending' }],
    ['a month in soft close', closedItself, { status: 'Soft close', closedOn: day }],
    ['an open explanation', explainedItself, { status: 'Open', explainedBy: who }],
  ])('and %s is free', (_what, condition, cells) => {
    expect(heldBy(condition, cells)).toBeNull();
  });
});

describe('a row is held by the act on the row that it names', () => {
  const project = { number: 'P', status: 'Active', approvalDate: day };
  const approved = { number: 'BC-1', status: 'Approved', approvedBy: who, boardDate: day };
  const pending = { number: 'BC-1', status: 'Pending', submittedOn: day };
  const closed = { period: '2026-03', status: 'Closed', closedBy: who, closedOn: day };
  const soft = { period: '2026-03', status: 'Soft close' };
  const line = { change: 'BC-1', line: 1, budgetLine: 'BL-1' };

  test.each<[string, Condition, Cells, PlanTables, Partial<Held>]>([
    [
      'of a project',
      ofApprovedProject,
      { project: 'P' },
      { projects: [project] },
      { row: project, act: 'approved', by: null, on: day },
    ],
    [
      'of a change that was decided',
      ofHeldChange,
      line,
      { changes: [approved] },
      { row: approved, act: 'approved', by: who, on: day },
    ],
    [
      'of a change that waits',
      ofHeldChange,
      line,
      { changes: [pending] },
      { row: pending, act: 'submitted', by: null, on: day },
    ],
    [
      'a budget line that an approved change has moved',
      fundedByChange,
      { id: 'BL-1' },
      { changes: [approved], changeLines: [{ ...line, change: 'BC-9' }, line] },
      { row: approved, act: 'approved', by: who, on: day },
    ],
    [
      'a budget line that a waiting change is to move',
      wantedByChange,
      { id: 'BL-1' },
      { changes: [pending], changeLines: [line] },
      { row: pending, act: 'submitted', by: null, on: day },
    ],
    [
      'of a closed month',
      ofClosedMonth,
      { period: '2026-03' },
      { periods: [closed] },
      { row: closed, act: 'closed', by: who, on: day },
    ],
    [
      'of a month in soft close',
      ofSoftClosedMonth,
      { period: '2026-03' },
      { periods: [soft] },
      {
        table: 'periods',
        row: soft,
        column: 'status',
        values: ['Soft close'],
        act: 'set to soft close',
        by: null,
        on: null,
      },
    ],
  ])('%s', (_what, condition, cells, plan, held) => {
    expect(heldBy(condition, cells, plan)).toMatchObject(held);
  });

  test.each<[string, Condition, Cells, PlanTables]>([
    ['a project that is not there', ofApprovedProject, { project: 'P' }, {}],
    ['no project', ofApprovedProject, {}, { projects: [project] }],
    ['a draft', ofHeldChange, line, { changes: [{ ...pending, status: 'Draft' }] }],
    ['a change that is not there', ofHeldChange, line, {}],
    ['no change', ofHeldChange, {}, { changes: [approved] }],
    [
      'changes that were rejected',
      fundedByChange,
      { id: 'BL-1' },
      { changes: [{ ...approved, status: 'Rejected' }], changeLines: [line] },
    ],
    ['changes that wait', fundedByChange, { id: 'BL-1' }, { changes: [pending], changeLines: [line] }],
    ['changes that were approved', wantedByChange, { id: 'BL-1' }, { changes: [approved], changeLines: [line] }],
    ['another line', fundedByChange, { id: 'BL-2' }, { changes: [approved], changeLines: [line] }],
    ['a closed month', ofSoftClosedMonth, { period: '2026-03' }, { periods: [closed] }],
    ['a month in soft close', ofClosedMonth, { period: '2026-03' }, { periods: [soft] }],
    ['a month that is not there', ofClosedMonth, { period: '2026-04' }, { periods: [closed] }],
    ['a month that is not there, softly', ofSoftClosedMonth, { period: '2026-04' }, { periods: [soft] }],
    ['no month', ofClosedMonth, {}, { periods: [closed] }],
    ['no month, softly', ofSoftClosedMonth, {}, { periods: [soft] }],
  ])('and is free of %s', (_what, condition, cells, plan) => {
    expect(heldBy(condition, cells, plan)).toBeNull();
  });
});
