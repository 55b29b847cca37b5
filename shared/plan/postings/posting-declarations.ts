import { declare } from './declare.ts';
import { inTurn, type Amount, type Posted, type Step } from '../time/in-turn.ts';
import type { Row } from '../../tables/all-tables.ts';

/**
 * What the rows of each table that moves money post: each of its own cells and of the row it names, and nowhere else.
 * Postings know nothing of the day that is asked about: what stops counting posts its own reversal on the day it does.
 */
export const postingDeclarations = [
  declare({
    table: 'budgetLines',
    accounts: ['requested', 'original'],
    reads: ['id', 'original'],
    names: { columns: ['project'], table: 'projects', reads: ['status'] },
    lines: { own: 'id' },
    // [T1] The original budget is the sum of the lines whatever the day and state of their project, so both accounts
    // count for it and neither has a date; which of them it is tells a request from what has been approved.
    post: ({ id: line, original: cents }, project) => [
      { account: project?.status === 'Proposed' ? 'requested' : 'original', line, date: null, cents },
    ],
  }),

  declare({
    table: 'changeLines',
    accounts: ['pending', 'board', 'staff'],
    reads: ['change', 'budgetLine', 'amount'],
    names: { columns: ['change'], table: 'changes', reads: ['type', 'status', 'effectiveDate', 'submittedOn'] },
    lines: { own: 'budgetLine' },
    post: ({ change, budgetLine: line, amount: cents }, named) =>
      named === undefined ? [] : inTurn(null, stepsOfChange(named, { line, cents, change })),
  }),

  declare({
    table: 'commitments',
    accounts: ['contract'],
    reads: ['number', 'line', 'budgetLine', 'awardDate', 'original', 'status', 'statusDate'],
    names: null,
    lines: { own: 'budgetLine' },
    post: (cells) =>
      inTurn(null, whileItCounts(cells, [{ account: 'contract', line: cells.budgetLine, cents: cells.original }])),
  }),

  declare({
    table: 'commitmentChanges',
    accounts: ['changeOrder', 'release', 'pendingOrder'],
    reads: ['commitment', 'commitmentLine', 'date', 'amount', 'reason', 'status'],
    names: {
      columns: ['commitment', 'commitmentLine'],
      table: 'commitments',
      reads: ['budgetLine', 'awardDate', 'status', 'statusDate'],
    },
    lines: { named: 'budgetLine' },
    post: ({ date, amount: cents, reason, status }, changed) => {
      if (changed === undefined) return [];
      if (status !== 'Approved' && status !== 'Pending') return [];
      const approved = reason === 'Release' ? 'release' : 'changeOrder';
      const account = status === 'Pending' ? 'pendingOrder' : approved;
      return inTurn(date, whileItCounts(changed, [{ account, line: changed.budgetLine, cents }]));
    },
  }),

  declare({
    table: 'expenditures',
    accounts: ['direct', 'paid', 'liquidated', 'erate'],
    reads: ['postingDate', 'budgetLine', 'commitment', 'commitmentLine', 'amount', 'erateShare'],
    names: {
      columns: ['commitment', 'commitmentLine'],
      table: 'commitments',
      reads: ['budgetLine', 'awardDate', 'status', 'statusDate'],
    },
    lines: { own: 'budgetLine', named: 'budgetLine' },
    post: ({ postingDate, budgetLine: line, amount: cents, erateShare }, against) => {
      const erate = ofErate(line, postingDate, erateShare);
      const direct: readonly Amount[] = [{ account: 'direct', line, cents }];
      if (against === undefined) return [...inTurn(postingDate, [{ since: null, amounts: direct }]), ...erate];
      // What is paid leaves the encumbrance of the line it was ordered on, which need not be the line it is charged to.
      const paid: readonly Amount[] = [
        { account: 'liquidated', line: against.budgetLine, cents: 0 - cents },
        { account: 'paid', line, cents },
      ];
      return [...inTurn(postingDate, whileItCounts(against, paid, direct)), ...erate];
    },
  }),
] as const;

/** [§1.15] What E-Rate pays of a posting. The posting itself is gross, so this adds to no figure. */
function ofErate(line: string, date: string, cents: number | null): Posted[] {
  return cents === null || cents === 0 ? [] : [{ account: 'erate', line, date, cents }];
}

type ChangeCells = Pick<Row<'changes'>, 'type' | 'status' | 'effectiveDate' | 'submittedOn'>;

/** A change waits from its submission on, and one that is approved for a later day until then. */
function stepsOfChange(
  { type, status, effectiveDate, submittedOn }: ChangeCells,
  amount: Omit<Amount, 'account'>,
): readonly Step[] {
  const pending: Step = { since: submittedOn, amounts: [{ account: 'pending', ...amount }] };
  if (status === 'Pending' || status === 'BOC Recommended') return [pending];
  if (status !== 'Approved') return [];
  const account = type === 'Board Amendment' ? 'board' : 'staff';
  const approved: Step = { since: effectiveDate, amounts: [{ account, ...amount }] };
  const hasWaited = (submittedOn ?? '') < (effectiveDate ?? '');
  return hasWaited ? [pending, approved] : [approved];
}

type CommitmentCells = Pick<Row<'commitments'>, 'awardDate' | 'status' | 'statusDate'>;

/** Days on which a commitment counts. */
interface Term {
  readonly from: string;
  /** The day from which it no longer does; null: it goes on. */
  readonly until: string | null;
}

/** Drafts do not count, and cancelled ones only up to the day they were cancelled, if that is known. */
function termOf({ awardDate: from, status, statusDate }: CommitmentCells): Term | null {
  if (status === 'Draft') return null;
  if (status !== 'Cancelled') return { from, until: null };
  return statusDate === null || statusDate <= from ? null : { from, until: statusDate };
}

/** True while the commitment counts on that day; null: in the end, when everything has happened that is known. */
export function commitmentCounts(commitment: CommitmentCells, asOf: string | null): boolean {
  const term = termOf(commitment);
  if (term === null) return false;
  if (asOf === null) return term.until === null;
  return term.from <= asOf && (term.until === null || asOf < term.until);
}

/** Some amounts while a commitment counts, others before and after. */
function whileItCounts(
  commitment: CommitmentCells,
  amounts: readonly Amount[],
  otherwise: readonly Amount[] = [],
): readonly Step[] {
  const others: Step = { since: null, amounts: otherwise };
  const term = termOf(commitment);
  if (term === null) return [others];
  const steps: Step[] = [others, { since: term.from, amounts }];
  return term.until === null ? steps : [...steps, { since: term.until, amounts: otherwise }];
}
