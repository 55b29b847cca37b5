import { expect, test } from 'vitest';
import { actual, expected, workLine } from '../../../shared/plan/schedule/testing/work-line.ts';
import { clashWords, standingWords, varianceWords, workDayWords } from './schedule-words.ts';

test('a day says whether it has happened', () => {
  expect(workDayWords({ day: '2026-10-31', isActual: true })).toBe('October 31, 2026');
  expect(workDayWords({ day: '2026-11-01', isActual: false })).toBe('Expected November 1, 2026');
  expect(workDayWords(null)).toBe('Not set yet');
});

test('lateness is told in days, one as one', () => {
  expect(varianceWords({ variance: 43, isPastDue: true })).toBe('past due, 43 days late');
  expect(varianceWords({ variance: -1, isPastDue: false })).toBe('1 day early');
  expect(varianceWords({ variance: 0, isPastDue: false })).toBe('');
  expect(varianceWords({ variance: null, isPastDue: false })).toBe('');
});

test('[V42] blocked days are named with their kind and both ends', () => {
  const testing = { from: '2027-04-12', to: '2027-05-28', type: 'State testing' };
  expect(
    clashWords({
      clashes: [
        { ...testing, isSlip: true },
        { ...testing, type: 'Exam', isSlip: false },
      ],
    }),
  ).toEqual([
    'Has slipped into days without work: State testing, 2027-04-12 to 2027-05-28',
    'Falls into days without work: Exam, 2027-04-12 to 2027-05-28',
  ]);
});

test('how work stands is said once: what is late by its days, all else by its name and its days', () => {
  const words = (cells: Parameters<typeof workLine>[1]) => standingWords(workLine('1', cells), '2026-10-31');
  expect(
    words({ start: actual('2026-09-01'), finish: expected('2026-12-01'), variance: 43, indicator: 'Yellow' }),
  ).toBe('43 days late');
  expect(words({ start: actual('2026-09-01'), finish: expected('2026-12-01'), variance: 3 })).toBe(
    'Under way, 3 days late',
  );
  expect(words({ finish: actual('2026-10-01'), variance: 0 })).toBe('Done');
  expect(words({})).toBe('Without dates');
});
