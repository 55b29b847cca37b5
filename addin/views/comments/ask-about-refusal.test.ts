import { expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { askAboutRefusal } from './ask-about-refusal.ts';

const refusal = {
  table: 'expenditures',
  row: 'R0A1B2C3D4E5F6G7',
  column: 'amount',
  value: 1_000,
  rule: 'LCK12',
  message: 'The month is closed.',
  rowKey: 'V-1/1',
} satisfies OpenRefusal;

const cell = { kind: 'cell', table: 'expenditures', row: refusal.row, column: 'amount' };

test('what a closed month holds back can be asked to be let in, of the month', () => {
  const locked = { table: 'periods', column: 'status', key: '2026-10', by: 'Ann', at: null, act: 'closed' };
  expect(askAboutRefusal({ ...refusal, locked }, 'amount', noNames)).toEqual({
    label: 'Ask to reopen',
    about: { kind: 'period', period: '2026-10' },
    begun: 'Please open 2026-10 again, for Expenditures · Document No. V-1, Line 1 · Amount: ',
  });
});

test('any other refusal can be asked about, of a cell or of a row as a whole', () => {
  expect(askAboutRefusal(refusal, 'amount', noNames)).toEqual({ label: 'Ask about it', about: cell, typed: 1_000 });
  expect(askAboutRefusal(refusal, null, noNames)).toEqual({
    label: 'Ask about it',
    about: { kind: 'row', table: 'expenditures', row: refusal.row },
  });
});

test('a row that the plan does not have is named in a question about the program', () => {
  expect(askAboutRefusal({ ...refusal, isNewRow: true }, 'amount', noNames)).toEqual({
    label: 'Ask about it',
    about: { kind: 'program' },
    begun: 'Expenditures · Document No. V-1, Line 1 · Amount: ',
  });
});
