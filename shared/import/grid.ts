import { dateFromSerial } from '../tables/kinds/calendar-dates.ts';
import { columnLetters } from '../workbook-file/column-letters.ts';

/** A cell of somebody's sheet that needs more than its value to be understood. */
export interface FormattedCell {
  /** As the file holds it; "" for a formula whose result was not stored. */
  readonly value: string | number | boolean;
  /** Excel's number format; absent: General. */
  readonly format?: string;
  readonly trouble?: 'error' | 'noResult';
}

export type GridCell = string | number | boolean | FormattedCell | undefined;

export interface GridRow {
  /** Row number as Excel shows it, from 1; of a text file the record's. */
  readonly number: number;
  /** By column, from 0. */
  readonly cells: readonly GridCell[];
}

/** Cells that look like one. Rows from 1, columns from 0, ends inclusive. */
export interface MergedBlock {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** A sheet of any workbook, or a text file of rows: what stands where, and nothing yet about what it means. */
export interface Grid {
  readonly sheet: string;
  /** Rows that hold something, in order. */
  readonly rows: readonly GridRow[];
  readonly merged: readonly MergedBlock[];
  /** Days count from 1904. */
  readonly date1904: boolean;
}

export function cellValue(cell: GridCell): string | number | boolean | undefined {
  return typeof cell === 'object' ? cell.value : cell;
}

/** What a person reads in the cell, roughly: its text, trimmed. */
export function cellText(cell: GridCell): string {
  const value = cellValue(cell);
  return value === undefined ? '' : String(value).replaceAll('\u00A0', ' ').trim();
}

/** What a person reads in the cell, days and shares as they are shown. */
export function shownText(cell: GridCell, date1904: boolean): string {
  const value = cellValue(cell);
  if (typeof value !== 'number') return cellText(cell);
  const shown = shownAs(cell);
  if (shown === 'percent') return `${Math.round(value * 1e6) / 1e4}%`;
  return (shown === 'date' && dateFromSerial(Math.floor(value), date1904)) || String(value);
}

export function isBlankCell(cell: GridCell): boolean {
  return cellText(cell) === '' && !(typeof cell === 'object' && cell.trouble === 'noResult');
}

/** What a number format makes of a number. */
export function shownAs(cell: GridCell): 'date' | 'percent' | 'plain' {
  const format = typeof cell === 'object' ? (cell.format ?? '') : '';
  if (format === '') return 'plain';
  // Quoted words, escaped letters and colours say nothing of the kind: [Red], "days", \d.
  const bare = format.replaceAll(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '');
  if (bare.includes('%')) return 'percent';
  return /[dy]|mmm|\bm{1,2}\b/i.test(bare) && !/general/i.test(bare) ? 'date' : 'plain';
}

/** Address of a cell by its row's number and its column from 0: "C7". */
export function addressIn(rowNumber: number, column: number): string {
  return `${columnLetters(column)}${rowNumber}`;
}
