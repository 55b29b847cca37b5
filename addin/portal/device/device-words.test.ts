import { expect, test } from 'vitest';
import { codePlaces } from '../../../shared/protocol/device-sign-in.ts';
import { askedWords, placeWords } from './device-words.ts';

test.each([
  ['2026-11-23T18:04:30.000Z', '10:04 AM, just now'],
  ['2026-11-23T18:03:30.000Z', '10:03 AM, a minute ago'],
  ['2026-11-23T17:57:00.000Z', '9:57 AM, 7 minutes ago'],
  // The clock of this computer may be behind the server's.
  ['2026-11-23T18:06:00.000Z', '10:06 AM, just now'],
])('what was asked at %s was asked %s', (askedAt, words) => {
  // Since Node 20 a narrow space stands before AM.
  const told = askedWords(askedAt, new Date('2026-11-23T18:04:45.000Z'), 'America/Los_Angeles');
  expect(told.replaceAll(/\s/g, ' ')).toBe(words);
});

test('every Excel that can ask has a name of its own', () => {
  expect(new Set(codePlaces.map(placeWords)).size).toBe(codePlaces.length);
});
