import { areaOf, type Area } from '../excel-host/book/area.ts';
import type { Book, TableInfo } from '../excel-host/book/book.ts';
import type { CellStyle } from '../excel-host/book/cell.ts';
import { displayText } from '../excel-host/book/format-number.ts';
import { bodyArea } from '../excel-host/book/table-areas.ts';

export interface VisibleColumn {
  readonly column: number;
  readonly widthPx: number;
}

export interface VisibleCell {
  readonly column: number;
  readonly text: string;
  readonly isRight: boolean;
  /** Names a column of a table. */
  readonly isHeader: boolean;
  readonly style: CellStyle;
}

/** Rows and columns of a sheet that are to be drawn: hidden and filtered ones are left out. */
export interface SheetView {
  readonly columns: readonly VisibleColumn[];
  readonly frozenRows: readonly number[];
  readonly rows: readonly number[];
}

const STANDARD_WIDTH_PX = 80;
const PX_PER_POINT = 4 / 3;
/** Room beyond what is filled, so that a new row can be typed. */
const SPARE_ROWS = 20;
const SPARE_COLUMNS = 3;

export function sheetView(book: Book, sheetId: string): SheetView {
  const used = book.usedArea(sheetId, true);
  const columnCount = Math.max(8, (used === undefined ? 0 : used.column + used.columnCount) + SPARE_COLUMNS);
  const rowCount = Math.max(30, (used === undefined ? 0 : used.row + used.rowCount) + SPARE_ROWS);
  const columns = count(columnCount).flatMap((column) => {
    const { hidden, width } = book.columnLooks(sheetId, column);
    return hidden
      ? []
      : [{ column, widthPx: width === undefined ? STANDARD_WIDTH_PX : Math.round(width * PX_PER_POINT) }];
  });
  const rows = count(rowCount).filter((row) => {
    const { hidden, filtered } = book.rowLooks(sheetId, row);
    return !hidden && !filtered;
  });
  const frozen = book.sheets().find(({ id }) => id === sheetId)?.freeze?.rows ?? 0;
  return {
    columns,
    frozenRows: rows.filter((row) => row < frozen),
    rows: rows.filter((row) => row >= frozen),
  };
}

/** The cells of one row as they look. */
export function rowCells(book: Book, sheetId: string, row: number, columns: readonly VisibleColumn[]): VisibleCell[] {
  const last = columns.at(-1)?.column ?? 0;
  const area = areaOf(row, 0, 1, last + 1);
  const [values = []] = book.readValues(sheetId, area);
  const [formats = []] = book.readFormats(sheetId, area);
  const [styles = []] = book.readStyles(sheetId, area);
  const headers = book
    .tables()
    .filter((table) => table.sheetId === sheetId && table.showHeaders && table.area.row === row);
  return columns.map(({ column }) => {
    const value = values[column] ?? '';
    return {
      column,
      text: displayText(value, formats[column] ?? 'General'),
      isRight: typeof value === 'number',
      isHeader: headers.some(({ area }) => column >= area.column && column < area.column + area.columnCount),
      style: styles[column] ?? {},
    };
  });
}

/** The first cell of the sheet that is shown. */
export function firstCell(book: Book, sheetId: string): Area {
  const { columns, frozenRows, rows } = sheetView(book, sheetId);
  return areaOf(frozenRows[0] ?? rows[0] ?? 0, columns[0]?.column ?? 0, 1, 1);
}

/** Column 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  return (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** The table whose body holds the cell, with the body row, counted from 0. */
export function tableRowAt(book: Book, sheetId: string, selection: Area): { table: TableInfo; index: number } | null {
  for (const table of book.tables()) {
    const body = bodyArea(table);
    const isInside =
      table.sheetId === sheetId &&
      selection.row >= body.row &&
      selection.row < body.row + body.rowCount &&
      selection.column >= body.column &&
      selection.column < body.column + body.columnCount;
    if (isInside) return { table, index: selection.row - body.row };
  }
  return null;
}

function count(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
