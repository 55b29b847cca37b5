import { expect, test } from 'vitest';
import type { Standing } from '../../pane/page-around.ts';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';
import { bookOfProgram, booksOf, changedWords, deleteWords, unsentWords } from './kept-words.ts';

const standing: Standing = { person: 'ann@x', program: 'p', unsent: 0, leftOut: [], isSyncing: false };
const book = (id: string, patch: Partial<Standing> | null): KeptBook => ({
  id,
  name: 'Plan.xlsx',
  changedAt: '2026-11-28T12:00:00.000Z',
  standing: patch === null ? null : { ...standing, ...patch },
});

test.each([
  [20_000, 'changed just now'],
  [60_000, 'changed 1 minute ago'],
  [59 * 60_000, 'changed 59 minutes ago'],
  [3_600_000, 'changed 1 hour ago'],
  [50 * 3_600_000, 'changed 2 days ago'],
])('a workbook changed %i ms ago is said to be %s', (age, words) => {
  expect(changedWords('2026-11-28T12:00:00.000Z', Date.parse('2026-11-28T12:00:00.000Z') + age)).toBe(words);
});

test('[FC10] a kept workbook says what is in this browser alone, and what its deletion loses', () => {
  expect(unsentWords(book('a', null))).toBe('not connected to a program');
  expect(unsentWords(book('a', { unsent: 0 }))).toBe('nothing waits to be sent');
  expect(unsentWords(book('a', { unsent: 3 }))).toBe('3 changes not sent');
  expect(deleteWords(book('a', null))).toContain('everything in it is gone for good');
  expect(deleteWords(book('a', { unsent: 1 }))).toContain('1 change that was not sent');
  expect(deleteWords(book('a', { unsent: 0 }))).toContain('What was synced stays in the program');
});

test('[FC10] a person is shown their own workbooks and those of nobody, and goes on with the last of a program', () => {
  const all = [book('a', { person: 'bob@x' }), book('b', {}), book('c', null), book('d', {})];
  const mine = booksOf(all, 'ann@x');
  expect(mine.map(({ id }) => id)).toEqual(['b', 'c', 'd']);
  expect(bookOfProgram(mine, 'p')?.id).toBe('b');
  expect(bookOfProgram(mine, 'q')).toBeUndefined();
});
