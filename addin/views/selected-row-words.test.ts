import { expect, test } from 'vitest';
import { codeNames } from '../../shared/tables/code-names.ts';
import { codeLines } from './selected-row-words.ts';

const names = codeNames([
  ['sites', [{ code: '0417', name: 'Alder Elementary' }]],
  ['projects', [{ number: '26.00001', name: 'North Group 1' }]],
]);

test('[FB6] codes of the selected row stand with the headers of their columns and their names', () => {
  const codes = [
    { column: 'project', code: '26.00001' },
    { column: 'location', code: '0417' },
  ];
  expect(codeLines({ table: 'scope', codes }, names)).toEqual([
    { label: 'Project Number', words: '26.00001 · North Group 1' },
    { label: 'Location Code', words: '0417 · Alder Elementary' },
  ]);
});

test('[FB6] a code that nobody has named is not repeated: the sheet shows it', () => {
  const codes = [
    { column: 'system', code: 'WLAN' },
    { column: 'location', code: '9999' },
  ];
  expect(codeLines({ table: 'scope', codes }, names)).toEqual([]);
});
