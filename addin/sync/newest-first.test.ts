import { describe, expect, test } from 'vitest';
import { newestFirst } from './newest-first.ts';
import type { OpenRefusal } from './session/sync-state.ts';

const at = (row: string, value = 'tbd'): OpenRefusal => ({
  table: 'budgetLines',
  row,
  column: 'original',
  rule: 'V06',
  value,
  message: 'No.',
  rowKey: row,
});

describe('[FB4] what was not accepted', () => {
  test('is told with what is new first, then as it was told before', () => {
    const told = [at('R3'), at('R1'), at('R5')];
    const now = [at('R1'), at('R2'), at('R3'), at('R4'), at('R5')];
    expect(newestFirst(now, told).map(({ row }) => row)).toEqual(['R2', 'R4', 'R3', 'R1', 'R5']);
  });

  test('is new when another value stands there, or another rule objects', () => {
    const told = [at('R1'), at('R2'), at('R3')];
    const now = [at('R1'), at('R2', 'tba'), { ...at('R3'), rule: 'V01' }];
    expect(newestFirst(now, told).map(({ row }) => row)).toEqual(['R2', 'R3', 'R1']);
  });

  test('keeps the order of the tables where nothing was told', () => {
    expect(newestFirst([at('R1'), at('R2')], []).map(({ row }) => row)).toEqual(['R1', 'R2']);
  });
});
