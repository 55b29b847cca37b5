import { describe, expect, test } from 'vitest';
import { chartTable } from './chart.ts';
import { sourcesChart, usesChart, type GroupFigures } from './funding-charts.ts';

describe('sources and uses', () => {
  const source = (authorized: number, current: number): GroupFigures[] => [
    { group: 'BND-A', values: { authorized, available: 3_00, current, expended: 1_00 } },
  ];

  test('are the figures of the totals', () => {
    expect(chartTable(sourcesChart(source(900_00, 500_00)))).toEqual({
      headers: ['Funding Source', 'Authorized', 'Available', 'Budgeted', 'Spent'],
      rows: [{ name: 'BND-A', cells: ['900.00', '3.00', '500.00', '1.00'] }],
    });
    const uses = [{ group: 'Safety', values: { current: 5_00, expended: 2_00, eac: 6_00 } }];
    expect(chartTable(usesChart(uses)).rows).toEqual([{ name: 'Safety', cells: ['5.00', '2.00', '6.00'] }]);
  });

  test('say whether the money is enough: budgets are held against what is authorized, whatever has come in', () => {
    expect(sourcesChart(source(900_00, 500_00)).finding).toBe(
      '$500 of $900 authorized is budgeted; $3 is available so far',
    );
    expect(sourcesChart(source(400_00, 500_00)).finding).toBe('$100 more is budgeted than is authorized');
    const uses = (eac: number): GroupFigures[] => [
      { group: 'Safety', values: { current: 5_00, eac } },
      { group: 'LAN', values: { current: 5_00, eac: 1_00 } },
    ];
    expect(usesChart(uses(5_00)).finding).toBe('Every program is expected to stay within its budget');
    expect(usesChart(uses(6_00)).finding).toBe('1 of 2 programs is expected to cost more than budgeted');
  });
});
