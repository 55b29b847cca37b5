import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { tables as planTables } from '../../../shared/tables/all-tables.ts';
import { columnLabel, type Table } from '../../../shared/tables/table.ts';
import { ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import { loadHeaders } from './table-headers.ts';
import { matchHeaders, type HeaderMatch } from '../../../shared/sync/read/match-headers.ts';
import { done, hindered, type Outcome, type WorkbookProblem } from '../workbook-problem.ts';

/** Where a managed table stands in the workbook right now. Rows and columns of the sheet count from 0. */
export interface TableLayout {
  readonly table: Table;
  readonly excelTable: Excel.Table;
  readonly worksheet: Excel.Worksheet;
  readonly sheetName: string;
  readonly headers: readonly string[];
  readonly match: HeaderMatch;
  /** Sheet row of the first body row, sheet column of the table's first column. */
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
  /** Rows below the body, Excel's totals row included, before another table of the sheet begins or the sheet ends. */
  readonly rowsBelow: number;
  /** Another table further down of which these rows would move a part when they move, which Excel refuses; null: there is none. */
  readonly tornTable: string | null;
  readonly isFiltered: boolean;
  readonly isProtected: boolean;
}

interface LoadingLayout {
  readonly table: Table;
  readonly excelTable: Excel.Table;
  readonly headers: () => string[];
  readonly body: Excel.Range;
  readonly autoFilter: Excel.AutoFilter;
}

/** An Excel table of the workbook, the person's own ones included. */
interface LoadingPlace {
  readonly name: string;
  readonly worksheet: Excel.Worksheet;
  readonly range: Excel.Range;
}

const SHEET_ROWS = 1_048_576;

/** Finds the plan's tables by their Excel names. Two requests, however many tables there are. */
export async function findLayouts(context: Excel.RequestContext): Promise<Map<string, TableLayout>> {
  const all = context.workbook.tables;
  all.load('items/name,items/id,items/showHeaders,items/showTotals');
  await context.sync();
  const loading = all.items.flatMap((excelTable) => {
    const table = planTableNamed(excelTable.name);
    return table ? [loadLayout(table, excelTable)] : [];
  });
  const places = loading.length > 0 ? all.items.map(loadPlace) : [];
  if (loading.length > 0) await context.sync();
  return new Map(loading.map((loaded) => [loaded.table.name, layoutOf(loaded, places)]));
}

/** Excel's table names have no case. */
export function planTableNamed(excelName: string): Table | undefined {
  const wanted = excelName.toLowerCase();
  return planTables.find((table) => table.excelName.toLowerCase() === wanted);
}

function loadLayout(table: Table, excelTable: Excel.Table): LoadingLayout {
  const headers = loadHeaders(excelTable, excelTable.showHeaders);
  const body = excelTable.getDataBodyRange();
  body.load('rowIndex,columnIndex,rowCount,columnCount');
  excelTable.worksheet.load('name,protection/protected');
  const autoFilter = excelTable.autoFilter;
  autoFilter.load('isDataFiltered');
  return { table, excelTable, headers, body, autoFilter };
}

function loadPlace(excelTable: Excel.Table): LoadingPlace {
  excelTable.worksheet.load('name');
  const { name, worksheet } = excelTable;
  return { name, worksheet, range: excelTable.getRange().load('rowIndex,columnIndex,columnCount') };
}

/** The other tables of the sheet that begin below a body, under one of its columns. */
function placesBelow(sheetName: string, body: Excel.Range, places: readonly LoadingPlace[]): readonly LoadingPlace[] {
  const end = body.rowIndex + body.rowCount;
  return places.filter(({ worksheet, range }) => {
    const isBeside =
      range.columnIndex >= body.columnIndex + body.columnCount ||
      range.columnIndex + range.columnCount <= body.columnIndex;
    return worksheet.name === sheetName && !isBeside && range.rowIndex >= end;
  });
}

function isWithinColumns({ range }: LoadingPlace, body: Excel.Range): boolean {
  return (
    range.columnIndex >= body.columnIndex &&
    range.columnIndex + range.columnCount <= body.columnIndex + body.columnCount
  );
}

function layoutOf(
  { table, excelTable, headers: loaded, body, autoFilter }: LoadingLayout,
  places: readonly LoadingPlace[],
): TableLayout {
  const headers = loaded();
  const below = placesBelow(excelTable.worksheet.name, body, places);
  return {
    table,
    excelTable,
    worksheet: excelTable.worksheet,
    sheetName: excelTable.worksheet.name,
    headers,
    match: matchHeaders(table, headers),
    firstRow: body.rowIndex,
    firstColumn: body.columnIndex,
    rowCount: body.rowCount,
    columnCount: body.columnCount,
    showHeaders: excelTable.showHeaders,
    showTotals: excelTable.showTotals,
    rowsBelow: Math.min(SHEET_ROWS, ...below.map(({ range }) => range.rowIndex)) - (body.rowIndex + body.rowCount),
    tornTable: below.find((place) => !isWithinColumns(place, body))?.name ?? null,
    isFiltered: autoFilter.isDataFiltered,
    isProtected: excelTable.worksheet.protection.protected,
  };
}

/** Layouts of the named tables, each with a Row ID column, or the first that is not there. */
export function requireLayouts(
  found: ReadonlyMap<string, TableLayout>,
  names: readonly string[],
): Outcome<readonly TableLayout[]> {
  const layouts: TableLayout[] = [];
  for (const name of names) {
    const layout = found.get(name);
    if (!layout)
      return hindered({ kind: 'tableMissing', table: planTables.find((t) => t.name === name)?.label ?? name });
    const column = missingIdentity(layout);
    if (column !== null) return hindered({ kind: 'columnMissing', table: layout.table.label, column });
    const [doubled] = layout.match.doubled;
    if (doubled) {
      const columns = doubled.indexes.map((index) => columnLetters(layout.firstColumn + index));
      return hindered({ kind: 'headerDoubled', table: layout.table.label, header: doubled.header, columns });
    }
    layouts.push(layout);
  }
  return done(layouts);
}

/** [W9] The header that rows cannot be told apart without and that is not there; null: all are. */
function missingIdentity({ table, match }: TableLayout): string | null {
  if (match.rowIdIndex === null) return ROW_ID_HEADER;
  const missing = table.key.find((column) => !match.indexByColumn.has(column));
  return missing === undefined ? null : columnLabel(table, missing);
}

/** True when rows of the table cannot come or go where cells below have to move with them. */
export function isTorn({ tornTable }: TableLayout): boolean {
  return tornTable !== null;
}

export function rowsBlocked({ table, sheetName, tornTable }: TableLayout): WorkbookProblem {
  return { kind: 'rowsBlocked', table: table.label, sheet: sheetName, by: tornTable ?? '' };
}

/** A block of the table's body; rows and columns count from 0 within the body. */
export function bodyBlock(
  layout: TableLayout,
  row: number,
  column: number,
  rowCount: number,
  columnCount: number,
): Excel.Range {
  return layout.worksheet.getRangeByIndexes(layout.firstRow + row, layout.firstColumn + column, rowCount, columnCount);
}

/** Names of the plan's columns in the order of the sheet. */
export function sheetColumns(match: HeaderMatch): string[] {
  return [...match.indexByColumn].toSorted(([, a], [, b]) => a - b).map(([name]) => name);
}

/** Address such as "F18" of a body cell, for messages. */
export function addressOf(layout: TableLayout, row: number, column: number): string {
  return `${columnLetters(layout.firstColumn + column)}${layout.firstRow + row + 1}`;
}
