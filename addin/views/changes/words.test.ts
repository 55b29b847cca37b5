import { describe, expect, test } from 'vitest';
import { codeNames } from '../../../shared/tables/code-names.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import { differenceWords, moneyDifference } from '../money-words.ts';
import { brokenRules } from './broken-rules.ts';
import { effectLines, groupWords, largestLine } from './effect-words.ts';
import { sendRemarks } from './send-remarks.ts';
import { slipPlace, slipText } from './slips-of.ts';

describe('the effect on the totals', () => {
  const effect = {
    group: 'BND-A',
    measures: {
      eac: { before: 1_000_000, after: 1_250_000 },
      current: { before: 1_050_000, after: 1_300_000 },
      obligated: { before: 500_000, after: 400_000 },
    },
  };

  test('names each figure that changes, before and after, in the order of the reports', () => {
    expect(effectLines(effect)).toEqual([
      { label: 'Current Budget', before: '10,500.00', after: '13,000.00', difference: '+2,500.00' },
      { label: 'Obligated', before: '5,000.00', after: '4,000.00', difference: '−1,000.00' },
      { label: 'Forecast at Completion', before: '10,000.00', after: '12,500.00', difference: '+2,500.00' },
    ]);
  });

  test('is told of a source by the figure that changes most, the current budget before its equals', () => {
    expect(largestLine(effect)?.label).toBe('Current Budget');
    const { obligated } = effect.measures;
    expect(largestLine({ group: '', measures: { obligated } })?.difference).toBe('−1,000.00');
    expect(largestLine({ group: '', measures: {} })).toBeNull();
  });

  test('names a source or project by its code, with the name where it is known', () => {
    const names = codeNames([['projects', [{ number: '26.00001', name: 'Roof' }]]]);
    expect(groupWords('project', '26.00001', names)).toBe('26.00001 · Roof');
    expect(groupWords('project', '26.00002', names)).toBe('26.00002');
    expect(groupWords('source', '', names)).toBe('No source');
  });
});

test('a difference of money bears its sign, and other columns have none', () => {
  expect([250_000, -320_000, 0].map(differenceWords)).toEqual(['+2,500.00', '−3,200.00', '±0.00']);
  expect(moneyDifference('budgetLines', 'original', null, 1_000)).toBe(1_000);
  expect(moneyDifference('budgetLines', 'original', 1_000, null)).toBe(-1_000);
  expect(moneyDifference('sites', 'enrollment', 1, 2)).toBeNull();
});

test('a rule that the sheet shows already is not told again by the plan, and keeps its key', () => {
  const refusal = { table: 'sites', row: 'R1', column: 'code', rule: 'V02', value: '0417', message: 'Twice.' };
  const foreign = { ...refusal, column: 'cdsCode', rule: 'V04' };
  const inspection: Inspection = {
    program: 'p',
    revision: 1,
    hash: '',
    rows: [{ table: 'sites', row: 'R1', rowKey: '0417', kind: 'update', cells: [], base: null }],
    edits: [],
    send: [],
    refusals: [{ ...refusal, rowKey: '0417' }],
    base: { revision: 1, tables: new Map([['sites', new Map([['R1', {}]])]]) },
    formerFormulas: new Set(),
  };
  expect(brokenRules(inspection, [refusal, foreign])).toEqual([
    { ...refusal, rowKey: '0417' },
    { ...foreign, rowKey: '0417' },
  ]);
});

test('the send button is told with what stays here, cannot be sent, and is worth a look', () => {
  expect(sendRemarks({ leftOut: 0, refused: 0, slips: 0 })).toBe('');
  expect(sendRemarks({ leftOut: 1, refused: 2, slips: 3 })).toBe(
    '1 stays here · 2 can’t be sent · 3 worth a second look',
  );
});

test('a slip that was confirmed comes up again once the value is another', () => {
  const slip = { table: 'budgetLines', row: 'R1', rowKey: 'BL-1', column: null, kind: 'duplicate', weight: 1 } as const;
  expect(slipText({ ...slip, sentence: 'a' })).not.toBe(slipText({ ...slip, sentence: 'b' }));
  expect(slipPlace({ ...slip, sentence: 'a' })).toEqual({ table: 'budgetLines', row: 'R1', column: 'id' });
});
