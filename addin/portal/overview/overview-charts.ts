import type { Chart, ChartSeries } from '../../../shared/charts/chart.ts';
import { shortDollars } from '../../../shared/charts/short-amount.ts';
import type { Indicator } from '../../../shared/plan/figures/indicators.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { SpendingReply } from '../../../shared/protocol/spending.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { counted } from '../../views/cell-words.ts';
import { cutLines } from '../../views/totals/totals-figures.ts';

/** Nearer to the plan than this share of it is as planned. */
const AS_PLANNED = 0.01;

/** Plan, spending and forecast over the months. */
export function spendChart({ months }: SpendingReply): Chart {
  const today = months.findLast(({ spent }) => spent !== null);
  return {
    kind: 'lines',
    finding: today === undefined ? 'Nothing is planned or spent yet' : spendFinding(today.spent ?? 0, today.planned),
    nameLabel: 'Month',
    names: months.map(({ month }) => month),
    series: [
      { label: 'Plan', tone: 'second', values: months.map(({ planned }) => planned) },
      { label: 'Spent', tone: 'first', values: months.map(({ spent }) => spent) },
      { label: 'Forecast', tone: 'first', isDashed: true, values: months.map(({ forecast }) => forecast) },
    ],
    unit: 'cents',
  };
}

function spendFinding(spent: number, planned: number): string {
  const behind = planned - spent;
  if (planned === 0) return `${shortDollars(spent)} is spent; no month is planned yet`;
  if (Math.abs(behind) <= planned * AS_PLANNED) return `${shortDollars(spent)} is spent, as planned`;
  return `${shortDollars(spent)} is spent, ${shortDollars(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead of'} the plan`;
}

/** What the plan of months leaves out; null: nothing. */
export function spendNote({ undatedBudget, undatedToCome }: SpendingReply): string | null {
  const said = [
    ...(undatedBudget === 0 ? [] : [`${shortDollars(undatedBudget)} of the budget has no planned dates`]),
    ...(undatedToCome === 0 ? [] : [`${shortDollars(undatedToCome)} still to come has no expected date ahead`]),
  ];
  return said.length === 0 ? null : `Added up over the months. ${said.join(', and ')}: not in the lines.`;
}

/** What each source has, and what has become of it, from totals by source. */
export function sourcesChart(totals: TotalsReply, names: CodeNames): Chart {
  const sum = (measure: string): number => totals.rows.reduce((soFar, row) => soFar + cents(row[measure]), 0);
  const left = sum('available') - sum('current');
  return {
    kind: 'bars',
    finding:
      left < 0
        ? `${shortDollars(-left)} more is budgeted than the sources have`
        : `${shortDollars(sum('current'))} of ${shortDollars(sum('available'))} is budgeted, ${shortDollars(left)} is free`,
    nameLabel: 'Funding Source',
    names: cutLines(totals, 'source', names).map(({ group }) => group),
    series: seriesOf(totals, [
      ['available', 'Available', 'fourth'],
      ['current', 'Budgeted', 'first'],
      ['expended', 'Spent', 'second'],
    ]),
    unit: 'cents',
  };
}

/** What the money is for, from totals by program. */
export function usesChart(totals: TotalsReply, names: CodeNames): Chart {
  const lines = cutLines(totals, 'program', names);
  const over = totals.rows.filter((row) => cents(row['eac']) > cents(row['current'])).length;
  return {
    kind: 'bars',
    finding:
      over === 0
        ? 'Every program is expected to stay within its budget'
        : `${over} of ${counted(lines.length, 'program')} ${over === 1 ? 'is' : 'are'} expected to cost more than budgeted`,
    nameLabel: 'Program',
    names: lines.map(({ group }) => group),
    series: seriesOf(totals, [
      ['current', 'Budgeted', 'first'],
      ['expended', 'Spent', 'second'],
      ['eac', 'Forecast', 'third'],
    ]),
    unit: 'cents',
  };
}

function seriesOf(
  { rows }: TotalsReply,
  measures: readonly (readonly [name: string, label: string, tone: ChartSeries['tone']])[],
): ChartSeries[] {
  return measures.map(([name, label, tone]) => ({ label, tone, values: rows.map((row) => cents(row[name])) }));
}

const standings: readonly (Omit<ChartSeries, 'values'> & { readonly indicator: Indicator })[] = [
  { indicator: 'Green', label: 'On time', letter: 'G', tone: 'good' },
  { indicator: 'Yellow', label: 'A little late', letter: 'Y', tone: 'watch' },
  { indicator: 'Red', label: 'Late', letter: 'R', tone: 'bad' },
  { indicator: '–', label: 'Without dates', letter: '–', tone: 'none' },
];

/** How the work that is not done stands, region by region. */
export function statusChart(work: readonly Pick<SiteWork, 'region' | 'indicator' | 'finish'>[]): Chart {
  const open = work.filter(({ finish }) => finish?.isActual !== true);
  const regions = [...new Set(open.map(regionOf))].toSorted();
  const count = (region: string, wanted: Indicator): number =>
    open.filter((line) => line.indicator === wanted && regionOf(line) === region).length;
  const late = open.filter(({ indicator }) => indicator === 'Red').length;
  return {
    kind: 'stacks',
    finding:
      open.length === 0
        ? 'No work is open'
        : `${late} of ${counted(open.length, 'open line')} of work ${late === 1 ? 'is' : 'are'} late`,
    nameLabel: 'Region',
    names: regions,
    series: standings.map(({ indicator, ...series }) => ({
      ...series,
      values: regions.map((region) => count(region, indicator)),
    })),
    unit: 'count',
  };
}

function regionOf({ region }: Pick<SiteWork, 'region'>): string {
  return region ?? 'Whole district';
}

function cents(value: string | number | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}
