import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { postingsByPeriod } from '../figures/computed-columns.ts';
import { cellsOf } from './finding-words.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';

/** What ties the plan to the ledger. */
export const ledgerInvariants: readonly Invariant[] = [
  {
    id: 'V31',
    title: 'Late postings are named',
    subject: 'row',
    severity: 'warning',
    settings: [],
    mend: 'Nothing is wrong: explain it in the month that the posting was placed in.',
    find: latePostings,
  },
  {
    id: 'V33',
    check: 'C15',
    title: 'Each month’s expenditures equal the ledger’s control total',
    subject: 'period',
    severity: 'error',
    settings: [],
    mend: 'Import the postings that are missing, or correct the control total.',
    find: controlTotalsOff,
  },
  {
    id: 'C15',
    check: 'C15',
    title: 'Closed months have a control total',
    subject: 'period',
    severity: 'error',
    settings: [],
    mend: 'Enter the ledger’s control total of the month.',
    find: ({ rows }) =>
      rows.periods.flatMap(({ row, cells: { period, status, controlTotal } }): Finding[] => {
        if (status !== 'Closed' || controlTotal !== null) return [];
        const message = `${period} is closed without a control total.`;
        return [{ subject: period, difference: 0, message, cells: cellsOf('periods', row, 'controlTotal') }];
      }),
  },
];

function controlTotalsOff({ rows }: InvariantFacts): Finding[] {
  const posted = postingsByPeriod(rows);
  return rows.periods.flatMap(({ row, cells: { period, controlTotal } }): Finding[] => {
    const sum = posted.get(period) ?? 0;
    if (controlTotal === null || controlTotal === sum) return [];
    const off = controlTotal - sum;
    const [imported, ledger] = [formatMoney(sum), formatMoney(controlTotal)];
    const message = `${period}: import total ${imported} differs from ledger control total ${ledger} by ${formatMoney(off)}.`;
    return [{ subject: period, difference: off, message, cells: cellsOf('periods', row, 'controlTotal') }];
  });
}

/** A posting whose own month was closed already stands in a later one, with its posting date kept. */
function latePostings({ rows }: InvariantFacts): Finding[] {
  const closed = new Set(
    rows.periods.filter(({ cells }) => cells.status === 'Closed').map(({ cells }) => cells.period),
  );
  return rows.expenditures.flatMap(({ row, cells }): Finding[] => {
    const month = cells.postingDate.slice(0, 7);
    if (cells.period <= month || !closed.has(month)) return [];
    const subject = `${cells.document}, line ${cells.line}`;
    const message = `Period ${month} is closed; ${subject} was placed in ${cells.period} with its original posting date kept.`;
    return [{ subject, difference: cells.amount, message, cells: cellsOf('expenditures', row, 'period') }];
  });
}
