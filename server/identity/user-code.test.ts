import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newUserCode, readUserCode } from './user-code.ts';

test('a code has eight letters in two halves, and reads back however it is typed', () => {
  for (let made = 0; made < 200; made++) {
    const code = newUserCode(randomBytes);
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(readUserCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code);
  }
});

test('every letter is as likely as any other: bytes that would favour some are thrown away', () => {
  const asked: number[] = [];
  const bytes = [240, 255, 0, 19, 20, 239, 250, 251, 1, 2, 3, 4, 5, 6, 7, 8];
  const code = newUserCode((count) => {
    asked.push(count);
    return Uint8Array.from(bytes.splice(0, count));
  });
  expect(code).toBe('BZBZ-CDFG');
  expect(asked).toEqual([8, 8]);
});

test('what can be no code is none', () => {
  for (const typed of ['', 'BCDF', 'BCDF-GHJA', 'BCDF-GHJ0', 'BCDF-GHJKL', 'ＢＣＤＦ-GHJK']) {
    expect([typed, readUserCode(typed)]).toEqual([typed, null]);
  }
});
