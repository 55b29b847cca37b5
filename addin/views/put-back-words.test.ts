import { expect, test } from 'vitest';
import { noNames } from '../../shared/tables/code-names.ts';
import { putBackNews, putBackWords, typedText } from './put-back-words.ts';

const putBack = {
  table: 'budgetLines',
  row: 'R0A1B2C3D4E5F6G7',
  rowKey: 'BL-001',
  column: 'current',
  typed: 272_588.27,
  plan: 1_000_000,
  now: 1_000_000,
};

test('[FB1] a value put back is said with its cell, what was typed and what stands there now', () => {
  expect(putBackWords(putBack, noNames)).toBe(
    'Budget Lines · BL-001: Current Budget is computed; 272,588.27 was put back to 10,000.00.',
  );
});

test('[FB1] what is no value of the column is told as it was typed', () => {
  expect(typedText({ ...putBack, typed: 'about 5k' })).toBe('about 5k');
  expect(typedText({ ...putBack, typed: '' })).toBe('(empty)');
});

test('[FB1] what is said aloud is the newest value put back, and how many more there are', () => {
  const newest = 'Budget Lines · BL-001: Current Budget is computed; 272,588.27 was put back to 10,000.00.';
  expect(
    [0, 1, 2, 3].map((count) =>
      putBackNews(
        Array.from({ length: count }, () => putBack),
        noNames,
      ),
    ),
  ).toEqual(['', newest, `${newest} 1 more value put back.`, `${newest} 2 more values put back.`]);
});
