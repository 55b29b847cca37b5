import { describe, expect, test } from 'vitest';
import { lockedLook } from '../../../shared/plan/locks/locked-blocks.ts';
import type { LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { lockedLooks } from './locked-looks.ts';
import type { WorkbookTable } from './program-workbook.ts';

const table = tableNamed('budgetLines');
const rowId = (index: number): string => `R${String(index).padStart(15, '0')}`;
const linesOf = (count: number, locked: readonly LockedCells[]): WorkbookTable => ({
  table,
  rows: Array.from({ length: count }, (_, index) => ({ row: rowId(index), cells: {} })),
  locked,
});
const lock = (columns: readonly string[], rows: readonly number[]): LockedCells => ({
  table: 'budgetLines',
  columns,
  hint: 'Fixed since the project was approved.',
  rows: new Set(rows.map(rowId)),
});
const lists: ReadonlySet<string> = new Set(['project', 'source', 'category']);

describe('[FD1] what is locked, in a file', () => {
  test('is grey by the rule that the pane knows again, in one rule for all that a lock holds', () => {
    const { conditionalRules } = lockedLooks(linesOf(6, [lock(['original', 'project'], [0, 1, 4])]), lists);
    expect(conditionalRules).toMatchObject([
      { type: 'expression', formula: lockedLook.formula.slice(1), range: 'C2:C3 J2:J3 C6:C6 J6:J6' },
    ]);
  });

  test('says why beside the selected cell, where no list has a message of its own', () => {
    const { dataValidations } = lockedLooks(linesOf(3, [lock(['original', 'project'], [1])]), lists);
    expect(dataValidations).toEqual([
      {
        type: 'custom',
        formula1: 'TRUE',
        range: 'J3:J3',
        allowBlank: true,
        showInputMessage: true,
        inputTitle: 'Locked',
        inputMessage: 'Fixed since the project was approved.',
      },
    ]);
  });

  test('by two locks is explained by the first, since validations of a file may not overlap', () => {
    const both = [lock(['original'], [0, 1]), { ...lock(['original'], [1, 2]), hint: 'Named by a change.' }];
    const { conditionalRules, dataValidations } = lockedLooks(linesOf(4, both), lists);
    expect(conditionalRules.map(({ range }) => range)).toEqual(['J2:J3', 'J3:J4']);
    expect(dataValidations.map(({ range, inputMessage }) => [range, inputMessage])).toEqual([
      ['J2:J3', 'Fixed since the project was approved.'],
      ['J4:J4', 'Named by a change.'],
    ]);
  });

  test('that lies scattered takes several rules, each of a length that Excel takes', () => {
    const every2nd = Array.from({ length: 1_000 }, (_, index) => index * 2);
    const { conditionalRules, dataValidations } = lockedLooks(linesOf(2_000, [lock(['original'], every2nd)]), lists);
    expect(conditionalRules).toHaveLength(3);
    expect(dataValidations).toHaveLength(3);
    for (const { range } of conditionalRules) expect(range.length).toBeLessThan(8_192);
    expect(conditionalRules.map(({ priority }) => priority)).toEqual([1, 2, 3]);
  });

  test('is none where nothing is locked', () => {
    expect(lockedLooks({ table, rows: [] }, lists)).toEqual({ conditionalRules: [], dataValidations: [] });
    expect(lockedLooks(linesOf(2, []), lists)).toEqual({ conditionalRules: [], dataValidations: [] });
  });
});
