import { expect, test } from 'vitest';
import { clockTime, counted, momentWords } from './cell-words.ts';

const now = new Date(2026, 10, 28, 16, 53);

test.each([
  [new Date(2026, 10, 28, 9, 5), 'today 09:05'],
  [new Date(2026, 10, 20, 10, 31), 'Nov 20, 10:31'],
  [new Date(2024, 10, 28, 9, 0), 'Nov 28, 2024, 09:00'],
  [new Date(2025, 11, 31, 23, 59), 'Dec 31, 2025, 23:59'],
])('a moment is told by its day, with the year where it is another: %s', (moment, words) => {
  expect(momentWords(moment.toISOString(), now)).toBe(words);
  expect(clockTime(moment.toISOString())).toBe(words.slice(-5));
});

test('what is counted has its number in words', () => {
  expect([counted(0, 'change'), counted(1, 'change'), counted(6_347, 'change')]).toEqual([
    '0 changes',
    '1 change',
    '6,347 changes',
  ]);
});
