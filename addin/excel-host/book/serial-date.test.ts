import { expect, test } from 'vitest';
import { partsOfSerial, serialOfDate } from './serial-date.ts';

const midnight = { hour: 0, minute: 0, second: 0 };

test.each([
  [1, 1900, 1, 1],
  [59, 1900, 2, 28],
  [61, 1900, 3, 1],
  [36_526, 2000, 1, 1],
  [36_585, 2000, 2, 29],
  [2_958_465, 9999, 12, 31],
])('day %i is %i-%i-%i, and that is the day', (serial, year, month, day) => {
  expect(partsOfSerial(serial)).toEqual({ year, month, day, ...midnight });
  expect(serialOfDate(year, month, day)).toBe(serial);
});

test('day 60 is the 29 February 1900 that Excel counts and the calendar does not', () => {
  expect(partsOfSerial(60)).toEqual({ year: 1900, month: 2, day: 29, ...midnight });
  expect(serialOfDate(1900, 2, 29)).toBeUndefined();
});

test('the part of a day is its time, to the second', () => {
  const timeOf = (serial: number) => {
    const { hour, minute, second } = partsOfSerial(serial) ?? {};
    return [hour, minute, second].join(':');
  };
  expect([0.5, 0.75 + 1 / 86_400, 1 / 1440, 59 / 86_400].map((part) => timeOf(45_000 + part))).toEqual([
    '12:0:0',
    '18:0:1',
    '0:1:0',
    '0:0:59',
  ]);
  expect(timeOf(60.25)).toBe('6:0:0');
});

test('before day 0 and after 9999 there are no dates', () => {
  expect([-1, -0.5, 2_958_466].map((serial) => partsOfSerial(serial))).toEqual([undefined, undefined, undefined]);
  expect(partsOfSerial(0)).toEqual({ year: 1899, month: 12, day: 31, ...midnight });
  expect(partsOfSerial(2_958_465.5)).toMatchObject({ year: 9999, month: 12, day: 31, hour: 12 });
});

test.each([
  [2026, 2, 29],
  [2026, 4, 31],
  [2026, 13, 1],
  [2026, 0, 1],
  [2026, 1, 0],
  [1899, 12, 31],
  [10_000, 1, 1],
  [1900, 1, 32],
])('there is no day %i-%i-%i', (year, month, day) => {
  expect(serialOfDate(year, month, day)).toBeUndefined();
});
