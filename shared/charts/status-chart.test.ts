import { expect, test } from 'vitest';
import type { Indicator } from '../plan/figures/indicators.ts';
import { chartTable } from './chart.ts';
import { statusChart } from './status-chart.ts';

test('the status of a region counts its open work, by letter and colour, and calls late what the schedule calls late', () => {
  const line = (region: string | null, indicator: Indicator, isActual = false, isPastDue = false) => ({
    region,
    indicator,
    finish: { day: '2026-12-01', isActual },
    isPastDue,
  });
  const work = [
    line('North', 'Red'),
    line('North', 'Green'),
    line('North', 'Red', true),
    line(null, '–'),
    line('South', 'Yellow'),
    line('South', 'Green', false, true),
  ];
  const chart = statusChart(work);
  expect(chart.finding).toBe('3 of 5 open lines of work are late');
  expect(chartTable(chart).rows).toEqual([
    { name: 'North', cells: ['1', '0', '1', '0'] },
    { name: 'South', cells: ['1', '1', '0', '0'] },
    { name: 'Whole district', cells: ['0', '0', '0', '1'] },
  ]);
  expect(chart.series.map(({ letter }) => letter)).toEqual(['G', 'Y', 'R', '–']);
});
