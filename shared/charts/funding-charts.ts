import type { Chart, ChartSeries } from './chart.ts';
import { shortDollars } from './short-amount.ts';

/** A group of the totals as it is read, with its figures by the names of the measures, in cents. */
export interface GroupFigures {
  readonly group: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/**
 * What each source may give and has given so far, and what has become of it, from groups by source. Budgets are held against
 * what is authorized: bonds are issued, and letters paid, long after the board has planned with them.
 */
export function sourcesChart(groups: readonly GroupFigures[]): Chart {
  const sum = (measure: string): number => groups.reduce((soFar, { values }) => soFar + cents(values[measure]), 0);
  const left = sum('authorized') - sum('current');
  return {
    kind: 'bars',
    finding:
      left < 0
        ? `${shortDollars(-left)} more is budgeted than is authorized`
        : `${shortDollars(sum('current'))} of ${shortDollars(sum('authorized'))} authorized is budgeted; ${shortDollars(sum('available'))} is available so far`,
    nameLabel: 'Funding Source',
    names: groups.map(({ group }) => group),
    series: seriesOf(groups, [
      ['authorized', 'Authorized', 'fourth'],
      ['available', 'Available', 'third'],
      ['current', 'Budgeted', 'first'],
      ['expended', 'Spent', 'second'],
    ]),
    unit: 'cents',
  };
}

/** What the money is for, from groups by program. */
export function usesChart(groups: readonly GroupFigures[]): Chart {
  const over = groups.filter(({ values }) => cents(values['eac']) > cents(values['current'])).length;
  return {
    kind: 'bars',
    finding:
      over === 0
        ? 'Every program is expected to stay within its budget'
        : `${over} of ${groups.length} ${groups.length === 1 ? 'program' : 'programs'} ${over === 1 ? 'is' : 'are'} expected to cost more than budgeted`,
    nameLabel: 'Program',
    names: groups.map(({ group }) => group),
    series: seriesOf(groups, [
      ['current', 'Budgeted', 'first'],
      ['expended', 'Spent', 'second'],
      ['eac', 'Forecast', 'third'],
    ]),
    unit: 'cents',
  };
}

function seriesOf(
  groups: readonly GroupFigures[],
  measures: readonly (readonly [name: string, label: string, tone: ChartSeries['tone']])[],
): ChartSeries[] {
  return measures.map(([name, label, tone]) => ({
    label,
    tone,
    values: groups.map(({ values }) => cents(values[name])),
  }));
}

function cents(value: string | number | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}
