import { expect, test } from 'vitest';
import { otherWayLabel, wordsOfCode, wordsOfDialog, wordsOfEntra } from './sign-in-words.ts';

test.each([12002, 12006, 12007, 12009, 12011])('Office’s number %i is said in words, with the way on', (code) => {
  const words = wordsOfDialog({ kind: 'failed', code }) ?? '';
  expect(words).not.toMatch(/\d/);
  expect(words).toMatch(/try again/i);
});

test('a number that nobody has told of is named, with the way on', () => {
  for (const code of [5001, 12003, 12004, 12005]) {
    const words = wordsOfDialog({ kind: 'failed', code });
    expect(words).toContain(`(code ${code}). Sign in with a code instead.`);
  }
});

test('what the person ends themselves is no problem to be told of', () => {
  expect(wordsOfDialog({ kind: 'left' })).toBeNull();
  expect(wordsOfCode({ kind: 'left' })).toBeNull();
  expect(wordsOfEntra({ kind: 'cancelled' })).not.toContain('code');
});

test('a code that has ended says that nobody was signed in, and what to do', () => {
  for (const kind of ['expired', 'refused'] as const) {
    expect(wordsOfCode({ kind })).toMatch(/[Nn]obody was signed in\. Get another one\.$/);
  }
});

test('no way is called what the button above it is called', () => {
  const ways = ['excel', 'window', 'code', 'password'] as const;
  for (const shown of ways) {
    const others = ways.filter((way) => way !== shown).map((way) => otherWayLabel(way, 'Microsoft', shown));
    expect(new Set(others).size).toBe(3);
    if (shown === 'excel' || shown === 'window') expect(others).not.toContain('Sign in with Microsoft');
  }
});
