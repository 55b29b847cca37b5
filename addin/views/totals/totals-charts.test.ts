import { describe, expect, test } from 'vitest';
import { chartTable } from '../../../shared/charts/chart.ts';
import { NO_LINE } from '../../../shared/plan/figures/rest-groups.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { codeNames, noNames } from '../../../shared/tables/code-names.ts';
import { cutChart, yearChart } from './totals-charts.ts';

const none = { current: 0, obligated: 0, expended: 0, eac: 0, vac: 0, percentSpent: null };

function reply(by: string, rows: TotalsReply['rows'], current = 0): TotalsReply {
  return { revision: 151, asOf: null, by: [by], measures: [], rows, total: { ...none, current } };
}

const bySource = reply(
  'source',
  [
    { ...none, source: 'BND-A', current: 100_000, obligated: 50_000, expended: 25_000, eac: 200_000 },
    { ...none, source: 'ERT', current: -40_000 },
  ],
  60_000,
);
const names = codeNames([['fundingSources', [{ code: 'BND-A', name: 'Measure A' }]]]);

describe('the chart of a cut', () => {
  test('[FB6] has the named groups and, beside it, the same figures as the totals', () => {
    expect(chartTable(cutChart(bySource, 'source', names, { most: 25, which: 'first' }))).toEqual({
      headers: ['Funding Source', 'Current Budget', 'Obligated', 'Expended', 'Forecast at Completion'],
      rows: [
        { name: 'BND-A · Measure A', cells: ['1,000.00', '500.00', '250.00', '2,000.00'] },
        { name: 'ERT', cells: ['-400.00', '0.00', '0.00', '0.00'] },
      ],
    });
  });

  test('says what is to be seen in it', () => {
    expect(cutChart(bySource, 'source', names, { most: 25, which: 'first' }).finding).toBe(
      'BND-A · Measure A has most of the budget: $1 K',
    );
    const even = reply(
      'region',
      [1, 2, 3].map((at) => ({ ...none, region: `R${at}`, current: at * 100_00 })),
      600_00,
    );
    expect(cutChart(even, 'region', noNames, { most: 25, which: 'first' }).finding).toBe(
      'R3 has the largest budget: $300 of $600',
    );
    expect(cutChart(reply('region', []), 'region', noNames, { most: 25, which: 'first' }).finding).toBe(
      'Nothing is budgeted yet',
    );
  });

  test('is of as many groups as are shown, in the order of the table, and what it says is true of all groups', () => {
    expect(cutChart(bySource, 'source', names, { most: 1, which: 'first' }).names).toEqual(['BND-A · Measure A']);
    const sites = reply(
      'site',
      [10, 50, 5, 900, 40].map((amount, at) => ({ ...none, site: `S${at}`, current: amount * 100_00 })),
      1005 * 100_00,
    );
    const { names: drawn, series, finding } = cutChart(sites, 'site', noNames, { most: 3, which: 'largest' });
    expect(drawn).toEqual(['S1', 'S3', 'S4']);
    expect(series[0]?.values).toEqual([50 * 100_00, 900 * 100_00, 40 * 100_00]);
    expect(finding).toBe('S3 has most of the budget: $90 K of $101 K');
    const first = cutChart(sites, 'site', noNames, { most: 2, which: 'first' });
    expect([first.names, first.finding]).toEqual([['S0', 'S1'], finding]);
  });
});

test('budget and spending are added up year by year, without what belongs to no year', () => {
  const years = reply('fiscalYear', [
    { ...none, fiscalYear: '2026-27', current: 300_00, expended: 5_00 },
    { ...none, fiscalYear: '2025-26', current: 100_00, expended: 70_00 },
    { ...none, fiscalYear: NO_LINE, current: 9_999 },
  ]);
  const { finding, names, series } = yearChart(years);
  expect(names).toEqual(['2025-26', '2026-27']);
  expect(series.map(({ values }) => values)).toEqual([
    [100_00, 400_00],
    [70_00, 75_00],
  ]);
  expect(finding).toBe('$75 of $400 is spent');
});
