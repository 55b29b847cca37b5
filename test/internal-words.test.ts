import { expect, test } from 'vitest';
import { internalWordsIn } from './internal-words.ts';

test('[FB12] names of the program, rule numbers and stored keys are internal words', () => {
  for (const [text, words] of [
    ['vac and eac by boardDistrict is off', ['boardDistrict']],
    ['Not sent, by rule W5.', ['rule W5']],
    ['You may not (PPL3).', ['PPL3']],
    ['Refused by V09, see C03W.', ['V09', 'C03W']],
    ['26.00012//M80', ['//']],
    ['Value undefined of useful_life', ['useful_life', 'undefined']],
    ['[object Object] in SyncState', ['SyncState', '[object']],
  ] as const) {
    expect([text, internalWordsIn(text).toSorted()]).toEqual([text, [...words].toSorted()]);
  }
});

test('[FB12] words and codes of the field are none', () => {
  const plain =
    'E-Rate Category C2, milestone M80, source F40, FY 2026-27, PO-1, line 10, 0417 · Alder Elementary, Opex!F18; see https://budget.example//a';
  expect(internalWordsIn(plain)).toEqual([]);
});
