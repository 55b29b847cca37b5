import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, intersectAreas, isEntireColumns, isEntireRows } from './area.ts';

/** Cells were inserted at `area` (what was there moved down or right) or deleted (what lay behind moved up or left). */
export interface Shift {
  readonly area: Area;
  readonly direction: 'down' | 'right' | 'up' | 'left';
}

/** Rows of an area in another order, where `order[to]` is the offset a row came from. */
export interface RowOrder {
  readonly area: Area;
  readonly order: readonly number[];
}

/** The same of its columns. */
export interface ColumnOrder {
  readonly area: Area;
  readonly columns: readonly number[];
}

/**
 * Cells were cut and put down elsewhere, `to` being where the first of them is now: what was there is gone, and where they
 * were is nothing. Null: they went to another sheet, or came from one.
 */
export interface Relocation {
  readonly area: Area;
  readonly to: { readonly row: number; readonly column: number } | null;
}

/** Cells that went elsewhere on their sheet. */
export type Move = Shift | RowOrder | ColumnOrder | Relocation;

interface Interval {
  readonly start: number;
  readonly count: number;
}

function insertInterval(interval: Interval, at: number, count: number): Interval {
  if (at <= interval.start) return { start: interval.start + count, count: interval.count };
  if (at < interval.start + interval.count) return { start: interval.start, count: interval.count + count };
  return interval;
}

function deleteInterval(interval: Interval, at: number, count: number): Interval | undefined {
  const end = interval.start + interval.count;
  const removedBefore = Math.max(0, Math.min(interval.start, at + count) - at);
  const removedInside = Math.max(0, Math.min(end, at + count) - Math.max(interval.start, at));
  const left = interval.count - removedInside;
  return left > 0 ? { start: interval.start - removedBefore, count: left } : undefined;
}

function isWithin(start: number, count: number, outerStart: number, outerCount: number): boolean {
  return start >= outerStart && start + count <= outerStart + outerCount;
}

const SHEET = areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS);

/**
 * Where an area lies after the shift; undefined where all of its cells were deleted or pushed off the sheet. An area that the
 * shift touches only in part stays, and whole columns are whole however many rows come and go.
 */
export function shiftArea(area: Area, shift: Shift): Area | undefined {
  const { area: moved, direction } = shift;
  if (direction === 'down' || direction === 'up') {
    if (isEntireColumns(area)) return area;
    if (!isWithin(area.column, area.columnCount, moved.column, moved.columnCount)) return area;
    const rows = { start: area.row, count: area.rowCount };
    const after =
      direction === 'down'
        ? insertInterval(rows, moved.row, moved.rowCount)
        : deleteInterval(rows, moved.row, moved.rowCount);
    return after && intersectAreas(SHEET, areaOf(after.start, area.column, after.count, area.columnCount));
  }
  if (isEntireRows(area)) return area;
  if (!isWithin(area.row, area.rowCount, moved.row, moved.rowCount)) return area;
  const columns = { start: area.column, count: area.columnCount };
  const after =
    direction === 'right'
      ? insertInterval(columns, moved.column, moved.columnCount)
      : deleteInterval(columns, moved.column, moved.columnCount);
  return after && intersectAreas(SHEET, areaOf(area.row, after.start, area.rowCount, after.count));
}
