import { compareText } from '../../sync/compare-text.ts';
import { daysBetween } from '../../tables/kinds/calendar-dates.ts';
import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { openEncumbranceOf, type CommitmentFacts } from '../figures/line-facts.ts';
import { percentOf } from '../figures/percent-of.ts';
import { commitmentKey } from '../postings/commitment-key.ts';
import { cellsOf, commitmentName, projectName } from './finding-words.ts';
import { grouped } from '../grouped.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { overEncumbrance } from './refused-money.ts';
import type { PlanRow } from './plan-rows.ts';

/** What may be ordered, paid and changed under a contract. */
export const commitmentInvariants: readonly Invariant[] = [
  {
    id: 'C05',
    check: 'C05',
    title: 'Payments on a commitment are not negative, closed ones are used up, and others are open',
    subject: 'commitment',
    severity: 'error',
    settings: [],
    mend: 'Release what is left by a commitment change, or correct the payments in the ledger.',
    find: (facts) => eachCommitment(facts, closedOrNegative),
  },
  {
    id: 'V26',
    check: 'C05',
    title: 'Payments stay within the open encumbrance',
    subject: 'commitment',
    severity: 'error',
    settings: [],
    mend: 'Enter the change order that covers it, or have the posting corrected in the ledger.',
    refuses: overEncumbrance,
    find: overpaid,
  },
  {
    id: 'V28',
    title: 'Change orders stay within the limit',
    subject: 'commitment',
    severity: 'warning',
    settings: ['changeOrderPercent'],
    mend: 'Have the board ratify the change orders, or bid the rest anew.',
    find: manyChangeOrders,
  },
  {
    id: 'V29',
    title: 'Purchases are not split below the bid threshold',
    subject: 'project',
    severity: 'warning',
    settings: ['bidThreshold', 'splitOrderDays'],
    mend: 'Bid the work as one, or note why the orders are separate.',
    find: splitPurchases,
  },
  {
    id: 'V30',
    title: 'Nothing is awarded before its project is approved',
    subject: 'commitment',
    severity: 'warning',
    settings: [],
    mend: 'Enter the date on which the board ratified the award.',
    find: awardedEarly,
  },
];

type Commitment = PlanRow<'commitments'>;

function eachCommitment(
  { rows, plan }: InvariantFacts,
  find: (commitment: Commitment, facts: CommitmentFacts) => Finding[],
): Finding[] {
  return rows.commitments.flatMap((commitment) => {
    const { number, line } = commitment.cells;
    const facts = plan.commitments.get(commitmentKey(number, line));
    return facts === undefined ? [] : find(commitment, facts);
  });
}

function closedOrNegative({ row, cells }: Commitment, commitment: CommitmentFacts): Finding[] {
  const subject = commitmentName(cells);
  const { expended } = commitment;
  if (expended < 0) {
    const message = `${subject} has negative payments of ${formatMoney(expended)}.`;
    return [{ subject, difference: expended, message, cells: cellsOf('commitments', row) }];
  }
  if (promisesNothing(commitment) && expended > 0) {
    const message = `${subject} is ${cells.status}, so the ${formatMoney(expended)} paid on it counts as direct cost. Open or close it, or name another commitment.`;
    return [{ subject, difference: expended, message, cells: cellsOf('commitments', row, 'status') }];
  }
  const open = openEncumbranceOf(commitment);
  if (cells.status !== 'Closed' || open <= 0) return [];
  const message = `${subject} is closed with ${formatMoney(open)} still encumbered.`;
  return [{ subject, difference: open, message, cells: cellsOf('commitments', row, 'status') }];
}

/** [FG5] Drafts and cancelled ones: nothing is committed, what is paid on them is direct cost, and T6 = T8 + payments holds. */
function promisesNothing({ status, counts }: CommitmentFacts): boolean {
  return !counts && (status === 'Draft' || status === 'Cancelled');
}

/** The last payment is the one that went over. */
function overpaid(facts: InvariantFacts): Finding[] {
  const over = (commitment: CommitmentFacts) => commitment.expended - commitment.committed;
  const keyOf = ({ cells: { commitment, commitmentLine } }: PlanRow<'expenditures'>) =>
    commitment === null || commitmentLine === null ? null : commitmentKey(commitment, commitmentLine);
  const payments = grouped(facts.rows.expenditures, keyOf);
  return eachCommitment(facts, ({ row, cells }, commitment) => {
    const by = over(commitment);
    if (by <= 0 || promisesNothing(commitment)) return [];
    const subject = commitmentName(cells);
    const last = payments.get(commitment.key)?.reduce((a, b) => (b.cells.postingDate >= a.cells.postingDate ? b : a));
    const payment = last === undefined ? 'What is paid' : `Payment ${last.cells.document}, line ${last.cells.line}`;
    const message = `${payment} exceeds the open encumbrance of ${subject} by ${formatMoney(by)}.`;
    const blamed = last === undefined ? [] : cellsOf('expenditures', last.row, 'amount');
    return [{ subject, difference: by, message, cells: [...blamed, ...cellsOf('commitments', row, 'original')] }];
  });
}

function manyChangeOrders(facts: InvariantFacts): Finding[] {
  const { changeOrderPercent } = facts.settings;
  const orders = grouped(facts.rows.commitmentChanges, ({ cells }) =>
    cells.status === 'Approved' && cells.reason !== 'Release'
      ? commitmentKey(cells.commitment, cells.commitmentLine)
      : null,
  );
  return eachCommitment(facts, ({ row, cells }, { key, counts }) => {
    const sum = (orders.get(key) ?? []).reduce((cents, order) => cents + order.cells.amount, 0);
    if (!counts || sum * 1000 <= cells.original * changeOrderPercent) return [];
    const subject = commitmentName(cells);
    const percent = percentOf(sum, cells.original);
    const share = percent === null ? formatMoney(sum) : `${percent}%`;
    const message = `Change orders on ${subject} have reached ${share} of the contract.`;
    const over = sum - Math.floor((cells.original * changeOrderPercent) / 1000);
    return [{ subject, difference: over, message, cells: cellsOf('commitments', row, 'original') }];
  });
}

interface Order {
  readonly first: Commitment;
  readonly number: string;
  readonly awarded: string;
  readonly amount: number;
}

/** Orders under the threshold, the lines of each added up. */
function smallOrders(commitments: readonly Commitment[], threshold: number): Order[] {
  const orders = [...grouped(commitments, ({ cells }) => cells.number)].flatMap(([number, lines]): Order[] => {
    const [first] = lines;
    const amount = lines.reduce((sum, { cells }) => sum + cells.original, 0);
    return first === undefined ? [] : [{ first, number, awarded: first.cells.awardDate, amount }];
  });
  return orders.filter(({ amount }) => amount < threshold).sort((a, b) => compareText(a.awarded, b.awarded));
}

function splitPurchases({ rows, plan, names, settings }: InvariantFacts): Finding[] {
  const { bidThreshold, splitOrderDays } = settings;
  const projectOf = new Map(rows.budgetLines.map(({ cells }) => [cells.id, cells.project]));
  const counting = rows.commitments.filter(
    ({ cells }) =>
      cells.type === 'PO' && plan.commitments.get(commitmentKey(cells.number, cells.line))?.counts === true,
  );
  const together = grouped(counting, ({ cells }) => `${projectOf.get(cells.budgetLine) ?? ''}\n${cells.vendor}`);
  return [...together].flatMap(([key, commitments]) => {
    const [project = '', vendor = ''] = key.split('\n');
    const largest = largestWindow(smallOrders(commitments, bidThreshold), splitOrderDays);
    const total = largest.reduce((sum, { amount }) => sum + amount, 0);
    // Each is under the threshold, so that it takes at least two.
    if (total <= bidThreshold) return [];
    const message = `Possible split purchase for ${projectName(names, project)}: ${largest.length} orders to ${vendor} total ${formatMoney(total)}.`;
    const cells = largest.flatMap(({ first }) => cellsOf('commitments', first.row, 'original'));
    return [{ subject: projectName(names, project), difference: total - bidThreshold, message, cells }];
  });
}

/** Of orders by date, those within so many days that come to most. */
function largestWindow(orders: readonly Order[], days: number): readonly Order[] {
  const windows = orders.map((start) =>
    orders.filter(({ awarded }) => awarded >= start.awarded && daysBetween(start.awarded, awarded) <= days),
  );
  const sum = (some: readonly Order[]) => some.reduce((cents, { amount }) => cents + amount, 0);
  return windows.reduce<readonly Order[]>((most, next) => (sum(next) > sum(most) ? next : most), []);
}

function awardedEarly({ rows, names }: InvariantFacts): Finding[] {
  const projectOf = new Map(rows.budgetLines.map(({ cells }) => [cells.id, cells.project]));
  const approved = new Map(rows.projects.map(({ cells }) => [cells.number, cells.approvalDate]));
  return rows.commitments.flatMap(({ row, cells }): Finding[] => {
    const project = projectOf.get(cells.budgetLine) ?? '';
    const approval = approved.get(project) ?? null;
    const isOpen = cells.status === 'Open' || cells.status === 'Closed';
    if (!isOpen || cells.ratified !== null || approval === null || cells.awardDate >= approval) return [];
    const subject = commitmentName(cells);
    const message = `${subject} was awarded before ${projectName(names, project)} was approved. Enter the ratification.`;
    return [{ subject, difference: 0, message, cells: cellsOf('commitments', row, 'awardDate', 'ratified') }];
  });
}
