import { expect, test } from 'vitest';
import { measureLabel } from './measures.ts';

test('a measure is called as the office calls it, and one that nobody knows by its own name', () => {
  expect([measureLabel('eac'), measureLabel('unheard of')]).toEqual(['Forecast at Completion', 'unheard of']);
});
