import { editableColumns, type Table } from '../../../shared/tables/table.ts';
import { ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import type { SheetCell, SheetRow } from './read-sheet.ts';
import type { TablePart } from './workbook-package.ts';

/** Where a managed table lies on its sheet. */
export interface TableBlock {
  /** 0-based column of the Row IDs; undefined when the sheet has none. */
  readonly idColumn: number | undefined;
  /** 0-based columns of the sheet by name of the editable column. */
  readonly columns: ReadonlyMap<string, number>;
  /** Labels of editable columns that the sheet lacks. */
  readonly missing: readonly string[];
  /** Rows below the headers that belong to the table. */
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
  const found = columnsByHeader(header, extent);
  const editable = editableColumns(table);
  const columns = new Map<string, number>();
  for (const name of editable) {
    const column = found.get(comparable(table.columns[name]?.label ?? ''));
    if (column !== undefined) columns.set(name, column);
  }
  if (columns.size === 0) return undefined;
  const idColumn = found.get(comparable(ROW_ID_HEADER));
  const used = [...columns.values(), ...(idColumn === undefined ? [] : [idColumn])];
  return {
    idColumn,
    columns,
    missing: editable.filter((name) => !columns.has(name)).map((name) => table.columns[name]?.label ?? name),
    rows: bodyRows(rows, extent, used, part?.totalsRows ?? 0),
  };
}

/** Rows of the range, and those typed right below it by programs that do not let tables grow. */
function bodyRows(
  rows: readonly SheetRow[],
  extent: Extent,
  columns: readonly number[],
  totalsRows: number,
): SheetRow[] {
  const isFilled = (row: SheetRow) => columns.some((column) => row.cells[column] !== undefined);
  const lastBodyRow = extent.lastRow - totalsRows;
  const body = rows.filter((row) => row.number > extent.headerRow && row.number <= lastBodyRow && isFilled(row));
  if (totalsRows > 0) return body;
  let next = extent.lastRow + 1;
  for (const row of rows) {
    if (row.number < next) continue;
    if (row.number > next || !isFilled(row)) break;
    body.push(row);
    next++;
  }
  return body;
}

/** Headers are compared without regard to case and white space. */
function comparable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function columnsByHeader(header: SheetRow, { firstColumn, lastColumn }: Extent): Map<string, number> {
  const found = new Map<string, number>();
  header.cells.forEach((cell, column) => {
    if (column < firstColumn || column > lastColumn) return;
    const label = comparable(headerText(cell));
    if (label !== '' && !found.has(label)) found.set(label, column);
  });
  return found;
}

function headerText(cell: SheetCell): string {
  return cell === undefined ? '' : String(typeof cell === 'object' ? cell.value : cell);
}

function extentOf(range: string): Extent | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(range);
  if (!match) return undefined;
  const [, left = '', top = '', right = '', bottom = ''] = match;
  return {
    firstColumn: columnIndex(left),
    lastColumn: columnIndex(right),
    headerRow: Number(top),
    lastRow: Number(bottom),
  };
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** A row is the header row when it names the Row ID and every column of the key. */
function extentByHeaders(table: Table, rows: readonly SheetRow[]): Extent | undefined {
  const wanted = [ROW_ID_HEADER, ...table.key.map((name) => table.columns[name]?.label ?? name)].map(comparable);
  const header = rows
    .slice(0, HEADER_SEARCH_ROWS)
    .find(({ cells }) => wanted.every((label) => cells.some((cell) => comparable(headerText(cell)) === label)));
  if (!header) return undefined;
  return { firstColumn: 0, lastColumn: UNLIMITED, headerRow: header.number, lastRow: lastFilledBlock(rows, header) };
}

/** Without an Excel table the rows end where a blank row follows. */
function lastFilledBlock(rows: readonly SheetRow[], header: SheetRow): number {
  let last = header.number;
  for (const { number } of rows) if (number === last + 1) last = number;
  return last;
}
