import { expect, test } from 'vitest';
import { codeNames, noNames } from './code-names.ts';
import { keyWords, placeWords, valueWords } from './place-words.ts';

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

test('[FB6, FB12] each part of a key of several columns is named by its label, a code with its name', () => {
  expect(keyWords('scope', '26.00001/0417/WLAN', names)).toBe(
    'Project Number 26.00001 (North Group 1), Location Code 0417 (Alder Elementary), System Code WLAN (Wireless LAN)',
  );
  expect(keyWords('siteSystems', '0417/CORE/1', names)).toBe(
    'Location Code 0417 (Alder Elementary), System Code CORE, Seq 1',
  );
});

test('[FB12] a part of a key that is empty is not told, and none of it leaves no words', () => {
  expect(keyWords('milestones', '26.00012//M80', noNames)).toBe('Project Number 26.00012, Milestone M80');
  expect(keyWords('milestones', '//', noNames)).toBe('');
  expect(placeWords('milestones', '//', null, noNames)).toBe('Milestones');
});

test('[FB12] a code that holds the sign between the parts of a key is shown as it was typed', () => {
  expect(keyWords('sites', String.raw`A\/B`, noNames)).toBe('A/B');
  expect(keyWords('nothing', String.raw`A\/B/C`, noNames)).toBe('A/B, C');
});

test('[FB6] a value that refers to a row is named', () => {
  expect(valueWords('budgetLines', 'location', '0417', names)).toBe('0417 · Alder Elementary');
  expect(valueWords('projects', 'manager', 'PM-07', names)).toBe('PM-07 · Ada Moreno');
  expect(valueWords('budgetLines', 'location', null, names)).toBe('(empty)');
  expect(valueWords('budgetLines', 'original', 41_700, names)).toBe('417.00');
});

test('a code whose name is not known stands alone', () => {
  expect(placeWords('sites', '0418', null, names)).toBe('Sites · 0418');
  expect(keyWords('scope', '26.00002/0418/PA', names)).toBe(
    'Project Number 26.00002, Location Code 0418, System Code PA',
  );
  expect(valueWords('budgetLines', 'location', '0417', noNames)).toBe('0417');
});
