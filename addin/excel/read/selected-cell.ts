import type { CellPlace } from '../../../shared/tables/cell.ts';
import { cellFromExcel } from '../../../shared/tables/kinds/kind-of.ts';
import { keyText } from '../../../shared/tables/table.ts';
import { isRowId } from '../../../shared/tables/cell.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { matchHeaders } from '../../../shared/sync/read/match-headers.ts';
import { loadHeaders } from './table-headers.ts';
import { planTableNamed } from './table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/** A cell of a row that refers to a row of another table. */
export interface RowCode {
  readonly column: string;
  readonly code: string;
}

/** A cell of a managed table, with the business key of its row as the sheet shows it. */
export interface SelectedCell extends CellPlace {
  readonly rowKey: string;
  /** What the row refers to, in the order of the plan's columns; empty cells are left out. */
  readonly codes: readonly RowCode[];
}

/**
 * The active cell, where it stands under a column of the plan in a row that has a Row ID; else null. One request
 * outside the plan's tables, two inside, and one row is read: it follows every click.
 */
export async function selectedCell(context: Excel.RequestContext): Promise<Outcome<SelectedCell | null>> {
  const cell = context.workbook.getActiveCell().load('columnIndex');
  const around = cell.getTables(false).load('items/name,items/showHeaders');
  await context.sync();
  for (const excelTable of around.items) {
    const table = planTableNamed(excelTable.name);
    if (table !== undefined) return done(await placeIn(context, table, excelTable, cell));
  }
  return done(null);
}

async function placeIn(
  context: Excel.RequestContext,
  table: Table,
  excelTable: Excel.Table,
  cell: Excel.Range,
): Promise<SelectedCell | null> {
  const headers = loadHeaders(excelTable, excelTable.showHeaders);
  const body = excelTable.getDataBodyRange().load('columnIndex');
  const line = body.getIntersectionOrNullObject(cell.getEntireRow()).load('values,text');
  await context.sync();
  if (line.isNullObject) return null;
  const match = matchHeaders(table, headers());
  const selected = cell.columnIndex - body.columnIndex;
  const column = [...match.indexByColumn].find(([, index]) => index === selected)?.[0];
  const row = match.rowIdIndex === null ? '' : String(line.values[0]?.[match.rowIdIndex] ?? '');
  if (column === undefined || !isRowId(row)) return null;
  const textOf = (name: string): string => line.text[0]?.[match.indexByColumn.get(name) ?? -1] ?? '';
  const rowKey = keyText(table.key.map(textOf));
  return { table: table.name, row, column, rowKey, codes: codesOf(table, textOf) };
}

function codesOf(table: Table, textOf: (column: string) => string): RowCode[] {
  return Object.entries(table.columns).flatMap(([name, column]): RowCode[] => {
    if (column.kind !== 'reference') return [];
    const read = cellFromExcel(column, { value: textOf(name), isFormula: false, isError: false, date1904: false });
    return read.ok && typeof read.value === 'string' ? [{ column: name, code: read.value }] : [];
  });
}

/**
 * Calls back when another cell or sheet is selected, also by the add-in. Returns how to stop, which takes the handlers
 * out of Excel again: views come and go.
 */
export async function watchSelection(
  context: Excel.RequestContext,
  onChange: () => void,
): Promise<Outcome<() => void>> {
  let isWatching = true;
  const tell = (): Promise<void> => {
    if (isWatching) onChange();
    return Promise.resolve();
  };
  const { worksheets } = context.workbook;
  const handlers = [worksheets.onSelectionChanged.add(tell), worksheets.onActivated.add(tell)];
  await context.sync();
  return done(() => {
    if (!isWatching) return;
    isWatching = false;
    void removeHandlers(handlers);
  });
}

interface Handler {
  readonly context: { sync(): Promise<unknown> };
  remove(): void;
}

async function removeHandlers(handlers: readonly Handler[]): Promise<void> {
  for (const handler of handlers) handler.remove();
  // A handler that stays behind, because Excel is busy or gone, is silent from here on.
  await Promise.allSettled(handlers.map(({ context }) => context.sync()));
}
