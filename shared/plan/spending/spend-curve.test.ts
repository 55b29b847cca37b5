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

  const monthsOf = (more: Partial<SpendFacts>) =>
    spendCurve({ ...facts, spent: new Map(), ...more }).months.map(({ month, planned, spent, forecast }) => [
      month,
      planned,
      spent,
      forecast,
    ]);
  const expected = (from: string | null, to: string | null) => [line('A', [null, null], [from, to])];

  test.each<[string, string | null, string | null, readonly string[]]>([
    ['over the months after the day', '2026-08-01', '2026-11-30', ['2026-10', '2026-11']],
    ['not before it begins', '2026-11-02', '2026-12-01', ['2026-11', '2026-12']],
    ['from the month after the day, where it begins in that of the day', '2026-09-30', '2026-10-01', ['2026-10']],
    ['in the month of its finish, where no start is known', null, '2026-12-01', ['2026-12']],
    ['in the month of its finish, where it starts behind it', '2027-01-05', '2026-12-01', ['2026-12']],
    ['in one month, where it starts and finishes in it', '2026-12-20', '2026-12-01', ['2026-12']],
  ])('spreads what is to come %s', (_what, from, to, months) => {
    const steps = monthsOf({ work: expected(from, to) });
    const rising = steps.filter(([, , , forecast], index) => (forecast ?? 0) !== (steps[index - 1]?.[3] ?? 0));
    expect(rising.map(([month]) => month)).toEqual(months);
    expect(steps.at(-1)?.[3]).toBe(700);
  });

  test('says no month for what was to be over by the month of the day', () => {
    for (const finish of ['2026-08-31', '2026-09-30', null])
      expect(spendCurve({ ...facts, work: expected('2026-07-01', finish) }).undatedToCome).toBe(700);
  });

  test('takes the first start and the last finish of all sites, in whatever order they come', () => {
    const sites = [
      line('A', ['2026-10-01', '2026-11-30'], [null, null]),
      line('A', ['2026-08-01', '2026-09-30'], [null, null]),
      line('A', ['2026-09-01', '2026-10-31'], [null, null]),
    ];
    for (const work of [sites, sites.toReversed()])
      expect(monthsOf({ work }).map(([month, planned]) => [month, planned])).toEqual([
        ['2026-08', 250],
        ['2026-09', 500],
        ['2026-10', 750],
        ['2026-11', 1000],
      ]);
  });

  test('goes on to the month of the day, with nothing spent or to come beyond what is known', () => {
    expect(monthsOf({ work: [], spent: new Map([['2026-07', 5]]) })).toEqual([
      ['2026-07', 0, 5, null],
      ['2026-08', 0, 5, null],
      ['2026-09', 0, 5, 5],
    ]);
    expect(monthsOf({ work: [], spent: new Map([['2026-09', 5]]) })).toEqual([['2026-09', 0, 5, 5]]);
    // What is posted to a month to come is not spent yet.
    expect(monthsOf({ work: [], spent: new Map([['2026-10', 5]]) })).toEqual([['2026-10', 0, null, 0]]);
  });
});
