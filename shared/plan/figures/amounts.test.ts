import { expect, test } from 'vitest';
import { addAmounts, amountNames, noAmounts } from './amounts.ts';

test('every amount is added, and taken away', () => {
  const some = noAmounts();
  for (const [i, name] of amountNames.entries()) some[name] = 10 ** i;
  const sum = noAmounts();
  addAmounts(sum, some);
  addAmounts(sum, some);
  addAmounts(sum, some, -1);
  expect(sum).toEqual(some);
  expect(Object.keys(sum)).toEqual([...amountNames]);
});
