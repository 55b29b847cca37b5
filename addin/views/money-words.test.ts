import { expect, test } from 'vitest';
import { effectWords } from './money-words.ts';

test('[FB12] what touches no money is said as that, a sum of nothing as a sum', () => {
  expect(effectWords(null)).toBe('no amount changes');
  expect(effectWords(0)).toBe('±0.00');
  expect(effectWords(-320_000)).toBe('−3,200.00');
});
