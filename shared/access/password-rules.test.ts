import { describe, expect, test } from 'vitest';
import { LEAST_PASSWORD, MOST_PASSWORD, passwordProblem } from './password-rules.ts';

const common = new Set(['password', 'monkey', 'summer', 'qwerty', 'correct', 'horse']);
const ana = { email: 'ana.lopez@elm-district.example', name: 'Ana López' };
const problem = (password: string, owner = ana) => passwordProblem(password, owner, common);

describe('a password may be', () => {
  test.each([
    'correct horse battery staple',
    'we meet at the third oak',
    'kq7 vMx2 pd0 zt',
    'ein langes Lied über Äpfel',
    '七つの海を渡る小さな赤い船',
    '582043119760',
    'lopez hat vierzehn Ziegen',
  ])('%s', (password) => {
    expect(problem(password)).toBeNull();
  });

  test('as long as the limits say, counted in characters and not in bytes', () => {
    expect(problem('kqvmxpdztwrf'.slice(0, LEAST_PASSWORD - 1))).toMatch(/at least 12/);
    expect(problem('😀🐟🌲🚌🍎🎈🧶🪁🥾🛶🧭')).toMatch(/at least 12/);
    expect(problem('😀🐟🌲🚌🍎🎈🧶🪁🥾🛶🧭🎻')).toBeNull();
    const long = Array.from({ length: MOST_PASSWORD }, (_, i) => String.fromCharCode(97 + ((i * i * 7) % 26))).join('');
    expect(problem(long)).toBeNull();
    expect(problem(`${long}x`)).toMatch(/256 characters at most/);
  });
});

describe('[FD13] a password may not be', () => {
  test.each([
    'password12',
    'password1234',
    'Password2026!',
    'P4ssw0rd!!!!!',
    'p@$$word1234',
    '1234password',
    'passwordpassword',
    'monkey-monkey-monkey',
    'Summer2026!!!',
    '123456789012',
    '098765432109',
    'abcdefghijklm',
    'qwertyuiopasdf',
    'aaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('%s, which is tried first', (password) => {
    expect(problem(password)).not.toBeNull();
  });

  test.each([
    'ana.lopez2026',
    'AnaLopez-1987!',
    'lopezana123456',
    'elm-district-2026',
    'ana.lopez@elm-district.example',
    'SepSync-2026!!',
    'passwordLopez99',
  ])('%s, which is little besides what others know of its owner', (password) => {
    expect(problem(password)).not.toBeNull();
  });

  test('what is another’s name is', () => {
    expect(problem('benedikta okoro', { email: 'ana@elm.example', name: 'Ana' })).toBeNull();
    expect(problem('benedikta okoro', { email: 'b@elm.example', name: 'Benedikta Okoro' })).not.toBeNull();
  });
});
