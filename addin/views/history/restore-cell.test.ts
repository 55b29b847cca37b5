import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { ChangeItem } from './change-items.ts';
import { isFilterInTheWay, restorable, restoreWords } from './restore-cell.ts';

const item: ChangeItem = {
  table: 'budgetLines',
  row: 'R1',
  key: 'BL-010',
  kind: 'update',
  column: 'original',
  before: 1_240_000,
  after: 1_190_000,
  money: null,
};

describe('restoring a value', () => {
  test('puts back what a change replaced', () => {
    expect(restorable(item)).toEqual({ table: 'budgetLines', row: 'R1', column: 'original', value: 1_240_000 });
  });

  test('is not offered for rows as a whole, nor for columns that are computed', () => {
    expect(restorable({ ...item, kind: 'insert' })).toBeNull();
    expect(restorable({ ...item, kind: 'delete', column: null })).toBeNull();
    expect(restorable({ ...item, column: 'current' })).toBeNull();
    expect(restorable({ ...item, column: 'of an older add-in' })).toBeNull();
  });

  test('says what has come of it', () => {
    const value = { table: 'budgetLines', row: 'R1', column: 'original', value: 1_240_000 };
    expect(restoreWords(value, { kind: 'restored' }, noNames)).toBe(
      '12,400.00 is back in the sheet. Send it with the next sync.',
    );
    expect(restoreWords({ ...value, value: null }, { kind: 'restored' }, noNames)).toContain('empty again');
    expect(restoreWords(value, { kind: 'notPlaced' }, noNames)).toContain('Nothing was written');
  });

  test('a filter in the way is said, and is the one trouble that can be cleared', () => {
    const filtered = { at: 'workbook', problem: { kind: 'filterOn', tables: ['sites'] } } as const;
    const offline = { at: 'server', problem: { kind: 'offline' } } as const;
    expect(isFilterInTheWay({ kind: 'failed', problem: filtered })).toBe(true);
    expect(isFilterInTheWay({ kind: 'failed', problem: offline })).toBe(false);
    expect(isFilterInTheWay({ kind: 'notPlaced' })).toBe(false);
    const value = { table: 'sites', row: 'R1', column: 'name', value: 'x' };
    expect(restoreWords(value, { kind: 'failed', problem: filtered }, noNames)).toContain('A filter is on');
  });
});
