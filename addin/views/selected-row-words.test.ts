import { expect, test } from 'vitest';
import { codeNames } from '../../shared/tables/code-names.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';
import { codeLines, refusedHere } from './selected-row-words.ts';

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

const refused = (row: string, column: string | null, message: string, rule = 'V06'): OpenRefusal => ({
  table: 'budgetLines',
  row,
  column,
  rule,
  value: null,
  message,
  rowKey: row,
});

test('[FB4] a marked cell says why it was not accepted, and a marked row says it in each of its cells', () => {
  const refusals = [
    refused('R1', 'original', 'Not an amount.'),
    refused('R2', null, 'Not your project.', 'P3'),
    refused('R3', 'source', 'Empty.', 'V01'),
    refused('R3', 'project', 'Empty.', 'V01'),
  ];
  const saidAt = (row: string, column: string) =>
    refusedHere({ table: 'budgetLines', row, column }, refusals).map(({ message }) => message);
  expect(saidAt('R1', 'original')).toEqual(['Not an amount.']);
  expect(saidAt('R1', 'source')).toEqual([]);
  expect(saidAt('R2', 'original')).toEqual(['Not your project.']);
  expect(saidAt('R3', 'original')).toEqual(['Two required cells are empty: Source Code and Project Number.']);
  expect(refusedHere({ table: 'scope', row: 'R1', column: 'original' }, refusals)).toEqual([]);
});

test('[FB4] a single refusal is not said twice: the status card says it', () => {
  const refusals = [refused('R1', 'original', 'Not an amount.')];
  expect(refusedHere({ table: 'budgetLines', row: 'R1', column: 'original' }, refusals)).toEqual([]);
});
