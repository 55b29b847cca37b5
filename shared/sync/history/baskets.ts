import type { RowId, RowOrCellPlace } from '../../tables/cell.ts';
import type { Edit } from '../edit.ts';
import type { MergeOutcome } from '../outcome.ts';
import type { RowChange } from './journal.ts';

/** [M8] A changed cell, or (column null) a row that came in or went, with the basket in which it was changed. */
export interface BasketPlace extends RowOrCellPlace {
  readonly basket: string;
}

/** [M8] What of a revision's changes was in baskets, so that it can be set back in baskets, too; each place once. */
export function basketPlaces(
  edits: readonly Edit[],
  { changes, adopted }: Pick<MergeOutcome, 'changes' | 'adopted'>,
): BasketPlace[] {
  const inBaskets = edits.filter(({ basket }) => basket !== undefined);
  if (inBaskets.length === 0) return [];
  const changesByRow = new Map(changes.map((change) => [rowKey(change.table, change.row), change]));
  const places = new Map<string, BasketPlace>();
  for (const edit of inBaskets) {
    const { table, basket = '' } = edit;
    // [E5] A row that was typed twice is the row that was there.
    const row = adopted[edit.row] ?? edit.row;
    const change = changesByRow.get(rowKey(table, row));
    for (const column of change ? changedColumns(edit, change) : []) {
      const key = `${rowKey(table, row)} ${column ?? ''}`;
      if (!places.has(key)) places.set(key, { table, row, column, basket });
    }
  }
  return [...places.values()];
}

/** What the edit has changed of a row: some of its cells, or null for the row as a whole. */
function changedColumns(edit: Edit, { kind, after }: RowChange): (string | null)[] {
  if (kind !== 'update') return [null];
  return edit.kind === 'delete' ? [] : Object.keys(edit.cells).filter((column) => Object.hasOwn(after, column));
}

function rowKey(table: string, row: RowId): string {
  return `${table} ${row}`;
}
