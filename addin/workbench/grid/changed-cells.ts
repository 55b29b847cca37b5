import type { ICellData, IObjectMatrixPrimitiveType, Nullable } from '@univerjs/core';
import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';

/** Rows and columns of cells; all of an area where no rows are given. */
export interface Cells {
  readonly area: Area | undefined;
  /** By row: its columns. */
  readonly rows?: ReadonlyMap<number, readonly number[]>;
  /** Whether the change of this cell says how it looks. */
  readonly hasLook?: (row: number, column: number) => boolean;
}

/** The cells that a mutation names. */
export function cellsOf(matrix: IObjectMatrixPrimitiveType<Nullable<ICellData>> | undefined): Cells {
  const rows = new Map<number, readonly number[]>();
  let [left, right] = [SHEET_COLUMNS, -1];
  for (const [row, line] of Object.entries(matrix ?? {})) {
    const columns = Object.keys(line ?? {}).map(Number);
    if (columns.length === 0) continue;
    rows.set(Number(row), columns);
    for (const column of columns) [left, right] = [Math.min(left, column), Math.max(right, column)];
  }
  if (right < 0) return { area: undefined };
  const numbers = [...rows.keys()];
  const first = numbers.reduce((least, row) => Math.min(least, row), SHEET_ROWS);
  const last = numbers.reduce((most, row) => Math.max(most, row), 0);
  return {
    area: areaOf(first, left, last - first + 1, right - left + 1),
    rows,
    hasLook: (row, column) => {
      const cell = matrix?.[row]?.[column];
      return cell === null || (cell !== undefined && 's' in cell);
    },
  };
}
