import { changes } from '../tables/changes.ts';
import type { Cell, Cells } from '../tables/cell.ts';
import { commitmentChanges } from '../tables/commitment-changes.ts';
import { commitments } from '../tables/commitments.ts';
import { periods } from '../tables/periods.ts';
import { projects } from '../tables/projects.ts';
import { keyText } from '../tables/table.ts';
import type { Condition, Holder } from './lifecycle.ts';

/** The text of a cell; null when it holds none. */
function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

function approvalOf(project: Cells): Holder | null {
  const { status } = project;
  if (status === 'Proposed') return null;
  const on = textOf(project['approvalDate']);
  const act = status === 'Cancelled' && on === null ? 'cancelled' : 'approved';
  return { table: projects, cells: project, column: 'status', act, by: null, on };
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

function heldAs(change: Cells, act: string): Holder {
  const isApproved = change['status'] === 'Approved';
  const by = isApproved ? textOf(change['approvedBy']) : null;
  return { table: changes, cells: change, column: 'status', act, by, on: textOf(change['boardDate']) };
}

/** A budget change that was approved, rejected or withdrawn. */
export const decidedItself: Condition = (change) =>
  finalStatuses.includes(change['status'] ?? null) ? heldAs(change, String(change['status']).toLowerCase()) : null;

/** A budget change that waits for a decision. */
export const waitingItself: Condition = (change) =>
  waitingStatuses.includes(change['status'] ?? null) ? heldAs(change, 'submitted') : null;

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

/** A contract or purchase order that has been awarded. */
export const awardedItself: Condition = (commitment) =>
  commitment['status'] === 'Open' || commitment['status'] === 'Closed'
    ? {
        table: commitments,
        cells: commitment,
        column: 'status',
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
        act: 'cancelled',
        by: null,
        on: textOf(commitment['statusDate']),
      }
    : null;

/** A change order that has been approved or rejected. */
export const decidedOrderItself: Condition = (order) => {
  const { status } = order;
  if (status !== 'Approved' && status !== 'Rejected') return null;
  return { table: commitmentChanges, cells: order, column: 'status', act: status.toLowerCase(), by: null, on: null };
};

function closeOf(period: Cells | undefined): Holder | null {
  if (period?.['status'] !== 'Closed') return null;
  const [by, on] = [textOf(period['closedBy']), textOf(period['closedOn'])];
  return { table: periods, cells: period, column: 'status', act: 'closed', by, on };
}

/** A month that has been closed. */
export const closedItself: Condition = (period) => closeOf(period);

/** A row of a month that has been closed. */
export const ofClosedMonth: Condition = ({ period = null }, { asItWas: { related } }) =>
  period === null ? null : closeOf(related('periods', keyText([period])));
