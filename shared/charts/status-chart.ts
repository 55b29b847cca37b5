import { isLate } from '../guide/plain-status.ts';
import type { Indicator } from '../plan/figures/indicators.ts';
import type { SiteWork } from '../plan/schedule/site-work.ts';
import type { Chart, ChartSeries } from './chart.ts';

const standings: readonly (Omit<ChartSeries, 'values'> & { readonly indicator: Indicator })[] = [
  { indicator: 'Green', label: 'On time', letter: 'G', tone: 'good' },
  { indicator: 'Yellow', label: 'A little late', letter: 'Y', tone: 'watch' },
  { indicator: 'Red', label: 'Very late', letter: 'R', tone: 'bad' },
  { indicator: '–', label: 'Without dates', letter: '–', tone: 'none' },
];

/** How the work that is not done stands, region by region. */
export function statusChart(work: readonly Pick<SiteWork, 'region' | 'indicator' | 'finish' | 'isPastDue'>[]): Chart {
  const open = work.filter(({ finish }) => finish?.isActual !== true);
  const regions = [...new Set(open.map(regionOf))].toSorted();
  const count = (region: string, wanted: Indicator): number =>
    open.filter((line) => line.indicator === wanted && regionOf(line) === region).length;
  const late = open.filter(isLate).length;
  return {
    kind: 'stacks',
    finding:
      open.length === 0
        ? 'No work is open'
        : `${late} of ${open.length.toLocaleString('en-US')} open ${open.length === 1 ? 'line' : 'lines'} of work ${late === 1 ? 'is' : 'are'} late`,
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
