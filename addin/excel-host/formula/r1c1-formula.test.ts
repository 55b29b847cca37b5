import { expect, test } from 'vitest';
import { fromR1C1, toR1C1 } from './r1c1-formula.ts';

test.each([
  ['=B1*2', '=R[-1]C*2'],
  ['=$A$1+B$3', '=R1C1+R3C'],
  ['=SUM(A1:C1,Other!D5)', '=SUM(R[-1]C[-1]:R[-1]C[1],Other!R[3]C[2])'],
  ['=SUM($A:$A)', '=SUM(C1)'],
  ['=People[Amount]&"B1"', '=People[Amount]&"B1"'],
  ['=Tax*2', '=Tax*2'],
])('%s in B2 is %s in R1C1, and back', (formula, other) => {
  expect(toR1C1(formula, 1, 1)).toBe(other);
  expect(fromR1C1(other, 1, 1)).toBe(formula);
});

test('cells are named in one notation only', () => {
  expect(fromR1C1('=A1+RC[1]', 0, 0)).toBeUndefined();
  expect(fromR1C1('=Tax+RC[1]', 0, 0)).toBe('=Tax+B1');
});
