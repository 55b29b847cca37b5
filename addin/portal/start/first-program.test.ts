import { expect, test } from 'vitest';
import { fiscalYearOf, programIdOf } from './first-program.ts';

test.each([
  ['Cañon City Schools', 'canon-city-schools'],
  ['  Elm (USD) #4 ', 'elm-usd-4'],
  ['学校', 'district'],
  ['E', 'district'],
  ['', 'district'],
  [`${'a'.repeat(39)} district`, 'a'.repeat(39)],
])('the program of %s has the id %s', (district, id) => {
  expect(programIdOf(district)).toBe(id);
});

test('a fiscal year begins in July', () => {
  expect(fiscalYearOf(new Date(2026, 5, 30))).toBe('2025-26');
  expect(fiscalYearOf(new Date(2026, 6, 1))).toBe('2026-27');
  expect(fiscalYearOf(new Date(2099, 11, 31))).toBe('2099-00');
});
