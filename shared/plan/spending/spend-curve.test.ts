import { describe, expect, test } from 'vitest';
import { spendCurve, type SpendFacts } from './spend-curve.ts';

const line = (project: string, baseline: [string | null, string | null], expected: [string | null, string | null]) => {
  const day = (text: string | null) => (text === null ? null : { day: text, isActual: false });
  const [start, finish] = [day(expected[0]), day(expected[1])];
  return { project, baselineStart: baseline[0], baselineFinish: baseline[1], start, finish };
};

const facts: SpendFacts = {
  asOf: '2026-09-15',
  spent: new Map([
    ['2026-07', 100],
    ['2026-09', 150],
  ]),
  projects: [{ project: 'A', current: 1000, etc: 700 }],
  work: [line('A', ['2026-07-10', '2026-09-20'], ['2026-08-01', '2026-11-30'])],
};

describe('the curve of spending', () => {
  test('has the plan over its planned months, what is spent until the day, and what is still to come after it', () => {
    expect(spendCurve(facts).months).toEqual([
      { month: '2026-07', planned: 333, spent: 100, forecast: null },
      { month: '2026-08', planned: 667, spent: 100, forecast: null },
      { month: '2026-09', planned: 1000, spent: 250, forecast: 250 },
      { month: '2026-10', planned: 1000, spent: null, forecast: 600 },
      { month: '2026-11', planned: 1000, spent: null, forecast: 950 },
    ]);
  });

  test('spans all sites of a project', () => {
    const work = [
      line('A', ['2026-08-01', '2026-08-31'], [null, null]),
      line('A', ['2026-10-01', '2026-10-31'], [null, null]),
    ];
    const { months } = spendCurve({ ...facts, spent: new Map(), work });
    expect(months.map(({ month, planned }) => [month, planned])).toEqual([
      ['2026-08', 333],
      ['2026-09', 667],
      ['2026-10', 1000],
    ]);
  });

  test('says what has no dates, or should have been over by the day, instead of guessing a month', () => {
    const work = [line('B', [null, '2026-12-01'], ['2026-05-01', '2026-08-01'])];
    const projects = [...facts.projects, { project: 'B', current: 40, etc: 30 }];
    const curve = spendCurve({ ...facts, spent: new Map(), projects, work });
    expect(curve).toMatchObject({ undatedBudget: 1000, undatedToCome: 730 });
    expect(curve.months.at(-1)).toEqual({ month: '2026-12', planned: 40, spent: null, forecast: 0 });
  });

  test('adds up to the cent, whatever is spread over how many months', () => {
    for (const current of [1, 100, 12_345_678_901]) {
      for (const to of ['2026-07-31', '2026-12-31', '2029-03-31']) {
        const work = [line('A', ['2026-07-01', to], ['2026-07-01', to])];
        const { months, undatedToCome } = spendCurve({
          ...facts,
          asOf: '2026-06-30',
          spent: new Map(),
          projects: [{ project: 'A', current, etc: current }],
          work,
        });
        expect([months.at(-1)?.planned, (months.at(-1)?.forecast ?? 0) + undatedToCome]).toEqual([current, current]);
      }
    }
  });

  test('of a plan without dates or spending has no months', () => {
    expect(spendCurve({ ...facts, spent: new Map(), work: [] }).months).toEqual([]);
  });
});
