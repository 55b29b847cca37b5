import type { Cells } from '../../tables/cell.ts';
import { editableColumns, keyIsBlank, type Table } from '../../tables/table.ts';

/**
 * [W10] Cells that were emptied in a row that has lost its key: Delete pressed over a row leaves its hidden Row ID, and
 * nobody knows whether the row was to go. Empty when the row still has a key, or never had one.
 */
export function clearedCells(table: Table, base: Cells, local: Cells): string[] {
  if (keyIsBlank(table, base) || table.key.some((column) => local[column] !== null)) return [];
  return editableColumns(table).filter((column) => local[column] === null && (base[column] ?? null) !== null);
}
