import { isTextFormat } from '../workbook/write/sheet-styles.ts';
import type { ReportCell, ReportColumn, ReportFormat, ReportSheet } from './report-sheet.ts';

/** Characters beside the widest cell. */
const ROOM = 2.5;
const NARROWEST = 6;
/** A character of the reports' font, in characters of the workbook's, which is one point larger. */
const CHARACTER = 0.95;
/** Bold capitals of a header are wider than the text below. */
const HEADER_CHARACTER = 1.12;
const LINE_HEIGHT = 13.5;
const ROW_ROOM = 3;

/**
 * Widths that fit: a column is as wide as its widest cell and the longest word of its header, and at most what the report
 * gives it, where longer text is wrapped. Figures are never cut.
 */
export function columnWidths({ columns, rows, total, above }: ReportSheet): number[] {
  const blocks = [
    ...rows,
    ...(total ? [total] : []),
    ...(above ? [...above.rows, ...(above.total ? [above.total] : [])] : []),
  ];
  return columns.map((column, index) => {
    const header = Math.max(...column.label.split(' ').map((word) => word.length)) * HEADER_CHARACTER + 2;
    let longest = 0;
    for (const row of blocks) longest = Math.max(longest, shownLength(column.format, row[index] ?? null));
    const cells = longest * CHARACTER + ROOM;
    const isText = isTextFormat(column.format);
    return Math.max(NARROWEST, header, isText ? Math.min(cells, column.width * CHARACTER + ROOM) : cells);
  });
}

/** Characters that a cell shows, in its longest line. */
function shownLength(format: ReportFormat, cell: ReportCell): number {
  const value = valueOf(cell);
  if (value === null) return 0;
  if (format === 'money') return figureLength(Math.abs(Number(value)) / 100) + '.00 ()'.length;
  if (format === 'integer') return figureLength(Number(value));
  if (format === 'percent') return '100.0% '.length;
  if (format === 'date') return '2026-01-01'.length;
  return Math.max(
    ...String(value)
      .split('\n')
      .map((line) => line.length),
  );
}

/** Characters of a whole number with commas. */
function figureLength(figure: number): number {
  const digits = String(Math.trunc(Math.abs(figure))).length;
  return digits + Math.floor((digits - 1) / 3);
}

function valueOf(cell: ReportCell): string | number | boolean | null {
  return cell !== null && typeof cell === 'object' ? cell.result : cell;
}

/** Height of the headers in points: as many lines as the longest one wraps to. */
export function headerHeight(columns: readonly ReportColumn[], widths: readonly number[]): number {
  const lines = columns.map(({ label }, index) => wrappedLines(label, (widths[index] ?? 0) - 2, HEADER_CHARACTER));
  return Math.max(...lines, 1) * LINE_HEIGHT + 2 * ROW_ROOM;
}

/** Height of a row in points; undefined for a row of one line, whose height every program knows. */
export function rowHeight(
  columns: readonly ReportColumn[],
  widths: readonly number[],
  row: readonly ReportCell[],
): number | undefined {
  let lines = 1;
  for (const [index, { format }] of columns.entries()) {
    const value = row[index] ?? null;
    if (typeof value !== 'string' || !isTextFormat(format)) continue;
    lines = Math.max(lines, wrappedLines(value, (widths[index] ?? 0) - 1, CHARACTER));
  }
  return lines === 1 ? undefined : lines * LINE_HEIGHT + ROW_ROOM;
}

/** Lines that a text takes in a column of that width, broken between words. */
function wrappedLines(text: string, width: number, character: number): number {
  const room = Math.max(1, width / character);
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let used = 0;
    lines++;
    for (const word of paragraph.split(' ')) {
      const length = word.length;
      const needed = used === 0 ? length : used + 1 + length;
      if (needed <= room) {
        used = needed;
        continue;
      }
      if (used > 0) lines++;
      lines += Math.ceil(length / room) - 1;
      used = length % room === 0 ? length : length % room;
    }
  }
  return lines;
}
