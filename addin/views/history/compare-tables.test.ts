import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { ComparedCell } from '../../../shared/protocol/compare.ts';
import { itemWords } from './change-items.ts';
import { endOfDay, wordsOfCompareProblem } from './compare-past.ts';
import { comparedTables, orderedTables } from './compare-tables.ts';

function line(row: string, kind: ComparedCell['kind'], column: string, before: number | null, after: number | null) {
  return { table: 'budgetLines', row, key: row, kind, column, before, after, delta: null };
}

describe('a comparison', () => {
  test('is told table by table, the sums of money first, rows that came as one', () => {
    const changes = [
      { table: 'sites', row: 'R9', key: '0417', kind: 'update', column: 'name', before: 'a', after: 'b', delta: null },
      line('BL-1', 'update', 'original', 100, 350),
      line('BL-1', 'update', 'note', null, null),
      line('BL-2', 'insert', 'original', null, 50),
      line('BL-2', 'insert', 'note', null, null),
      line('BL-3', 'delete', 'original', 20, null),
    ] satisfies ComparedCell[];
    const tables = comparedTables({ from: 1, to: 2, changes, money: { budgetLines: { original: 280 } } });
    expect(tables.map(({ label, sums }) => [label, sums])).toEqual([
      ['Sites', ['1 value']],
      ['Budget Lines', [expect.stringMatching(/^Original.* \+2\.80$/), '2 values, 1 new row, 1 deleted row']],
    ]);
    expect(tables[1]?.items.map((item) => itemWords(item, noNames))).toEqual([
      '1.00 → 3.50 (+2.50)',
      '(empty) → (empty)',
      expect.stringContaining('new row'),
      expect.stringContaining('row deleted'),
    ]);
  });

  test('[FB9] can be ordered by money over all tables, the largest change first, up or down', () => {
    const changes = [
      { table: 'sites', row: 'R9', key: '0417', kind: 'update', column: 'name', before: 'a', after: 'b', delta: null },
      line('BL-1', 'update', 'original', 100, 350),
      line('BL-3', 'delete', 'original', 2000, null),
      { ...line('E-1', 'insert', 'amount', null, 900), table: 'expenditures' },
    ] satisfies ComparedCell[];
    const tables = comparedTables({ from: 1, to: 2, changes, money: {} });
    const [all, ...others] = orderedTables(tables, 'money');
    expect(others).toEqual([]);
    expect(all?.items.map(({ key }) => key)).toEqual(['BL-3', 'E-1', 'BL-1', '0417']);
    expect(all?.sums).toEqual(['2 values, 1 new row, 1 deleted row']);
    expect(orderedTables(tables, 'table')).toEqual(tables);
    expect(orderedTables([], 'money')).toEqual([]);
  });

  test('nothing different is an empty list', () => {
    expect(comparedTables({ from: 2, to: 2, changes: [], money: {} })).toEqual([]);
  });

  test('a day ends at midnight of this computer', () => {
    expect(new Date(endOfDay('2026-02-28'))).toEqual(new Date(2026, 2, 1));
    expect(endOfDay('2026-12-31')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test('a number that is no revision is said as that, not as trouble with the workbook', () => {
    expect(wordsOfCompareProblem({ kind: 'revisionUnknown' }).title).toBe('There is no such revision yet');
    expect(wordsOfCompareProblem({ kind: 'offline' }).title).toBe('You’re offline');
  });
});
