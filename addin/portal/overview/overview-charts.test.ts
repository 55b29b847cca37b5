import { describe, expect, test } from 'vitest';
import { chartTable } from '../../../shared/charts/chart.ts';
import type { Indicator } from '../../../shared/plan/figures/indicators.ts';
import type { SpendingReply } from '../../../shared/protocol/spending.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { noNames } from '../../../shared/tables/code-names.ts';
import { sourcesChart, spendChart, spendNote, statusChart, usesChart } from './overview-charts.ts';

const spending = (spent: number, planned = 1000_00): SpendingReply => ({
  revision: 3,
  asOf: '2026-10-15',
  months: [
    { month: '2026-10', planned, spent, forecast: spent },
    { month: '2026-11', planned: 2000_00, spent: null, forecast: 1900_00 },
  ],
  undatedBudget: 0,
  undatedToCome: 0,
});

describe('the chart of spending', () => {
  test('stands beside a table of the same months, without figures for what is to come or was', () => {
    expect(chartTable(spendChart(spending(400_00)))).toEqual({
      headers: ['Month', 'Plan', 'Spent', 'Forecast'],
      rows: [
        { name: '2026-10', cells: ['1,000.00', '400.00', '400.00'] },
        { name: '2026-11', cells: ['2,000.00', '–', '1,900.00'] },
      ],
    });
  });

  test.each([
    [400_00, 1000_00, '$400 is spent, $600 behind the plan'],
    [1200_00, 1000_00, '$1.2 K is spent, $200 ahead of the plan'],
    [995_00, 1000_00, '$995 is spent, as planned'],
    [400_00, 0, '$400 is spent; no month is planned yet'],
  ])('of %s cents spent and %s planned says: %s', (spent, planned, finding) => {
    expect(spendChart(spending(spent, planned)).finding).toBe(finding);
  });

  test('says what its lines leave out', () => {
    expect(spendNote(spending(0))).toBeNull();
    expect(spendNote({ ...spending(0), undatedBudget: 50_000_00, undatedToCome: 1_00 })).toBe(
      'Added up over the months. $50 K of the budget has no planned dates, and $1 still to come has no expected date ahead: not in the lines.',
    );
  });
});

describe('sources and uses', () => {
  const reply = (rows: TotalsReply['rows']): TotalsReply => ({
    revision: 3,
    asOf: null,
    by: [],
    measures: [],
    rows,
    total: {},
  });
  const source = (available: number, current: number) =>
    reply([{ source: 'BND-A', available, current, expended: 1_00 }]);

  test('are the figures of the totals', () => {
    expect(chartTable(sourcesChart(source(900_00, 500_00), noNames))).toEqual({
      headers: ['Funding Source', 'Available', 'Budgeted', 'Spent'],
      rows: [{ name: 'BND-A', cells: ['900.00', '500.00', '1.00'] }],
    });
    const uses = reply([{ program: 'Safety', current: 5_00, expended: 2_00, eac: 6_00 }]);
    expect(chartTable(usesChart(uses, noNames)).rows).toEqual([{ name: 'Safety', cells: ['5.00', '2.00', '6.00'] }]);
  });

  test('say whether the money is enough', () => {
    expect(sourcesChart(source(900_00, 500_00), noNames).finding).toBe('$500 of $900 is budgeted, $400 is free');
    expect(sourcesChart(source(400_00, 500_00), noNames).finding).toBe('$100 more is budgeted than the sources have');
    const uses = (eac: number) =>
      reply([
        { program: 'Safety', current: 5_00, eac },
        { program: 'LAN', current: 5_00, eac: 1_00 },
      ]);
    expect(usesChart(uses(5_00), noNames).finding).toBe('Every program is expected to stay within its budget');
    expect(usesChart(uses(6_00), noNames).finding).toBe('1 of 2 programs is expected to cost more than budgeted');
  });
});

test('the status of a region counts its open work, by letter and colour', () => {
  const line = (region: string | null, indicator: Indicator, isActual = false) => ({
    region,
    indicator,
    finish: { day: '2026-12-01', isActual },
  });
  const work = [
    line('North', 'Red'),
    line('North', 'Green'),
    line('North', 'Red', true),
    line(null, '–'),
    line('South', 'Yellow'),
  ];
  const chart = statusChart(work);
  expect(chart.finding).toBe('1 of 4 open lines of work is late');
  expect(chartTable(chart).rows).toEqual([
    { name: 'North', cells: ['1', '0', '1', '0'] },
    { name: 'South', cells: ['0', '1', '0', '0'] },
    { name: 'Whole district', cells: ['0', '0', '0', '1'] },
  ]);
  expect(chart.series.map(({ letter }) => letter)).toEqual(['G', 'Y', 'R', '–']);
});
