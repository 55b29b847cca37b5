import { describe, expect, test } from 'vitest';
import { fiscalYearOf } from '../../tables/kinds/calendar-dates.ts';
import { drawnWork, monthStrip, placeOf, quarterMarks, spanOf, stripMarks, stripMonths } from './month-strip.ts';

const strip = monthStrip('2026-10-31');

test('the strip begins three months before the month of the schedule and is a year and a half long', () => {
  expect(monthStrip('2026-10-31')).toEqual({ from: '2026-07-01', to: '2027-12-31', days: 549 });
  expect(monthStrip('2026-02-28')).toEqual({ from: '2025-11-01', to: '2027-04-30', days: 546 });
  const months = stripMonths(strip, fiscalYearOf);
  expect(months.map(({ label }) => label).join(' ')).toBe(
    'Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  );
  expect(months.flatMap(({ quarter }) => (quarter === '' ? [] : [quarter]))).toEqual([
    '2026-27 Q1',
    '2026-27 Q2',
    '2026-27 Q3',
    '2026-27 Q4',
    '2027-28 Q1',
    '2027-28 Q2',
  ]);
  expect(months[1]?.at).toBeCloseTo(31 / 549);
});

test('the first quarter on the strip says its year, as the first of every year does', () => {
  const labels = (asOf: string) => quarterMarks(stripMonths(monthStrip(asOf), fiscalYearOf)).map(({ label }) => label);
  expect(labels('2026-11-28')).toEqual(['26-27 Q2', 'Q3', 'Q4', '27-28 Q1', 'Q2', 'Q3']);
  expect(labels('2026-10-31')).toEqual(['26-27 Q1', 'Q2', 'Q3', 'Q4', '27-28 Q1', 'Q2']);
});

test('a span covers both its days, and ends at the strip’s ends', () => {
  expect(spanOf(strip, '2026-07-01', '2026-07-01')).toEqual([0, 1 / 549]);
  expect(spanOf(strip, '2026-01-01', '2026-07-31')).toEqual([0, 31 / 549]);
  expect(spanOf(strip, '2027-12-31', '2030-01-01')).toEqual([548 / 549, 1]);
});

test('what lies beside the strip or ends before it begins is not drawn', () => {
  expect(spanOf(strip, '2026-01-01', '2026-06-30')).toBeNull();
  expect(spanOf(strip, '2028-01-01', '2028-02-01')).toBeNull();
  expect(spanOf(strip, '2026-09-01', '2026-08-01')).toBeNull();
  expect([placeOf(strip, '2020-01-01'), placeOf(strip, '2040-01-01')]).toEqual([0, 1]);
});

test('milestones stand on their day, and those beside the strip or without a day nowhere', () => {
  const day = (text: string, isActual = false) => ({ day: text, isActual });
  expect(
    stripMarks(strip, [
      { day: day('2026-07-01', true), brokenBy: null },
      { day: day('2026-08-01'), brokenBy: { milestone: 'M40 Bid/award (NTP)', day: '2026-09-01' } },
      { day: day('2026-06-30'), brokenBy: null },
      { day: null, brokenBy: null },
    ]),
  ).toEqual([
    { at: 0, isActual: true, isBroken: false },
    { at: 31 / 549, isActual: false, isBroken: true },
  ]);
});

describe('the strip of a line', () => {
  // October 2026: 31 days.
  const october = { from: '2026-10-01', to: '2026-10-31', days: 31 };
  const line = (more: Partial<Parameters<typeof drawnWork>[1]>) =>
    drawnWork(october, { baselineStart: null, baselineFinish: null, start: null, finish: null, blocked: [], ...more });
  const day = (text: string) => ({ day: text, isActual: false });
  const at = (days: number): number => days / 31;

  test('has its bar from start to finish, both days included, its baseline behind it, and a mark where it is done', () => {
    expect(
      line({
        baselineStart: '2026-10-02',
        baselineFinish: '2026-10-04',
        start: day('2026-10-03'),
        finish: day('2026-10-11'),
      }),
    ).toEqual({ baseline: [at(1), at(4)], bar: [at(2), at(11)], done: at(10), blocked: [] });
  });

  test('is of one day where only one end is known, and nothing where none is', () => {
    expect(line({ start: day('2026-10-03') })).toMatchObject({ baseline: null, bar: [at(2), at(3)], done: null });
    expect(line({ finish: day('2026-10-03') })).toMatchObject({ bar: [at(2), at(3)], done: at(2) });
    expect(line({})).toEqual({ baseline: null, bar: null, done: null, blocked: [] });
    expect(line({ baselineFinish: '2026-10-31' })).toMatchObject({ baseline: [at(30), 1], bar: null });
  });

  test('is cut off where the strip ends, and shows nothing of what lies beyond it', () => {
    expect(line({ start: day('2026-09-01'), finish: day('2026-11-01') })).toMatchObject({ bar: [0, 1], done: null });
    expect(line({ start: day('2026-11-01'), finish: day('2026-11-05') })).toMatchObject({ bar: null, done: null });
    const blocked = [
      { from: '2026-09-01', to: '2026-09-30', type: 'Exam' },
      { from: '2026-10-30', to: '2026-11-05', type: 'Exam' },
      { from: '2026-11-01', to: '2026-11-05', type: 'Exam' },
    ];
    expect(line({ blocked }).blocked).toEqual([[at(29), 1]]);
  });
});
