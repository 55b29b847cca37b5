import type { Duty } from '../access/duties.ts';
import type { Cell, Cells } from '../tables/cell.ts';
import { changes } from '../tables/changes.ts';
import { commitments } from '../tables/commitments.ts';
import { periods } from '../tables/periods.ts';
import { projects } from '../tables/projects.ts';
import { keyText } from '../tables/table.ts';
import {
  agreesWithLedger,
  everyMilestoneDone,
  isLastClosed,
  nothingEncumbered,
  nothingToCome,
  reasonInNote,
} from './close-needs.ts';
import type { Lifecycle, Need } from './lifecycle.ts';

function isFilled(cell: Cell | undefined): boolean {
  return (cell ?? null) !== null;
}

function filled(column: string, words: string): Need {
  return { words, holds: (cells) => isFilled(cells[column]) };
}

const SHORTEST_REASON = 20;

const reason: Need = {
  words: `a reason of at least ${SHORTEST_REASON} characters`,
  holds: ({ reason: why }) => typeof why === 'string' && why.trim().length >= SHORTEST_REASON,
};

const isBoardAmendment: Need = {
  words: 'the type Board Amendment',
  holds: ({ type }) => type === 'Board Amendment',
};

const approvedByChange: Need = {
  words: 'an Approval Amendment that has been approved',
  holds: ({ approvalChange }, { asItWas: { related } }) =>
    isFilled(approvalChange) && related('changes', keyText([approvalChange ?? null]))?.['status'] === 'Approved',
};

/** What only the board decides is recorded by who records its acts; the rest is decided by who approves staff changes. */
function dutyForChange(state: string, { type }: Cells): Duty | null {
  if (state === 'BOC Recommended') return 'recordBoardActs';
  if (state !== 'Approved' && state !== 'Rejected') return null;
  return type === 'Board Amendment' ? 'recordBoardActs' : 'approveStaffChanges';
}

/**
 * [V24] Whoever enters a change as approved has asked for it and decided on it at once. Of the board's acts that is a record;
 * of all others only an administrator may do it, who brings in what an office has decided elsewhere.
 */
function dutyToEnterChange(state: string, cells: Cells, isBroughtIn: boolean): Duty | null {
  const isOwnDecision = state === 'Approved' && cells['type'] !== 'Board Amendment' && !isBroughtIn;
  return isOwnDecision ? 'administer' : dutyForChange(state, cells);
}

/**
 * [LCK2, LCK9–LCK12] The states of what the office decides on, and the ways between them. Only a change of state is
 * judged: a plan that comes in whole may hold rows in any state, and what an older program holds stays as it is.
 */
export const lifecycles: readonly Lifecycle[] = [
  {
    id: 'LCK9',
    table: changes,
    column: 'status',
    name: 'number',
    transitions: [
      { from: ['Draft'], to: 'Pending', needs: [reason] },
      { from: ['Pending'], to: 'Draft', by: 'requester' },
      { from: ['Pending'], to: 'BOC Recommended', needs: [isBoardAmendment] },
      {
        from: ['Pending', 'BOC Recommended'],
        to: 'Approved',
        needs: [filled('effectiveDate', 'an Effective Date')],
        by: 'another',
      },
      { from: ['Pending', 'BOC Recommended'], to: 'Rejected', by: 'another' },
      { from: ['Draft', 'Pending'], to: 'Withdrawn', by: 'requester' },
    ],
    dutyFor: dutyForChange,
    entry: dutyToEnterChange,
    instead: 'Enter a new change instead.',
  },
  {
    id: 'LCK2',
    table: projects,
    column: 'status',
    name: 'number',
    transitions: [
      {
        from: ['Proposed'],
        to: 'Approved',
        needs: [approvedByChange, filled('approvalDate', 'an Approval Date')],
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
    dutyFor: (state) => (state === 'Approved' ? 'recordBoardActs' : null),
    entry: (state) => (state === 'Proposed' ? null : 'recordBoardActs'),
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
      { from: ['Closing'], to: 'Closed', needs: [nothingEncumbered, nothingToCome, everyMilestoneDone] },
    ],
    instead: 'What is still to be paid belongs to another project.',
  },
  {
    id: 'LCK11',
    table: commitments,
    column: 'status',
    name: 'number',
    transitions: [
      { from: ['Draft'], to: 'Open' },
      { from: ['Draft', 'Open'], to: 'Cancelled' },
      { from: ['Open'], to: 'Closed' },
    ],
    instead: 'Enter it anew under another number.',
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
        needs: [filled('controlTotal', 'an ERP Control Total'), agreesWithLedger],
      },
      { from: ['Closed'], to: 'Soft close', needs: [isLastClosed, reasonInNote] },
      { from: ['Closed'], to: 'Open', needs: [isLastClosed, reasonInNote] },
    ],
    // A month that comes in closed has been held against no ledger.
    entry: (state, _cells, isBroughtIn) => (state === 'Closed' && !isBroughtIn ? 'administer' : null),
    instead: 'What comes late belongs to the next open month.',
  },
];
