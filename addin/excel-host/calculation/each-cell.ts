import type { Area } from '../book/area.ts';

/** Calls `visit` for every cell of an area, by rows. */
export function eachCell(area: Area, visit: (row: number, column: number) => void): void {
  for (let row = area.row; row < area.row + area.rowCount; row += 1) {
    for (let column = area.column; column < area.column + area.columnCount; column += 1) visit(row, column);
  }
}
