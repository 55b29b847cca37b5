import { tableNamed } from '../../tables/all-tables.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import type { RowChange } from './journal.ts';

export interface CellChange {
  readonly column: string;
  readonly before: Cell;
  readonly after: Cell;
}

/** Before and after of each changed cell, in the order of the table's columns. */
export function cellChanges({ table, before, after }: RowChange): CellChange[] {
  const isChanged = (cells: Cells, column: string) => Object.hasOwn(cells, column);
  return Object.keys(tableNamed(table).columns)
    .filter((column) => isChanged(before, column) || isChanged(after, column))
    .map((column) => ({ column, before: before[column] ?? null, after: after[column] ?? null }));
}
