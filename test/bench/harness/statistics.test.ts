import { expect, test } from 'vitest';
import { median, quantile } from './statistics.ts';

test('the median of an even number of values lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
});

test('a quantile does not depend on the order and stays within the values', () => {
  expect(quantile([30, 10, 20], 0.99)).toBeCloseTo(29.8);
  expect(quantile([30, 10, 20], 0)).toBe(10);
  expect(quantile([30, 10, 20], 1)).toBe(30);
});

test('nothing has no median', () => {
  expect(median([])).toBeNaN();
});
