import { expect, test } from 'vitest';
import { codeNames, noNames } from '../../shared/tables/code-names.ts';
import { keyWords, placeWords, valueWords } from './cell-words.ts';

const names = codeNames([
  ['sites', [{ code: '0417', name: 'Alder Elementary' }]],
  ['systems', [{ code: 'WLAN', name: 'Wireless LAN' }]],
  ['projects', [{ number: '26.00001', name: 'North Group 1' }]],
  ['people', [{ id: 'PM-07', name: 'Ada Moreno' }]],
]);

test('[FB6] a row whose key is a code is named beside it', () => {
  expect(placeWords('sites', '0417', 'enrollment', names)).toBe('Sites · 0417 · Alder Elementary · Enrollment');
  expect(keyWords('people', 'PM-07', names)).toBe('PM-07 · Ada Moreno');
});

test('[FB6] the codes of a key of several columns are named behind it, those without a name left out', () => {
  expect(keyWords('scope', '26.00001/0417/WLAN', names)).toBe(
    '26.00001/0417/WLAN (North Group 1, Alder Elementary, Wireless LAN)',
  );
  expect(keyWords('siteSystems', '0417/CORE/1', names)).toBe('0417/CORE/1 (Alder Elementary)');
});

test('[FB6] a value that refers to a row is named', () => {
  expect(valueWords('budgetLines', 'location', '0417', names)).toBe('0417 · Alder Elementary');
  expect(valueWords('projects', 'manager', 'PM-07', names)).toBe('PM-07 · Ada Moreno');
  expect(valueWords('budgetLines', 'location', null, names)).toBe('(empty)');
  expect(valueWords('budgetLines', 'original', 41_700, names)).toBe('417.00');
});

test('a code whose name is not known stands alone', () => {
  expect(placeWords('sites', '0418', null, names)).toBe('Sites · 0418');
  expect(keyWords('scope', '26.00002/0418/PA', names)).toBe('26.00002/0418/PA');
  expect(valueWords('budgetLines', 'location', '0417', noNames)).toBe('0417');
});
