/** A rectangle of cells on one sheet. Rows and columns count from 0. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Excel's sheet size: 1,048,576 rows by 16,384 columns (XFD). */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

export function areaOf(row: number, column: number, rowCount: number, columnCount: number): Area {
  return { row, column, rowCount, columnCount };
}

export function isEntireRows(area: Area): boolean {
  return area.column === 0 && area.columnCount === SHEET_COLUMNS;
}

export function isEntireColumns(area: Area): boolean {
  return area.row === 0 && area.rowCount === SHEET_ROWS;
}

export function isOnSheet(area: Area): boolean {
  return (
    area.row >= 0 &&
    area.column >= 0 &&
    area.rowCount > 0 &&
    area.columnCount > 0 &&
    area.row + area.rowCount <= SHEET_ROWS &&
    area.column + area.columnCount <= SHEET_COLUMNS
  );
}

export function cellCount(area: Area): number {
  return area.rowCount * area.columnCount;
}

export function sameArea(a: Area, b: Area): boolean {
  return a.row === b.row && a.column === b.column && a.rowCount === b.rowCount && a.columnCount === b.columnCount;
}

/** The cells two areas share, or undefined where they share none. */
export function intersectAreas(a: Area, b: Area): Area | undefined {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rowCount = Math.min(a.row + a.rowCount, b.row + b.rowCount) - row;
  const columnCount = Math.min(a.column + a.columnCount, b.column + b.columnCount) - column;
  return rowCount > 0 && columnCount > 0 ? { row, column, rowCount, columnCount } : undefined;
}

/** The smallest area that holds both. */
export function boundingArea(a: Area, b: Area): Area {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rowCount: Math.max(a.row + a.rowCount, b.row + b.rowCount) - row,
    columnCount: Math.max(a.column + a.columnCount, b.column + b.columnCount) - column,
  };
}

export function containsArea(outer: Area, inner: Area): boolean {
  return (
    inner.row >= outer.row &&
    inner.column >= outer.column &&
    inner.row + inner.rowCount <= outer.row + outer.rowCount &&
    inner.column + inner.columnCount <= outer.column + outer.columnCount
  );
}

/** What is left of `area` when `hole` is cut out: at most four rectangles. */
export function subtractArea(area: Area, hole: Area): Area[] {
  const cut = intersectAreas(area, hole);
  if (cut === undefined) return [area];
  const below = area.row + area.rowCount - (cut.row + cut.rowCount);
  const right = area.column + area.columnCount - (cut.column + cut.columnCount);
  return [
    areaOf(area.row, area.column, cut.row - area.row, area.columnCount),
    areaOf(cut.row + cut.rowCount, area.column, below, area.columnCount),
    areaOf(cut.row, area.column, cut.rowCount, cut.column - area.column),
    areaOf(cut.row, cut.column + cut.columnCount, cut.rowCount, right),
  ].filter((part) => part.rowCount > 0 && part.columnCount > 0);
}
