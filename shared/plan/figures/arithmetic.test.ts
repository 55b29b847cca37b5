import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../test/golden/arithmetic.json' with { type: 'json' };
import { allocate } from './allocate.ts';
import { categoryTwoBudget, districtShare, erateShare } from './erate.ts';
import { divideHalfAway, percentOf } from './percent-of.ts';

const weightLists = fc
  .array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 1, maxLength: 30 })
  .filter((weights) => weights.some((weight) => weight > 0));
const cents = fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 });

describe('allocate', () => {
  test.each(vectors.allocate)('$total by $weights gives $parts', ({ total, weights, parts }) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  test('the parts add up to the total, each within a cent of its exact share, with the sign of the total', () => {
    fc.assert(
      fc.property(cents, weightLists, (total, weights) => {
        const parts = allocate(total, weights);
        const sum = weights.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        parts.forEach((part, i) => {
          const exact = BigInt(total) * BigInt(weights[i] ?? 0);
          const off = BigInt(part) * BigInt(sum) - exact;
          expect(off < 0n ? -off : off).toBeLessThan(BigInt(sum));
          expect(part * Math.sign(total)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  test('a weight of 0 gets nothing, and no weight at all is an error', () => {
    expect(allocate(101, [0, 2, 0])).toEqual([0, 101, 0]);
    expect(() => allocate(100, [0, 0])).toThrow(RangeError);
    expect(() => allocate(100, [])).toThrow(RangeError);
  });

  test('ties go to the first keys', () => {
    expect(allocate(5, [1, 1, 1, 1])).toEqual([2, 1, 1, 1]);
    expect(allocate(-5, [1, 1, 1, 1])).toEqual([-2, -1, -1, -1]);
  });

  test('amounts beyond the exact products of doubles are shared as exactly as small ones', () => {
    expect(allocate(999_999_999_999_999, [333_333_333, 333_333_333, 333_333_333])).toEqual([
      333_333_333_333_333, 333_333_333_333_333, 333_333_333_333_333,
    ]);
    expect(allocate(999_999_999_999_998, [1_000_000_007, 1])).toEqual([999_999_998_999_998, 1_000_000]);
  });
});

describe('percentOf', () => {
  test.each([
    [1, 3, 33.3],
    [1, 8, 12.5],
    [1, 80, 1.3],
    [-1, 80, -1.3],
    [5, 10_000, 0.1],
    [-5, 10_000, -0.1],
    [4, 10_000, 0],
    [433_733_333, 495_000_000, 87.6],
    [999_999_999_999_999, 1, 99_999_999_999_999_900],
  ])('%i of %i is %f percent', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  test('a percentage of nothing is null, never 0', () => {
    expect(percentOf(0, 0)).toBeNull();
    expect(percentOf(5, 0)).toBeNull();
  });

  test('a tie moves away from zero on both sides', () => {
    expect(divideHalfAway(5, 1, 2)).toBe(3);
    expect(divideHalfAway(-5, 1, 2)).toBe(-3);
    expect(divideHalfAway(5, 1, -2)).toBe(-3);
    expect(Object.is(divideHalfAway(-1, 1, 5), 0)).toBe(true);
  });
});

describe('E-Rate', () => {
  test.each(vectors.erate)('$preDiscount at $percent %', ({ preDiscount, percent, ...shares }) => {
    expect(erateShare(preDiscount, percent * 10_000)).toBe(shares.erateShare);
    expect(districtShare(preDiscount, percent * 10_000)).toBe(shares.districtShare);
  });

  test.each(vectors.categoryTwoBudget.cases)('the budget of $students students', ({ students, budget }) => {
    expect(categoryTwoBudget(students, vectors.categoryTwoBudget)).toBe(budget);
  });
});
