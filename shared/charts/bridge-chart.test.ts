import { describe, expect, test } from 'vitest';
import { bridgeChart, type DrawnStep } from './bridge-chart.ts';
import { chartPoints } from './chart.ts';

const step = (words: string, amount: number): DrawnStep => ({ words, account: 'staff', amount });
const ends = { from: 'Adopted plan', to: 'Today' };

describe('the chart of a bridge', () => {
  test('has every step that moves something, by its name, between both figures', () => {
    const steps = [step('BC-1 · A', 300), step('BC-2 · B', 0), step('BC-1 · A', -50)];
    const chart = bridgeChart({ ...ends, start: 1000, end: 1250, steps });
    expect(chart.names).toEqual(['Adopted plan', 'BC-1 · A', 'BC-1 · A (2)', 'Today']);
    expect(chartPoints(chart).map(({ name, label, value }) => [name, label, value])).toEqual([
      ['Adopted plan', 'Figure', 1000],
      ['Today', 'Figure', 1250],
      ['BC-1 · A', 'More', 300],
      ['BC-1 · A (2)', 'Less', -50],
    ]);
    expect(chart.finding).toBe('It grew by 2.50 in 2 steps');
  });

  test('draws many steps by what they are, and still adds up', () => {
    const steps = Array.from({ length: 20 }, (_, index) => step(`BC-${index}`, 10));
    const chart = bridgeChart({ ...ends, start: 0, end: 200, steps });
    expect(chart.names).toEqual(['Adopted plan', 'Other approved changes: 20 steps', 'Today']);
    expect(chartPoints(chart).map(({ value }) => value)).toEqual([0, 200, 200]);
  });

  test('says when nothing has moved, and when what has moved cancels out', () => {
    expect(bridgeChart({ ...ends, start: 5, end: 5, steps: [] }).finding).toBe('Nothing has moved');
    const steps = [step('BC-1', 7), step('BC-2', -7)];
    expect(bridgeChart({ ...ends, start: 5, end: 5, steps }).finding).toBe('2 steps that cancel out');
  });
});
