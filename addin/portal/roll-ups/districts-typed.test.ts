import { expect, test } from 'vitest';
import { districtsTyped } from './districts-typed.ts';

test('districts are read a line at a time, as they are typed or pasted from a sheet', () => {
  expect(districtsTyped('0417, Cedar Basin\n\n 0500\tElm, Unified \r\n7;Oak').districts).toEqual([
    { code: '0417', name: 'Cedar Basin' },
    { code: '0500', name: 'Elm, Unified' },
    { code: '7', name: 'Oak' },
  ]);
});

test('a line without a name is told as it was typed', () => {
  expect(districtsTyped('0417, Cedar Basin\n0500')).toEqual({
    districts: [{ code: '0417', name: 'Cedar Basin' }],
    wrong: '0500',
  });
});
