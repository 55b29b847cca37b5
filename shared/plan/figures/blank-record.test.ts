import { expect, test } from 'vitest';
import { blankRecord } from './blank-record.ts';

test('a blank record has every name in its order, and copies of it do not share what they hold', () => {
  const blank = blankRecord<number | null>(['b', 'a'], null);
  const copy = { ...blank };
  copy['a'] = 1;
  expect([Object.entries(copy), Object.entries(blank)]).toEqual([
    [
      ['b', null],
      ['a', 1],
    ],
    [
      ['b', null],
      ['a', null],
    ],
  ]);
});
