import { compareText } from '../sync/compare-text.ts';
import { lastDayOf } from '../tables/kinds/calendar-dates.ts';
import { formatMoney } from '../tables/kinds/number-kinds.ts';

/** Cents of expenditures that stand in one period and are dated in one month. */
export interface PostedSum {
  /** Accounting period, `YYYY-MM`. */
  readonly period: string;
  /** Month of the posting date, `YYYY-MM`. */
  readonly month: string;
  readonly cents: number;
}

/** A row of Periods, as far as it ties the plan to the ledger. */
export interface LedgerMonth {
  readonly period: string;
  readonly status: string;
  /** What the ledger says of the month, in cents; null: nobody has entered it. */
  readonly controlTotal: number | null;
}

/** One month of the plan beside the ledger's. All amounts in cents. */
export interface TieOutMonth {
  readonly period: string;
  /** Open, Soft close or Closed; null: Periods has no row for it. */
  readonly status: string | null;
  /** Expenditures of the plan. */
  readonly posted: number;
  readonly ledger: number | null;
  /** Ledger less plan, as in Periods; null without a control total. */
  readonly difference: number | null;
  /** [V31] Of what is posted, what is dated in another month: it came late, and stands here. */
  readonly cameLate: number;
  /** [V31] What is dated in this month and stands in a later one. */
  readonly wentLate: number;
}

/** The plan's expenditures against the ledger's control totals, month by month and in all. */
export interface TieOut {
  /** Months with postings or a control total, ascending. */
  readonly months: readonly TieOutMonth[];
  /** Last month that has a control total, `YYYY-MM`; null: none has. */
  readonly through: string | null;
  /** Sums of the months that have a control total, in cents. */
  readonly posted: number;
  readonly ledger: number;
  readonly difference: number;
  /** Months up to `through` that have postings and no control total. */
  readonly unsaid: readonly string[];
  /** Posted after `through`, in cents. */
  readonly since: number;
  /** Every month up to `through` has a control total and equals it to the cent. */
  readonly isTied: boolean;
}

export interface TieOutRequest {
  readonly periods: readonly LedgerMonth[];
  readonly posted: readonly PostedSum[];
  /** Months that begin later are left out, and of one that has not ended by then nobody knows the ledger’s total; null: all. */
  readonly until?: string | null;
}

/** [V33] Ties the plan to the ledger: what each month and all of them together hold, and the difference to the cent. */
export function tieOut({ periods, posted, until = null }: TieOutRequest): TieOut {
  const said = new Map(periods.map((month) => [month.period, month]));
  const names = new Set([
    ...posted.map(({ period }) => period),
    ...periods.filter(({ controlTotal }) => controlTotal !== null).map(({ period }) => period),
  ]);
  const sums = { all: sumBy(posted, 'period'), late: sumBy(posted.filter(isLate), 'period') };
  const went = sumBy(posted.filter(isLate), 'month');
  const months = [...names]
    .filter((period) => until === null || `${period}-01` <= until)
    .sort(compareText)
    .map((period): TieOutMonth => {
      const { status = null, controlTotal = null } = said.get(period) ?? {};
      const ledger = until === null || lastDayOf(period) <= until ? controlTotal : null;
      const cents = sums.all.get(period) ?? 0;
      const difference = ledger === null ? null : ledger - cents;
      const [cameLate, wentLate] = [sums.late.get(period) ?? 0, went.get(period) ?? 0];
      return { period, status, posted: cents, ledger, difference, cameLate, wentLate };
    });
  return { months, ...inAll(months) };
}

function inAll(months: readonly TieOutMonth[]): Omit<TieOut, 'months'> {
  const tied = months.filter(({ ledger }) => ledger !== null);
  const through = tied.at(-1)?.period ?? null;
  const unsaid = months
    .filter(({ period, ledger, posted }) => through !== null && period < through && ledger === null && posted !== 0)
    .map(({ period }) => period);
  const posted = tied.reduce((sum, month) => sum + month.posted, 0);
  const ledger = tied.reduce((sum, month) => sum + (month.ledger ?? 0), 0);
  const since = months
    .filter(({ period }) => through === null || period > through)
    .reduce((sum, month) => sum + month.posted, 0);
  const isTied = through !== null && unsaid.length === 0 && tied.every(({ difference }) => difference === 0);
  return { through, posted, ledger, difference: ledger - posted, unsaid, since, isTied };
}

function isLate({ period, month }: PostedSum): boolean {
  return period !== month;
}

function sumBy(sums: readonly PostedSum[], name: 'period' | 'month'): Map<string, number> {
  const found = new Map<string, number>();
  for (const sum of sums) found.set(sum[name], (found.get(sum[name]) ?? 0) + sum.cents);
  return found;
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** "October 2026" */
export function monthWords(period: string): string {
  return `${monthNames[Number(period.slice(5, 7)) - 1] ?? ''} ${period.slice(0, 4)}`;
}

const NAMED = 3;

/**
 * What totals and reports say: "Tied to ledger, 31 October 2026, difference 0.00.", or plainly that they are not, and
 * where; then what has been posted since.
 */
export function tieOutWords(tied: TieOut): string {
  const { through, difference, since } = tied;
  if (through === null) return 'Not tied to ledger: no control total has been entered yet.';
  const last = lastDayOf(through);
  const day = `${Number(last.slice(8))} ${monthWords(through)}`;
  const state = tied.isTied ? 'Tied to ledger' : 'Not tied to ledger';
  const whole = `${state}, ${day}, difference ${formatMoney(difference)}`;
  const why = tied.isTied ? '' : `: ${causes(tied)}`;
  const rest = since === 0 ? '' : ` ${formatMoney(since)} posted since then is not tied yet.`;
  return `${whole}${why}.${rest}`;
}

/** Where the plan and the ledger part. */
function causes({ months, unsaid }: TieOut): string {
  const off = months.filter(({ difference }) => (difference ?? 0) !== 0);
  const told = [
    ...off.map(({ period, difference }) => `${monthWords(period)} is off by ${formatMoney(difference ?? 0)}`),
    ...unsaid.map((period) => `${monthWords(period)} has no control total`),
  ];
  const rest = told.length - NAMED;
  return told.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
