import { changes } from '../../tables/changes.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { commitmentChanges } from '../../tables/commitment-changes.ts';
import { commitments } from '../../tables/commitments.ts';
import { explanations } from '../../tables/explanations.ts';
import { periods } from '../../tables/periods.ts';
import { projects } from '../../tables/projects.ts';
import { keyText } from '../../tables/table.ts';
import type { Condition, Holder } from '../lifecycles/lifecycle.ts';

/** The text of a cell; null when it holds none. */
function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

const sinceApproval: readonly Cell[] = projects.columns.status.values.filter((status) => status !== 'Proposed');

function approvalOf(project: Cells): Holder | null {
  const { status } = project;
  if (status === 'Proposed') return null;
  const on = textOf(project['approvalDate']);
  const isCancelled = status === 'Cancelled' && on === null;
  const [act, values] = isCancelled ? ['cancelled', [status]] : ['approved', sinceApproval];
  return { table: projects, cells: project, column: 'status', values, act, by: null, on };
}

/** A project that has been approved, whatever has become of it since, or was cancelled before. */
export const approvedItself: Condition = (project) => approvalOf(project);

/** A project whose money has been closed. */
export const financiallyClosedItself: Condition = (project) =>
  project['financialStatus'] === 'Closed'
    ? {
        table: projects,
        cells: project,
        column: 'financialStatus',
        values: ['Closed'],
        act: 'closed',
        by: null,
        on: textOf(project['financiallyClosedOn']),
      }
    : null;

/** A row that names a project which has been approved. */
export const ofApprovedProject: Condition = ({ project: number }, { asItWas: { related } }) => {
  const project = related('projects', keyText([number ?? null]));
  return project === undefined ? null : approvalOf(project);
};

const finalStatuses: readonly Cell[] = ['Approved', 'Rejected', 'Withdrawn'];
const waitingStatuses: readonly Cell[] = ['Pending', 'BOC Recommended'];

/**
 * A budget change that was approved, rejected or withdrawn. The board's day is that of an approval alone: a change may
 * wait for a meeting that is still to come, and be withdrawn before it.
 */
export const decidedItself: Condition = (change) => {
  const { status = null } = change;
  if (!finalStatuses.includes(status)) return null;
  const [by, on] = status === 'Approved' ? [textOf(change['approvedBy']), textOf(change['boardDate'])] : [null, null];
  return {
    table: changes,
    cells: change,
    column: 'status',
    values: [status],
    act: String(status).toLowerCase(),
    by,
    on,
  };
};

/** A budget change that waits for a decision. */
export const waitingItself: Condition = (change) => {
  if (!waitingStatuses.includes(change['status'] ?? null)) return null;
  const on = textOf(change['submittedOn']);
  return { table: changes, cells: change, column: 'status', values: waitingStatuses, act: 'submitted', by: null, on };
};

/** A line of a budget change that waits or has been decided. */
export const ofHeldChange: Condition = ({ change: number }, surroundings) => {
  const change = surroundings.asItWas.related('changes', keyText([number ?? null]));
  return change === undefined ? null : (waitingItself(change, surroundings) ?? decidedItself(change, surroundings));
};

/** A budget line that a change names, while the change is so. */
function namedByChange(isSo: (change: Cells) => boolean, held: Condition): Condition {
  return ({ id = null }, surroundings) => {
    const { naming, related } = surroundings.asItWas;
    for (const { change = null } of naming('changeLines', ['budgetLine'], [id])) {
      const named = related('changes', keyText([change]));
      if (named !== undefined && isSo(named)) return held(named, surroundings);
    }
    return null;
  };
}

/** A budget line whose money an approved change has moved. */
export const fundedByChange = namedByChange(({ status }) => status === 'Approved', decidedItself);

/** A budget line whose money a change is to move that waits for a decision. */
export const wantedByChange = namedByChange(({ status }) => waitingStatuses.includes(status ?? null), waitingItself);

const awardedStatuses: readonly Cell[] = ['Open', 'Closed'];

/** A contract or purchase order that has been awarded. */
export const awardedItself: Condition = (commitment) =>
  awardedStatuses.includes(commitment['status'] ?? null)
    ? {
        table: commitments,
        cells: commitment,
        column: 'status',
        values: awardedStatuses,
        act: 'awarded',
        by: null,
        on: textOf(commitment['awardDate']),
      }
    : null;

/** A commitment that was cancelled. */
export const cancelledItself: Condition = (commitment) =>
  commitment['status'] === 'Cancelled'
    ? {
        table: commitments,
        cells: commitment,
        column: 'status',
        values: ['Cancelled'],
        act: 'cancelled',
        by: null,
        on: textOf(commitment['statusDate']),
      }
    : null;

/** A change order that has been approved or rejected. */
export const decidedOrderItself: Condition = (order) => {
  const { status } = order;
  if (status !== 'Approved' && status !== 'Rejected') return null;
  const act = status.toLowerCase();
  return { table: commitmentChanges, cells: order, column: 'status', values: [status], act, by: null, on: null };
};

function closeOf(period: Cells | undefined): Holder | null {
  if (period?.['status'] !== 'Closed') return null;
  const [by, on] = [textOf(period['closedBy']), textOf(period['closedOn'])];
  return { table: periods, cells: period, column: 'status', values: ['Closed'], act: 'closed', by, on };
}

/** A month that has been closed. */
export const closedItself: Condition = (period) => closeOf(period);

/** A row of a month that has been closed. */
export const ofClosedMonth: Condition = ({ period = null }, { asItWas: { related } }) =>
  period === null ? null : closeOf(related('periods', keyText([period])));

/** A row of a month in soft close: what comes in is still being put right. */
export const ofSoftClosedMonth: Condition = ({ period = null }, { asItWas: { related } }) => {
  const month = period === null ? undefined : related('periods', keyText([period]));
  if (month?.['status'] !== 'Soft close') return null;
  return {
    table: periods,
    cells: month,
    column: 'status',
    values: ['Soft close'],
    act: 'set to soft close',
    by: null,
    on: null,
  };
};

/** A finding that finance lets stand. */
export const explainedItself: Condition = (row) =>
  row['status'] === 'Explained'
    ? {
        table: explanations,
        cells: row,
        column: 'status',
        values: ['Explained'],
        act: 'explained',
        by: textOf(row['explainedBy']),
        on: textOf(row['explainedOn']),
      }
    : null;
