import { describe, expect, test } from 'vitest';
import type { SpendCurve } from '../plan/spending/spend-curve.ts';
import { chartTable } from './chart.ts';
import { spendChart, spendNote } from './spend-chart.ts';

const spending = (spent: number, planned = 1000_00): SpendCurve => ({
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
