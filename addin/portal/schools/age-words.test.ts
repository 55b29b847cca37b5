import { expect, test } from 'vitest';
import { ageWords } from './age-words.ts';

test('an age stands beside how long the system is meant to last, where that is known', () => {
  expect([ageWords(1, 8), ageWords(12, null), ageWords(null, 8)]).toEqual(['1 year of 8', '12 years', '']);
});
