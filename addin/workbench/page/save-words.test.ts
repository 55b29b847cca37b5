import { expect, test } from 'vitest';
import { copyName, savedWords } from './save-words.ts';

test('[FA9] what was saved is said with its macros, and a copy stands beside', () => {
  expect(savedWords('plan.xlsx', { hasMacros: false })).toBe('Saved plan.xlsx with your downloads.');
  expect(savedWords('plan.xlsm', { hasMacros: true })).toContain('Its macros are in it as they were');
  expect(['plan.xlsx', 'my.plan.xlsm', 'plan'].map(copyName)).toEqual([
    'plan (copy).xlsx',
    'my.plan (copy).xlsm',
    'plan (copy)',
  ]);
});
