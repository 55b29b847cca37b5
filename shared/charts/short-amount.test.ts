import { expect, test } from 'vitest';
import { shortDollars } from './short-amount.ts';

test('amounts are plain dollars in as few characters as tell them apart', () => {
  const told = [
    0, 12_34, -5_00, 999_49, 1_000_00, 340_000_00, 1_250_000_00, 99_960_000_00, 123_400_000_00, -7_000_000_000_00,
  ];
  expect(told.map(shortDollars)).toEqual([
    '$0',
    '$12',
    '−$5',
    '$999',
    '$1 K',
    '$340 K',
    '$1.3 M',
    '$100 M',
    '$123 M',
    '−$7 B',
  ]);
});

test('halves are rounded up, and what rounds up to the next unit is said in it', () => {
  expect([7_550_000_00, 999_600_00, 999_960_000_00].map(shortDollars)).toEqual(['$7.6 M', '$1 M', '$1 B']);
});
