import { columnLabel, editableColumns, type Table } from '../../../shared/tables/table.ts';
import { headerForm, matchHeaders, type HeaderMatch } from '../../../shared/sync/read/match-headers.ts';
import { ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import { columnOfLetters } from '../../../shared/workbook-file/column-letters.ts';
import type { SheetCell, SheetRow } from './read-sheet.ts';
import type { TablePart } from './workbook-package.ts';

/** Where a managed table lies on its sheet. */
export interface TableBlock {
  /** The plan's columns among the headers; indexes are 0-based columns of the sheet. */
  readonly match: HeaderMatch;
  /** Last row that is the table's by itself: the Excel table's, or the header row. */
  readonly lastOwnRow: number;
  /** Filled rows below the headers, without Excel's own totals. Where the table ends is the reader's to say [W11]. */
  readonly rows: readonly SheetRow[];
}

interface Extent {
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly headerRow: number;
  readonly lastRow: number;
}

const HEADER_SEARCH_ROWS = 50;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/**
 * Finds the cells of a table: within the Excel table of that name, else below the first row that bears the headers.
 * Columns go by header, so their order and columns of the person's own do not matter [W8]. Undefined when no headers
 * are there.
 */
export function locateTable(
  table: Table,
  rows: readonly SheetRow[],
  part: TablePart | undefined,
): TableBlock | undefined {
  const extent = (part && extentOf(part.range)) ?? extentByHeaders(table, rows);
  const header = extent && rows.find(({ number }) => number === extent.headerRow);
  if (!extent || !header) return undefined;
  const match = matchHeaders(table, headersIn(header, extent));
  if (!editableColumns(table).some((name) => match.indexByColumn.has(name))) return undefined;
  const totalsRows = part?.totalsRows ?? 0;
  const lastOwnRow = extent.lastRow - totalsRows;
  const used = [...match.indexByColumn.values(), ...(match.rowIdIndex === null ? [] : [match.rowIdIndex])];
  const isTotals = (number: number): boolean => number > lastOwnRow && number <= extent.lastRow;
  const body = rows.filter(({ number, cells }) => {
    return number > extent.headerRow && !isTotals(number) && used.some((column) => cells[column] !== undefined);
  });
  return { match, lastOwnRow, rows: body };
}

/** Headers by column of the sheet, "" outside the table. */
function headersIn(header: SheetRow, { firstColumn, lastColumn }: Extent): string[] {
  return header.cells.map((cell, column) => (column < firstColumn || column > lastColumn ? '' : headerText(cell)));
}

function headerText(cell: SheetCell): string {
  return cell === undefined ? '' : String(typeof cell === 'object' ? cell.value : cell);
}

function extentOf(range: string): Extent | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(range);
  if (!match) return undefined;
  const [, left = '', top = '', right = '', bottom = ''] = match;
  return {
    firstColumn: columnOfLetters(left),
    lastColumn: columnOfLetters(right),
    headerRow: Number(top),
    lastRow: Number(bottom),
  };
}

/** A row is the header row when it names the Row ID and every column of the key. */
function extentByHeaders(table: Table, rows: readonly SheetRow[]): Extent | undefined {
  const wanted = [ROW_ID_HEADER, ...table.key.map((name) => columnLabel(table, name))].map(headerForm);
  const header = rows
    .slice(0, HEADER_SEARCH_ROWS)
    .find(({ cells }) => wanted.every((label) => cells.some((cell) => headerForm(headerText(cell)) === label)));
  if (!header) return undefined;
  return { firstColumn: 0, lastColumn: UNLIMITED, headerRow: header.number, lastRow: header.number };
}

/** True when the sheet bears the headers of the table, its Row ID column included. */
export function bearsHeaders(table: Table, rows: readonly SheetRow[]): boolean {
  return extentByHeaders(table, rows) !== undefined;
}
