import { type Area, areaOf } from 'excel-host/book/area.ts';

/** First and last row and column, as Univer writes an area. */
export interface SheetRange {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

export function toRange({ row, column, rowCount, columnCount }: Area): SheetRange {
  return { startRow: row, endRow: row + rowCount - 1, startColumn: column, endColumn: column + columnCount - 1 };
}

export function toArea({ startRow, endRow, startColumn, endColumn }: SheetRange): Area {
  return areaOf(startRow, startColumn, endRow - startRow + 1, endColumn - startColumn + 1);
}
