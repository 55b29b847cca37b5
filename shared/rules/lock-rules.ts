import { budgetLines } from '../tables/budget-lines.ts';
import type { Cell, Cells } from '../tables/cell.ts';
import { changeLines } from '../tables/change-lines.ts';
import { changes } from '../tables/changes.ts';
import { commitmentChanges } from '../tables/commitment-changes.ts';
import { commitments } from '../tables/commitments.ts';
import { projects } from '../tables/projects.ts';
import { editableColumns, keyText, type Table } from '../tables/table.ts';
import type { RowRule, RuleSurroundings } from './row-rule.ts';

/** What is fixed from some act on, for every role. Why it is fixed and what to do instead is one sentence. */
interface Lock {
  readonly id: string;
  readonly table: Table;
  /** The columns that may not change any more. */
  readonly columns: readonly string[];
  /** Why the row as it is may not change in these columns; null: it may. */
  readonly held: (before: Cells, surroundings: RuleSurroundings) => string | null;
  /** Why the row may not come to be as it becomes; null: it may. */
  readonly closed?: (after: Cells, surroundings: RuleSurroundings) => string | null;
  /** Why the row may not go; default: as `held`. */
  readonly kept?: (before: Cells, surroundings: RuleSurroundings) => string | null;
}

/** [LCK1–LCK7] A lock as a rule: it looks at the plan as it is, so that nobody opens it in the same sync. */
function lock({ id, table, columns, held, closed, kept = held }: Lock): RowRule {
  return {
    id,
    table: table.name,
    columns,
    severity: 'error',
    check: (after, surroundings) => {
      const { before } = surroundings;
      const isMoved = columns.some((column) => (before?.[column] ?? null) !== (after[column] ?? null));
      if (!isMoved) return null;
      const reason = before === null ? null : held(before, surroundings);
      return reason ?? closed?.(after, surroundings) ?? null;
    },
    checkRemoval: kept,
  };
}

type Related = RuleSurroundings['related'];

function text(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

/** " on 2025-11-18" where the day is known. */
function on(date: Cell | undefined): string {
  return typeof date === 'string' ? ` on ${date}` : '';
}

function hasAmount({ original }: Cells): boolean {
  return (original ?? 0) !== 0;
}

/** The project of this number once it has been approved. */
function approvedProject(number: Cell | undefined, related: Related): Cells | null {
  const project = related('projects', keyText([number ?? null]));
  return project === undefined || project['status'] === 'Proposed' ? null : project;
}

function heldLine({ id, project: number }: Cells, { related }: RuleSurroundings): string | null {
  const project = approvedProject(number, related);
  if (project === null) return null;
  return `${text(id)} is part of ${text(number)}, which was approved${on(project['approvalDate'])}. Move its money by a budget change.`;
}

const lineOfApprovedProject = lock({
  id: 'LCK1',
  table: budgetLines,
  columns: ['project', 'source', 'fiscalYear', 'category', 'location', 'system'],
  held: heldLine,
  closed: (after, { related }) => {
    const project = hasAmount(after) ? approvedProject(after['project'], related) : null;
    if (project === null) return null;
    return `${text(project['number'])} was approved${on(project['approvalDate'])}. Add the line with an original amount of 0.00, then fund it by a budget change.`;
  },
  // A line without an approved amount takes nothing from the plan.
  kept: (before, surroundings) => (hasAmount(before) ? heldLine(before, surroundings) : null),
});

const projectStaysApproved = lock({
  id: 'LCK2',
  table: projects,
  columns: ['status'],
  // From one state to another it may go; only the way back is closed.
  held: () => null,
  kept: ({ status }) => (status === 'Proposed' ? null : APPROVED_PROJECT),
  closed: ({ status }, { before }) =>
    status === 'Proposed' && before !== null && before['status'] !== 'Proposed' ? APPROVED_PROJECT : null,
});

const APPROVED_PROJECT = 'An approved project cannot be proposed again or removed. Set it to Cancelled instead.';

const finalStatuses: readonly Cell[] = ['Approved', 'Rejected', 'Withdrawn'];
const pendingStatuses: readonly Cell[] = ['Pending', 'BOC Recommended'];

/** Why a change that has been decided stays as it is; null: it has not been. */
function decided({ number, status, approvedBy, boardDate, reportNumber }: Cells): string | null {
  if (!finalStatuses.includes(status ?? null)) return null;
  const by = status === 'Approved' && typeof approvedBy === 'string' ? ` by ${approvedBy}` : '';
  const report = typeof reportNumber === 'string' ? ` (${reportNumber})` : '';
  const was = `${text(number)} was ${text(status).toLowerCase()}${by}${on(boardDate)}${report}`;
  return status === 'Approved'
    ? `${was}. Undo it by a change that moves the money back.`
    : `${was}. Enter a new change instead.`;
}

const decidedChange = lock({
  id: 'LCK3',
  table: changes,
  columns: editableColumns(changes),
  held: decided,
});

const typeOfPendingChange = lock({
  id: 'LCK4',
  table: changes,
  columns: ['type'],
  held: ({ number, status }) =>
    pendingStatuses.includes(status ?? null)
      ? `${text(number)} waits for approval. Set it back to Draft to change its type, or withdraw it.`
      : null,
});

/** Why the lines of a change stay as they are. */
function heldChange(number: Cell | undefined, related: Related): string | null {
  const change = related('changes', keyText([number ?? null]));
  if (change === undefined) return null;
  if (pendingStatuses.includes(change['status'] ?? null))
    return `${text(number)} waits for approval, so its lines stay as they are. Set it back to Draft to change them.`;
  return decided(change);
}

const lineOfHeldChange = lock({
  id: 'LCK5',
  table: changeLines,
  columns: ['change', 'line', 'budgetLine', 'amount', 'counterpart', 'rebaseline'],
  held: ({ change }, { related }) => heldChange(change, related),
  closed: ({ change }, { related }) => heldChange(change, related),
});

const openCommitment = lock({
  id: 'LCK6',
  table: commitments,
  columns: ['budgetLine', 'original'],
  held: ({ number, status }) =>
    status === 'Open' || status === 'Closed'
      ? `${text(number)} has been awarded. Enter a change order, or cancel it and enter it anew.`
      : null,
});

const approvedChangeOrder = lock({
  id: 'LCK7',
  table: commitmentChanges,
  columns: ['commitment', 'commitmentLine', 'date', 'amount', 'reason', 'status'],
  held: ({ number, status }) =>
    status === 'Approved' ? `${text(number)} was approved. Enter another change order that corrects it.` : null,
});

/** What is fixed from an act on: approval, decision, award, closing of a month. */
export const lockRules: readonly RowRule[] = [
  lineOfApprovedProject,
  projectStaysApproved,
  decidedChange,
  typeOfPendingChange,
  lineOfHeldChange,
  openCommitment,
  approvedChangeOrder,
];
