import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { draftEdits, redraftEdits, reversedLines } from './draft-edits.ts';

const row = (id: string, cells: Cells) => ({ row: id, revision: 3, cells });

function rows(): () => string {
  let made = 0;
  return () => `N${(made += 1)}`;
}

describe('a change comes into the plan', () => {
  test('with its new budget lines first, its own lines numbered from 1, and nothing for what is empty', () => {
    const edits = draftEdits(
      {
        header: { number: 'BC-1', title: 'Augment', requestedBy: null },
        lines: [
          { budgetLine: 'BL-9', amount: 70, counterpart: 'BL-1' },
          { budgetLine: 'BL-1', amount: -70, note: 'From there' },
        ],
        newLines: [{ id: 'BL-9', original: 0, account: null }],
      },
      { seen: 4, newRow: rows() },
    );
    const insert = (table: string, row: string, cells: Cells) => ({
      kind: 'insert',
      table,
      row,
      cells,
      seen: 4,
      basket: 'draft',
    });
    expect(edits).toEqual([
      insert('budgetLines', 'N1', { id: 'BL-9', original: 0 }),
      insert('changes', 'N2', { number: 'BC-1', title: 'Augment' }),
      insert('changeLines', 'N3', { change: 'BC-1', line: 1, budgetLine: 'BL-9', amount: 70, counterpart: 'BL-1' }),
      insert('changeLines', 'N4', { change: 'BC-1', line: 2, budgetLine: 'BL-1', amount: -70, note: 'From there' }),
    ]);
  });
});

describe('a draft becomes another', () => {
  const header = row('H', { number: 'BC-1', title: 'Old', reason: null });
  const lines = [
    row('R1', { change: 'BC-1', line: 2, budgetLine: 'BL-1', amount: 5 }),
    row('R2', { change: 'BC-1', line: 7, budgetLine: 'BL-1', amount: -5, note: 'Back' }),
  ];
  const redraft = (more: Partial<Parameters<typeof redraftEdits>[0]>) =>
    redraftEdits({ header, lines, changed: {}, wanted: undefined, newLines: [], ...more }, { seen: 4, newRow: rows() });

  test('without an edit where nothing differs, and without any of its lines where these stay', () => {
    expect(redraft({ changed: { title: 'Old', reason: null, boardDate: null } })).toEqual([]);
    expect(redraft({ changed: { title: 'Old', reason: 'Why' } })).toEqual([
      { kind: 'update', table: 'changes', row: 'H', cells: { reason: 'Why' }, seen: { reason: 4 }, basket: 'draft' },
    ]);
    const same = [
      { budgetLine: 'BL-1', amount: 5 },
      { budgetLine: 'BL-1', amount: -5, note: 'Back' },
    ];
    expect(redraft({ wanted: same })).toEqual([]);
  });

  test('with each row kept for one line of its budget line, the rest taken out, and new ones numbered on', () => {
    const wanted = [
      { budgetLine: 'BL-1', amount: 6 },
      { budgetLine: 'BL-2', amount: -6, counterpart: 'BL-1' },
      { budgetLine: 'BL-3', amount: 0 },
    ];
    const newLines = [{ id: 'BL-3', original: 0, account: null }];
    expect(redraft({ wanted, newLines })).toEqual([
      {
        kind: 'insert',
        table: 'budgetLines',
        row: 'N3',
        cells: { id: 'BL-3', original: 0 },
        seen: 4,
        basket: 'draft',
      },
      { kind: 'update', table: 'changeLines', row: 'R1', cells: { amount: 6 }, seen: { amount: 4 }, basket: 'draft' },
      {
        kind: 'insert',
        table: 'changeLines',
        row: 'N1',
        cells: { change: 'BC-1', line: 8, budgetLine: 'BL-2', amount: -6, counterpart: 'BL-1' },
        seen: 4,
        basket: 'draft',
      },
      {
        kind: 'insert',
        table: 'changeLines',
        row: 'N2',
        cells: { change: 'BC-1', line: 9, budgetLine: 'BL-3', amount: 0 },
        seen: 4,
        basket: 'draft',
      },
      { kind: 'delete', table: 'changeLines', row: 'R2', seen: 4, basket: 'draft' },
    ]);
  });
});

test('[LCK16] a change is undone line by line, with the signs turned and both sides named', () => {
  const lines = [
    row('R1', { line: 1, budgetLine: 'BL-1', amount: 5, counterpart: 'BL-2' }),
    row('R2', { line: 2, budgetLine: 'BL-2', amount: null }),
  ];
  expect(reversedLines(lines, 'BC-1')).toEqual([
    { budgetLine: 'BL-1', amount: -5, counterpart: 'BL-2', note: 'Reverses line 1 of BC-1' },
    { budgetLine: 'BL-2', amount: 0, counterpart: null, note: 'Reverses line 2 of BC-1' },
  ]);
});
