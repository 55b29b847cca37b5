import type { Duty } from '../../access/duty.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { changes } from '../../tables/changes.ts';
import { changeLines } from '../../tables/change-lines.ts';
import { commitmentChanges } from '../../tables/commitment-changes.ts';
import { commitments } from '../../tables/commitments.ts';
import { explanations, isLongEnough, SHORTEST_EXPLANATION } from '../../tables/explanations.ts';
import { periods } from '../../tables/periods.ts';
import { projects } from '../../tables/projects.ts';
import type { Table } from '../../tables/table.ts';
import {
  agreesWithLedger,
  dayInMonth,
  everyFlagSettled,
  isLastClosed,
  nothingToCome,
  reasonInNote,
} from '../close/close-needs.ts';
import { boardDateOfAmendment, isApprovedByAmendment } from './approval.ts';
import { programDayAt } from '../time/program-day-at.ts';
import { whatAChangeMoves } from '../changes/what-is-moved.ts';
import type { Lifecycle, Need, Stamp } from './lifecycle.ts';

function isFilled(cell: Cell | undefined): boolean {
  return (cell ?? null) !== null;
}

function filled(column: string, words: string): Need {
  return { words, holds: (cells) => isFilled(cells[column]) };
}

const SHORTEST_REASON = 20;

/** True of a change that says why well enough to be submitted. */
export function saysWhy({ reason: why }: Cells): boolean {
  return typeof why === 'string' && why.trim().length >= SHORTEST_REASON;
}

const reason: Need = { words: `a reason of at least ${SHORTEST_REASON} characters`, holds: saysWhy };

const isBoardAmendment: Need = {
  words: 'the type Board Amendment',
  holds: ({ type }) => type === 'Board Amendment',
};

const approvedByAmendment: Need = {
  words: 'as Approval Amendment an approved Board Amendment that has a line on the project',
  holds: isApprovedByAmendment,
};

/** What was recorded of the close is in the history of the month. */
const reopened: readonly Stamp[] = [
  { column: 'closedBy', writes: 'nothing', isServersOwn: true },
  { column: 'closedOn', writes: 'nothing', isServersOwn: true },
  { column: 'snapshot', writes: 'nothing', isServersOwn: true },
];

const explained: Need = {
  words: `an explanation of at least ${SHORTEST_EXPLANATION} characters`,
  holds: ({ explanation }) => isLongEnough(explanation),
};

/** What never counted has no day on which it ceased to: with one it would count until then. */
const neverCounted: Need = {
  words: 'an empty Status Date, for a draft has never counted',
  holds: ({ statusDate }) => !isFilled(statusDate),
};

/** What is over from a day to come counts until then, while its money would be free already. */
const notToCome: Need = {
  words: 'a Status Date no later than today',
  holds: ({ statusDate }, { author, asItWas }) =>
    author === null || typeof statusDate !== 'string' || statusDate <= programDayAt(author.at, asItWas.related),
};

/** Whatever day its last status held from. */
const sinceToday: Stamp = { column: 'statusDate', writes: 'day', isOfStep: true };

/** What only the board decides is recorded by who records its acts; the rest is decided by who approves staff changes. */
function dutyForChange(state: string, change: Cells): Duty | null {
  if (state === 'BOC Recommended') return 'recordBoardActs';
  return state === 'Approved' || state === 'Rejected' ? dutyToApprove(change) : null;
}

/** The duty of who records the decision on a change. */
export function dutyToApprove({ type }: Cells): Duty {
  return type === 'Board Amendment' ? 'recordBoardActs' : 'approveStaffChanges';
}

/**
 * [V24] Whoever enters something as decided has asked for it and decided on it at once. Only an administrator may do that,
 * who brings in what an office has decided elsewhere. What an import brings, or comes first into an empty plan, was decided
 * elsewhere as well; then it takes who decides on such.
 */
function toEnterDecided(isBroughtIn: boolean, duty: Duty | null): Duty | null {
  return isBroughtIn ? duty : 'administer';
}

/** Columns that say what is decided on. */
function askedIn({ decision }: Table): readonly string[] {
  return decision?.on ?? [];
}

/** [LCK9] The states of a budget change, and the ways between them. */
export const lifecycleOfChanges: Lifecycle = {
  id: 'LCK9',
  table: changes,
  column: 'status',
  name: 'number',
  transitions: [
    {
      from: ['Draft'],
      to: 'Pending',
      needs: [reason],
      stamps: [
        { column: 'requestedBy', writes: 'who' },
        { column: 'submittedOn', writes: 'day', isServersOwn: true },
      ],
    },
    {
      from: ['Pending'],
      to: 'Draft',
      by: 'requester',
      stamps: [{ column: 'submittedOn', writes: 'nothing', isServersOwn: true }],
    },
    { from: ['Pending'], to: 'BOC Recommended', needs: [isBoardAmendment] },
    {
      from: ['Pending', 'BOC Recommended'],
      to: 'Approved',
      needs: [filled('effectiveDate', 'an Effective Date')],
      by: 'another',
      stamps: [{ column: 'approvedBy', writes: 'who', isServersOwn: true }],
    },
    { from: ['Pending', 'BOC Recommended'], to: 'Rejected', by: 'another' },
    { from: ['Draft', 'Pending'], to: 'Withdrawn', by: 'requester' },
  ],
  request: {
    state: 'Pending',
    columns: askedIn(changes),
    parts: { table: changeLines, column: 'change', columns: whatAChangeMoves },
  },
  dutyFor: dutyForChange,
  entry: (state, cells, isBroughtIn) =>
    state === 'Approved' ? toEnterDecided(isBroughtIn, dutyForChange(state, cells)) : dutyForChange(state, cells),
  instead: 'Enter a new change instead.',
};

/**
 * [LCK2, LCK9–LCK12, LCK14, LCK21] The states of what the office decides on, and the ways between them. Only a change of state is
 * judged: a plan that comes in whole may hold rows in any state, and what an older program holds stays as it is.
 */
export const lifecycles: readonly Lifecycle[] = [
  lifecycleOfChanges,
  {
    id: 'LCK2',
    table: projects,
    column: 'status',
    name: 'number',
    transitions: [
      {
        from: ['Proposed'],
        to: 'Approved',
        needs: [approvedByAmendment, filled('approvalDate', 'an Approval Date')],
        stamps: [{ column: 'approvalDate', writes: boardDateOfAmendment }],
      },
      { from: ['Approved', 'On Hold', 'Substantially Complete'], to: 'Active' },
      { from: ['Active'], to: 'Approved' },
      { from: ['Approved', 'Active'], to: 'On Hold' },
      { from: ['Active', 'On Hold', 'Complete'], to: 'Substantially Complete' },
      { from: ['Substantially Complete'], to: 'Complete' },
      {
        from: ['Proposed', 'Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete'],
        to: 'Cancelled',
      },
    ],
    // What the board has approved only the board cancels; a proposal anybody takes back.
    dutyFor: (state, _cells, from) =>
      state === 'Approved' || (state === 'Cancelled' && from !== 'Proposed') ? 'recordBoardActs' : null,
    entry: (state, _cells, isBroughtIn) =>
      state === 'Proposed' ? null : toEnterDecided(isBroughtIn, 'recordBoardActs'),
    instead: 'Enter a new project instead.',
  },
  {
    id: 'LCK10',
    table: projects,
    column: 'financialStatus',
    name: 'number',
    transitions: [
      { from: ['Open'], to: 'Closing' },
      { from: ['Closing'], to: 'Open' },
      {
        from: ['Closing'],
        to: 'Closed',
        needs: [nothingToCome],
        by: 'another',
        stamps: [{ column: 'financiallyClosedOn', writes: 'day' }],
      },
    ],
    request: { state: 'Closing', columns: [] },
    dutyFor: (state) => (state === 'Closed' ? 'closeProjects' : null),
    entry: (state, _cells, isBroughtIn) => (state === 'Closed' ? toEnterDecided(isBroughtIn, 'closeProjects') : null),
    instead: 'What is still to be paid belongs to another project.',
  },
  {
    id: 'LCK11',
    table: commitments,
    column: 'status',
    name: 'number',
    transitions: [
      { from: ['Draft'], to: 'Open' },
      { from: ['Draft'], to: 'Cancelled', needs: [neverCounted] },
      { from: ['Open'], to: 'Cancelled', needs: [notToCome], stamps: [sinceToday] },
      { from: ['Open'], to: 'Closed', needs: [notToCome], stamps: [sinceToday] },
    ],
    instead: 'Enter it anew under another number.',
  },
  {
    id: 'LCK14',
    table: commitmentChanges,
    column: 'status',
    name: 'number',
    transitions: [
      { from: ['Pending'], to: 'Approved', by: 'another' },
      { from: ['Pending'], to: 'Rejected', by: 'another' },
    ],
    request: { state: 'Pending', columns: askedIn(commitmentChanges) },
    dutyFor: (state) => (state === 'Pending' ? null : 'approveChangeOrders'),
    entry: (state, _cells, isBroughtIn) =>
      state === 'Approved' ? toEnterDecided(isBroughtIn, 'approveChangeOrders') : null,
    instead: 'Enter another change order instead.',
  },
  {
    id: 'LCK12',
    table: periods,
    column: 'status',
    name: 'period',
    transitions: [
      { from: ['Open'], to: 'Soft close' },
      { from: ['Soft close'], to: 'Open' },
      {
        from: ['Soft close'],
        to: 'Closed',
        needs: [filled('controlTotal', 'an ERP Control Total'), dayInMonth, agreesWithLedger, everyFlagSettled],
        stamps: [
          { column: 'closedBy', writes: 'who', isServersOwn: true },
          { column: 'closedOn', writes: 'day', isServersOwn: true },
          { column: 'snapshot', writes: 'revision', isServersOwn: true },
        ],
      },
      { from: ['Closed'], to: 'Soft close', needs: [isLastClosed, reasonInNote], stamps: reopened },
      { from: ['Closed'], to: 'Open', needs: [isLastClosed, reasonInNote], stamps: reopened },
    ],
    // A month that comes in closed has been held against no ledger.
    entry: (state, _cells, isBroughtIn) => (state === 'Closed' ? toEnterDecided(isBroughtIn, null) : null),
    instead: 'What comes late belongs to the next open month.',
  },
  {
    id: 'LCK21',
    table: explanations,
    column: 'status',
    name: 'subject',
    transitions: [
      {
        from: ['Open'],
        to: 'Explained',
        needs: [explained],
        stamps: [
          { column: 'explainedBy', writes: 'who', isServersOwn: true },
          { column: 'explainedOn', writes: 'day', isServersOwn: true },
        ],
      },
      {
        from: ['Explained'],
        to: 'Open',
        stamps: [
          { column: 'explainedBy', writes: 'nothing', isServersOwn: true },
          { column: 'explainedOn', writes: 'nothing', isServersOwn: true },
        ],
      },
    ],
    request: { state: 'Explained', columns: [] },
    dutyFor: (state, _cells, from) => (state === 'Explained' || from === 'Explained' ? 'closeMonths' : null),
    instead: 'Set it back to Open to change it.',
  },
];
