import type { Cell, Cells } from '../tables/cell.ts';
import { keyTextOf } from '../tables/table.ts';

/** The values of these columns as one text, as `keyOf` writes a key; an empty cell as "". */
export function setText(columns: readonly string[], cells: Cells): string {
  return keyTextOf(columns, cells);
}

/** The values of these columns in order, an absent cell as null. */
export function setValues(columns: readonly string[], cells: Cells): Cell[] {
  return columns.map((column) => cells[column] ?? null);
}

/** True when every one of these cells holds a value. */
export function setIsFilled(columns: readonly string[], cells: Cells): boolean {
  return columns.every((column) => (cells[column] ?? null) !== null);
}

/** True when none of these cells holds a value. */
export function setIsBlank(columns: readonly string[], cells: Cells): boolean {
  return columns.every((column) => (cells[column] ?? null) === null);
}
