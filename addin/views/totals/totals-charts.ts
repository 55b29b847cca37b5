import type { Chart, Tone } from '../../../shared/charts/chart.ts';
import { shortDollars } from '../../../shared/charts/short-amount.ts';
import { cutLabels, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { NO_LINE } from '../../../shared/plan/figures/rest-groups.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { barMeasures, cutLines } from './totals-figures.ts';

/** The same figure has the same colour in every chart. */
const tones: Readonly<Record<string, Tone>> = {
  current: 'first',
  obligated: 'fourth',
  expended: 'second',
  eac: 'third',
};

/** Which groups are drawn: of all of them `most`, the first as in a table that goes on, or those with the largest budget. */
interface DrawnGroups {
  readonly most: number;
  readonly which: 'first' | 'largest';
}

/** Budget, obligations, spending and estimate of groups of a cut as bars on one scale, in their order in the table. */
export function cutChart(reply: TotalsReply, cut: Cut, names: CodeNames, { most, which }: DrawnGroups): Chart {
  const lines = cutLines(reply, cut, names);
  const groups = reply.rows.map((row, index) => ({ row, name: lines[index]?.group ?? '' }));
  const ordered =
    which === 'first' ? groups : groups.toSorted((a, b) => cents(b.row['current']) - cents(a.row['current']));
  const shown = new Set(ordered.slice(0, most));
  const drawn = groups.filter((group) => shown.has(group));
  return {
    kind: 'bars',
    finding: cutFinding(
      reply,
      groups.map(({ name }) => name),
    ),
    nameLabel: cutLabels[cut],
    names: drawn.map(({ name }) => name),
    series: barMeasures.map(({ name, label }) => ({
      label,
      tone: tones[name] ?? 'none',
      values: drawn.map(({ row }) => cents(row[name])),
    })),
    unit: 'cents',
  };
}

/** "BND-A · Measure A has most of the budget: $5.6 M of $6.4 M"; of all groups, drawn or not. */
function cutFinding({ rows, total }: TotalsReply, groups: readonly string[]): string {
  const budgets = rows.map(({ current }) => cents(current));
  const largest = Math.max(...budgets);
  const group = groups[budgets.indexOf(largest)];
  const whole = cents(total['current']);
  if (group === undefined || largest <= 0) return 'Nothing is budgeted yet';
  if (largest === whole) return `${group} has all of the budget: ${shortDollars(whole)}`;
  const part = largest > whole ? shortDollars(largest) : `${shortDollars(largest)} of ${shortDollars(whole)}`;
  return largest * 2 > whole ? `${group} has most of the budget: ${part}` : `${group} has the largest budget: ${part}`;
}

/** Budget and spending added up year by year, from totals by fiscal year; what belongs to no year is left out. */
export function yearChart(reply: TotalsReply): Chart {
  const rows = reply.rows
    .filter(({ fiscalYear }) => typeof fiscalYear === 'string' && fiscalYear !== NO_LINE && fiscalYear !== '')
    .toSorted((a, b) => String(a['fiscalYear']).localeCompare(String(b['fiscalYear'])));
  const budget = runningSums(rows.map(({ current }) => cents(current)));
  const expended = runningSums(rows.map(({ expended }) => cents(expended)));
  return {
    kind: 'lines',
    finding: `${shortDollars(expended.at(-1) ?? 0)} of ${shortDollars(budget.at(-1) ?? 0)} is spent`,
    nameLabel: cutLabels.fiscalYear,
    names: rows.map(({ fiscalYear }) => String(fiscalYear)),
    series: [
      { label: 'Current budget, added up', tone: 'first', values: budget },
      { label: 'Expended, added up', tone: 'second', isDashed: true, values: expended },
    ],
    unit: 'cents',
  };
}

function cents(value: string | number | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function runningSums(amounts: readonly number[]): number[] {
  let sum = 0;
  return amounts.map((amount) => (sum += amount));
}
