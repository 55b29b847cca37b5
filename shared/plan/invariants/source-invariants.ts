import { addMonths } from '../../tables/kinds/calendar-dates.ts';
import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { percentOf } from '../figures/percent-of.ts';
import { totalsOf, type MeasureValues } from '../figures/totals.ts';
import { cellsOf, sourceName } from './finding-words.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { overAuthorized } from './refused-money.ts';

/** What a funding source can bear. */
export const sourceInvariants: readonly Invariant[] = [
  {
    id: 'V13',
    check: 'C02',
    title: 'Current budgets stay within the authorized amounts',
    subject: 'source',
    severity: 'error',
    settings: [],
    mend: 'Return budget to the source by a change, or enter the amount that has been authorized since.',
    refuses: overAuthorized,
    find: (facts) =>
      sourcesOver(
        facts,
        'current',
        'authorized',
        (name, used, limit, over) => `${name}: allocations ${used} exceed the authorized ${limit} by ${over}.`,
      ),
  },
  {
    id: 'C03',
    title: 'Expenditures stay within the available cash',
    subject: 'source',
    severity: 'error',
    settings: [],
    mend: 'Enter the bonds or cash that have come in since, or move the cost to another source in the ledger.',
    find: (facts) =>
      sourcesOver(
        facts,
        'expended',
        'available',
        (name, _used, _limit, over) => `${name}: what is expended exceeds the available amount by ${over}.`,
      ),
  },
  {
    id: 'C03W',
    title: 'Obligations stay within the available cash',
    subject: 'source',
    severity: 'warning',
    settings: [],
    mend: 'Say when the next bonds or the next cash are due, before they are needed.',
    find: (facts) =>
      sourcesOver(
        facts,
        'obligated',
        'available',
        (name, _used, _limit, over) => `${name}: what is obligated exceeds the available amount by ${over}.`,
      ),
  },
  {
    id: 'V54',
    title: 'Bond series are spent down in time',
    subject: 'source',
    severity: 'warning',
    settings: ['spendDownMonths'],
    mend: 'Speed up spending from this series, or ask counsel about arbitrage rebate.',
    find: spendDownBehind,
  },
];

type Words = (name: string, used: string, limit: string, over: string) => string;

/** Sources of which more is used than they have. */
function sourcesOver(
  { rows, plan, names }: InvariantFacts,
  used: string,
  limit: 'authorized' | 'available',
  words: Words,
): Finding[] {
  const values = new Map(totalsOf(plan, ['source']).rows.map(({ groups: [source = ''], values: of }) => [source, of]));
  return rows.fundingSources.flatMap(({ row, cells: { code } }) => {
    const of = values.get(code) ?? {};
    const over = cents(of, used) - cents(of, limit);
    // What has been paid out of cash that is not there says more than what is going to be.
    const isTold = used === 'obligated' && cents(of, 'expended') > cents(of, limit);
    if (over <= 0 || isTold) return [];
    const name = sourceName(names, code);
    const message = words(name, formatMoney(cents(of, used)), formatMoney(cents(of, limit)), formatMoney(over));
    return [{ subject: name, difference: over, message, cells: cellsOf('fundingSources', row, limit) }];
  });
}

function cents(values: MeasureValues, name: string): number {
  return values[name] ?? 0;
}

/** Percent of a bond that the federal rules want spent so many months after its issue. */
const spendDown: Readonly<Record<string, readonly (readonly [months: number, percent: number])[]>> = {
  '18 months': [
    [6, 15],
    [12, 60],
    [18, 100],
  ],
  '24 months': [
    [6, 10],
    [12, 45],
    [18, 75],
    [24, 100],
  ],
};

function spendDownBehind({ rows, plan, names, settings, today }: InvariantFacts): Finding[] {
  const spent = new Map(
    totalsOf(plan, ['source']).rows.map(({ groups: [source = ''], values }) => [source, cents(values, 'expended')]),
  );
  return rows.fundingSources.flatMap(({ row, cells }) => {
    const { code, type, issueDate, series } = cells;
    if (type !== 'GO Bond' || issueDate === null) return [];
    const due = spendDown[settings.spendDownMonths]?.findLast(([months]) => addMonths(issueDate, months) <= today);
    const available = plan.sources.get(code)?.available ?? 0;
    const percent = percentOf(spent.get(code) ?? 0, available);
    if (due === undefined || percent === null || percent >= due[1]) return [];
    const name = sourceName(names, code);
    const called = series === null ? name : `${name}, series ${series}`;
    const months = monthsSince(issueDate, today);
    const message = `${called}: ${percent}% spent ${months} months after issue; milestone is ${due[1]}%.`;
    return [{ subject: name, difference: 0, message, cells: cellsOf('fundingSources', row, 'issueDate') }];
  });
}

/** Whole months from a day to another. */
function monthsSince(from: string, to: string): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months++;
  return months;
}
