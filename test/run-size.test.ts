import { expect, test } from 'vitest';
import { firstSeed } from './run-size.ts';

test('seeds are the same all day, others the next day, and those that are asked for', () => {
  const morning = firstSeed(new Date('2026-11-28T00:00:01Z'), undefined);
  expect(firstSeed(new Date('2026-11-28T23:59:59Z'), undefined)).toBe(morning);
  expect(firstSeed(new Date('2026-11-29T00:00:01Z'), undefined)).toBe(morning + 100_000);
  expect(firstSeed(new Date('2026-11-29T00:00:01Z'), '2078500012')).toBe(2_078_500_012);
});
