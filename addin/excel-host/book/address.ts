import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, isEntireColumns, isEntireRows, isOnSheet } from './area.ts';

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A → 0, XFD → 16383; letters only, any case. */
export function columnNumber(name: string): number {
  let number = 0;
  for (const letter of name.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** Quoted where Excel would read the name as something else: a cell (`A1`, `R1C1`, `RC`), a number, or several words. */
export function quoteSheetName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
  const isCell = parseArea(name) !== undefined || /^(?:R\d*(?:C\d*)?|C\d*)$/i.test(name);
  const isTruth = /^(?:TRUE|FALSE)$/i.test(name);
  return isPlain && !isCell && !isTruth ? name : `'${name.replaceAll("'", "''")}'`;
}

function corner(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** `B2:D10`, `B2`, `B:D`, `2:10`: as Excel writes an address, without the sheet. */
export function formatArea(area: Area): string {
  const lastRow = area.row + area.rowCount - 1;
  const lastColumn = area.column + area.columnCount - 1;
  if (isEntireColumns(area)) return `${columnName(area.column)}:${columnName(lastColumn)}`;
  if (isEntireRows(area)) return `${area.row + 1}:${lastRow + 1}`;
  if (area.rowCount === 1 && area.columnCount === 1) return corner(area.row, area.column);
  return `${corner(area.row, area.column)}:${corner(lastRow, lastColumn)}`;
}

export function formatAddress(sheetName: string, area: Area): string {
  return `${quoteSheetName(sheetName)}!${formatArea(area)}`;
}

/** Splits `'My sheet'!A1` into the sheet's name (unquoted, undefined where absent) and the rest. */
export function splitSheetName(address: string): { sheetName: string | undefined; rest: string } {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.*)$/s.exec(address);
  if (match === null) return { sheetName: undefined, rest: address };
  return { sheetName: match[1]?.replaceAll("''", "'") ?? match[2], rest: match[3] ?? '' };
}

const CELLS = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;
const COLUMNS = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i;
const ROWS = /^\$?(\d{1,7}):\$?(\d{1,7})$/;

function between(first: number, second: number): { start: number; count: number } {
  return { start: Math.min(first, second), count: Math.abs(first - second) + 1 };
}

/** The area of an A1 address without a sheet; undefined where it is none or lies off the sheet. */
export function parseArea(text: string): Area | undefined {
  const cells = CELLS.exec(text);
  if (cells !== null) {
    const [, firstColumn = '', firstRow = '', lastColumn = firstColumn, lastRow = firstRow] = cells;
    const columns = between(columnNumber(firstColumn), columnNumber(lastColumn));
    const rows = between(Number(firstRow) - 1, Number(lastRow) - 1);
    return onSheet(areaOf(rows.start, columns.start, rows.count, columns.count));
  }
  const entireColumns = COLUMNS.exec(text);
  if (entireColumns !== null) {
    const columns = between(columnNumber(entireColumns[1] ?? ''), columnNumber(entireColumns[2] ?? ''));
    return onSheet(areaOf(0, columns.start, SHEET_ROWS, columns.count));
  }
  const entireRows = ROWS.exec(text);
  if (entireRows !== null) {
    const rows = between(Number(entireRows[1]) - 1, Number(entireRows[2]) - 1);
    return onSheet(areaOf(rows.start, 0, rows.count, SHEET_COLUMNS));
  }
  return undefined;
}

function onSheet(area: Area): Area | undefined {
  return isOnSheet(area) ? area : undefined;
}
