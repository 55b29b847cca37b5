import type { Cells } from '../../tables/cell.ts';
import { editableColumns, keyIsBlank, type Table } from '../../tables/table.ts';
import type { LocalSheetRow } from './local-table.ts';

/** Fewer emptied cells than these may be an ordinary edit of a row that never held more. */
const LEAST_CLEARED = 2;

/** The columns of a table that a person may type into, parted so that most rows are told apart by their first cell. */
export interface TypedColumns {
  readonly table: Table;
  readonly all: readonly string[];
  readonly besideKey: readonly string[];
}

export function typedColumns(table: Table): TypedColumns {
  const all = editableColumns(table);
  return { table, all, besideKey: all.filter((column) => !table.key.includes(column)) };
}

/**
 * [W10] Delete pressed over a row leaves its hidden Row ID, and nobody knows whether the row was to go. So it is with a
 * row that has lost its whole key, and with one of which nothing typed is left but the key (or part of it), if at least
 * two cells went.
 * @returns the columns of such a row that are empty now, those included that were empty before: what others put there
 * meanwhile is as little to be emptied as the rest. Of any other row none.
 */
export function clearedCells(columns: TypedColumns, base: Cells, row: LocalSheetRow): string[] {
  if (!hasLostKey(columns.table, base, row.cells) && !isLeftWithKey(columns, base, row)) return [];
  return columns.all.filter((column) => row.cells[column] === null && !row.formulas.has(column));
}

function hasLostKey(table: Table, base: Cells, local: Cells): boolean {
  return table.key.every((column) => local[column] === null) && !keyIsBlank(table, base);
}

function isLeftWithKey({ table, all, besideKey }: TypedColumns, base: Cells, row: LocalSheetRow): boolean {
  const { cells, unreadable, formulas, withoutResult } = row;
  // A column that the sheet lacks holds nothing that somebody could have left standing.
  if (besideKey.some((column) => (cells[column] ?? null) !== null || formulas.has(column))) return false;
  if (unreadable.length > 0 || withoutResult.some((column) => besideKey.includes(column))) return false;
  const isKeyTyped = table.key.some((column) => (cells[column] ?? null) !== null && cells[column] !== base[column]);
  if (isKeyTyped) return false;
  return all.filter((column) => cells[column] === null && (base[column] ?? null) !== null).length >= LEAST_CLEARED;
}
