import { expect, test } from 'vitest';
import { demoTimes } from './demo-time.ts';

const monday = new Date(2026, 10, 30, 7, 15);
const DAY_MS = 24 * 60 * 60 * 1000;

const undated = (count: number) => Array.from({ length: count }, () => ({ on: null }));

test.for([1, 3, 14, 25, 60])(
  '[FC9] %d undated steps are spread over working days before today, in their order',
  (count) => {
    const times = demoTimes(undated(count), monday);
    for (const [index, at] of times.entries()) {
      expect(at.getTime()).toBeGreaterThan(times[index - 1]?.getTime() ?? 0);
      expect([1, 2, 3, 4, 5]).toContain(at.getDay());
      expect(at.getHours()).toBeGreaterThanOrEqual(8);
      expect(at.getHours()).toBeLessThan(18);
    }
    expect(times.at(-1)?.toDateString()).toBe('Fri Nov 27 2026');
    expect(times.at(-1)?.getTime()).toBeLessThan(monday.getTime());
  },
);

test('[FC9] the history of a demo without days begins weeks ago', () => {
  const [first = monday] = demoTimes(undated(14), monday);
  expect((monday.getTime() - first.getTime()) / DAY_MS).toBeGreaterThan(45);
});

const dated = [{ on: '2026-10-04T10' }, { on: '2026-10-04T10' }, { on: '2026-11-06T15' }];

test('a step with a day is done on it, those of one hour in their order', () => {
  expect(demoTimes(dated, monday)).toEqual([
    new Date(2026, 9, 4, 10, 0, 0),
    new Date(2026, 9, 4, 10, 0, 1),
    new Date(2026, 10, 6, 15, 0, 2),
  ]);
});

test('where a history would end after today, all of it lies so many days earlier', () => {
  expect(demoTimes(dated, new Date(2026, 9, 31, 12))).toEqual([
    new Date(2026, 8, 27, 10, 0, 0),
    new Date(2026, 8, 27, 10, 0, 1),
    new Date(2026, 9, 30, 15, 0, 2),
  ]);
});
