import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './passwords.ts';

/** A password kept at another cost, as an older or newer server keeps it. */
function keptAt(password: string, N: number, r: number, p: number, bytes = 32): string {
  const salt = Buffer.from('a salt');
  const hash = scryptSync(password, salt, bytes, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

test('a password is kept with the cost OWASP asks for and a salt of its own, and is told from others', async () => {
  const [one, two] = [await hashPassword('Café au lait'), await hashPassword('Café au lait')];
  expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(two).not.toBe(one);
  // However the keyboard composes it.
  expect(await isPassword('Cafe\u0301 au lait', one)).toBe(true);
  expect(await isPassword('Cafe au lait', one)).toBe(false);
});

test('one that is kept at another cost opens all the same', async () => {
  for (const [N, r, p] of [
    [2, 1, 1],
    [16, 2, 1],
    [4, 1, 3],
  ] as const) {
    expect(await isPassword('right', keptAt('right', N, r, p))).toBe(true);
    expect(await isPassword('wrong', keptAt('right', N, r, p))).toBe(false);
  }
});

test('a hash of another length is no match', async () => {
  expect(await isPassword('right', keptAt('right', 2, 1, 1, 16))).toBe(false);
});

test.each(['', 'right', 'bcrypt$2$1$1$AAAA$AAAA', 'scrypt$2$1$1', 'scrypt$2$1$1$AAAA'])(
  '"%s" is no kept password',
  async (kept) => expect(isPassword('right', kept)).rejects.toThrow('A kept password is damaged.'),
);
