import { expect, test } from 'vitest';
import { addMonths, lastDayOf } from './calendar-dates.ts';

test('months later it is the same day, or the last of a month that is too short', () => {
  expect([0, 1, 12, 18].map((months) => addMonths('2025-08-31', months))).toEqual([
    '2025-08-31',
    '2025-09-30',
    '2026-08-31',
    '2027-02-28',
  ]);
  expect(addMonths('2027-12-01', 2)).toBe('2028-02-01');
  expect(addMonths('2028-01-30', 1)).toBe('2028-02-29');
});

test('the last day of a month knows leap years and the end of the year', () => {
  expect(['2026-02', '2028-02', '2026-12', '2026-04'].map(lastDayOf)).toEqual([
    '2026-02-28',
    '2028-02-29',
    '2026-12-31',
    '2026-04-30',
  ]);
});
