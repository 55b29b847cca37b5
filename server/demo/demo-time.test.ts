import { expect, test } from 'vitest';
import { demoTime } from './demo-time.ts';

const monday = new Date(2026, 10, 30, 7, 15);

test.for([1, 3, 14, 25, 60])('[FC9] %d steps are spread over working days before today, in their order', (count) => {
  const times = Array.from({ length: count }, (_, step) => demoTime(step, count, monday));
  for (const [index, at] of times.entries()) {
    expect(at.getTime()).toBeGreaterThan(times[index - 1]?.getTime() ?? 0);
    expect([1, 2, 3, 4, 5]).toContain(at.getDay());
    expect(at.getHours()).toBeGreaterThanOrEqual(8);
    expect(at.getHours()).toBeLessThan(18);
  }
  expect(times.at(-1)?.toDateString()).toBe('Fri Nov 27 2026');
  expect(times.at(-1)?.getTime()).toBeLessThan(monday.getTime());
  expect(Array.from({ length: count }, (_, step) => demoTime(step, count, monday))).toEqual(times);
});

test('[FC9] the history of a demo begins weeks ago', () => {
  const first = demoTime(0, 14, monday);
  expect((monday.getTime() - first.getTime()) / (24 * 60 * 60 * 1000)).toBeGreaterThan(45);
});
