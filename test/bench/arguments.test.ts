import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('without options the whole workload runs on SQLite against the peers', () => {
  expect(readArguments([], undefined)).toMatchObject({
    only: null,
    isSmall: false,
    runs: null,
    withPeers: true,
    database: 'sqlite',
  });
});

test('measures are chosen by a list, and the size by option or environment', () => {
  expect(readArguments(['--only', 'merge, push', '--small'], undefined)).toMatchObject({
    only: ['merge', 'push'],
    isSmall: true,
  });
  expect(readArguments([], 'small').isSmall).toBe(true);
});

test('a wrong option is answered with a sentence that names it', () => {
  expect(() => readArguments(['--database', 'mysql'], undefined)).toThrow('it is "mysql"');
  expect(() => readArguments(['--runs', '0'], undefined)).toThrow('--runs must be a whole number above 0');
  expect(() => readArguments(['--fast'], undefined)).toThrow('--fast');
});
