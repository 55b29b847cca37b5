import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { WireRowChange } from '../../../shared/protocol/history.ts';
import { byMoney, changeItems, itemCell, itemPlace, itemWords } from './change-items.ts';

function change(kind: WireRowChange['kind'], cells: WireRowChange['cells']): WireRowChange {
  return { table: 'budgetLines', row: 'R1', key: 'BL-010', kind, cells };
}

const original = { column: 'original', before: 1_000_000, after: 1_250_000 };

describe('an item of a list of changes', () => {
  test('says place, both values and the difference of money', () => {
    const [item] = changeItems(change('update', [original]));
    expect(item && itemPlace(item, noNames)).toMatch(/^Budget Lines · BL-010 · Original/);
    expect(item && itemWords(item, noNames)).toBe('10,000.00 → 12,500.00 (+2,500.00)');
  });

  test('says empty cells as such, and has no difference where there is no money', () => {
    const [note] = changeItems(change('update', [{ column: 'note', before: null, after: 'rev B' }]));
    expect(note && itemWords(note, noNames)).toBe('(empty) → rev B');
    expect(note?.money).toBeNull();
  });

  test('an amount that was typed anew as it was has no difference', () => {
    const [item] = changeItems(change('update', [{ ...original, after: original.before }]));
    expect(item?.money).toBeNull();
    expect(item && itemWords(item, noNames)).toBe('10,000.00 → 10,000.00');
  });

  test('an emptied amount counts as taken away', () => {
    const [item] = changeItems(change('update', [{ ...original, after: null }]));
    expect(item && itemWords(item, noNames)).toBe('10,000.00 → (empty) (−10,000.00)');
  });

  test('a new or deleted row is one item with its largest amount', () => {
    const cells = [
      { column: 'note', before: null, after: 'x' },
      { column: 'original', before: null, after: 1_250_000 },
    ];
    const items = changeItems(change('insert', cells));
    expect(items).toHaveLength(1);
    expect(items.map((item) => itemWords(item, noNames))[0]).toMatch(/^new row \(Original.* \+12,500\.00\)$/);
    const [gone] = changeItems(change('delete', [{ column: 'note', before: 'x', after: null }]));
    expect(gone && itemWords(gone, noNames)).toBe('row deleted');
    expect(gone && itemCell(gone)).toBeNull();
  });

  test('a new row is shown in the sheet at its key', () => {
    const [item] = changeItems(change('insert', []));
    expect(item && itemCell(item)).toEqual({ table: 'budgetLines', row: 'R1', column: 'id' });
  });

  test('the largest money comes first whatever its sign, and the rest keeps its order', () => {
    const money = (cents: number | null) => ({ money: cents === null ? null : { column: 'original', cents } });
    const sorted = [money(null), money(5), money(-9), money(0), money(7)].toSorted(byMoney);
    expect(sorted.map((item) => item.money?.cents ?? null)).toEqual([-9, 7, 5, null, 0]);
  });
});
