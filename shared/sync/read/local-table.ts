import type { PendingSeen } from './diff.ts';
import type { Refusal, Warning } from '../outcome.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { Column } from '../../tables/column.ts';
import { cellFromExcel } from '../../tables/kinds/kind-of.ts';
import type { Parsed } from '../../tables/kinds/parsed.ts';
import { noNames } from '../../tables/code-names.ts';
import { placeWords } from '../../tables/place-words.ts';
import { keyOf, type Table } from '../../tables/table.ts';
import type { SheetRow, SheetTable } from './sheet-table.ts';
import type { Steps } from '../steps.ts';

/** A row of the sheet with its canonical values. */
export interface LocalSheetRow {
  /** Null until it has been given one [W1]. */
  readonly rowId: RowId | null;
  readonly sheet: SheetRow;
  /** Editable cells that could be read; a cell that breaks a rule is absent, so it counts as unchanged. */
  readonly cells: Cells;
  /** Computed cells that could be read. */
  readonly computed: Cells;
  /** [W5] Cells that break a rule of their kind. */
  readonly unreadable: readonly UnreadableCell[];
  /** Names of columns whose cell holds a formula [W6]. */
  readonly formulas: ReadonlySet<string>;
  /** [W14] Columns whose formula has no stored result: nobody knows what they hold, so they count as unchanged. */
  readonly withoutResult: readonly string[];
  readonly warnings: readonly ReadingWarning[];
  /** [W10] Empty columns of a half-emptied row; not in `cells` until the person has said what it means. */
  readonly cleared?: readonly string[];
}

/** A cell that was read, with something to say about it. */
export interface ReadingWarning {
  readonly column: string;
  readonly message: string;
}

export interface UnreadableCell {
  readonly column: string;
  readonly rule: string;
  readonly message: string;
  readonly value: Cell;
}

/** A table of the sheet, read at one moment, as canonical values. */
export interface LocalTable {
  readonly table: Table;
  readonly sheet: SheetTable;
  readonly isFiltered: boolean;
  readonly rows: readonly LocalSheetRow[];
  /** [W11] What stands under the table, read like its rows; none of it is the table's. */
  readonly below: readonly LocalSheetRow[];
}

const noFormulas: ReadonlySet<string> = new Set();
const noneUnreadable: readonly UnreadableCell[] = [];
const noWarnings: readonly ReadingWarning[] = [];
const noColumns: readonly string[] = [];

/** Rows between two steps: every cell is parsed, so they are short ones. */
const ROWS_PER_STEP = 200;

/** Reads the sheet's values as canonical ones, in steps. */
export function* localTable(
  table: Table,
  sheet: SheetTable,
  date1904: boolean,
  isFiltered: boolean,
): Steps<LocalTable> {
  const columns = sheet.columns.map((name) => ({ name, column: table.columns[name] }));
  const rows: LocalSheetRow[] = [];
  for (const row of sheet.rows) {
    if (rows.length % ROWS_PER_STEP === 0) yield undefined;
    rows.push(localRow(sheet, row, columns, date1904));
  }
  const below = (sheet.below ?? []).map((row) => localRow(sheet, row, columns, date1904));
  return { table, sheet, isFiltered, rows, below };
}

function localRow(
  sheet: SheetTable,
  row: SheetRow,
  columns: readonly { readonly name: string; readonly column: Column | undefined }[],
  date1904: boolean,
): LocalSheetRow {
  const cells: Record<string, Cell> = {};
  const computed: Record<string, Cell> = {};
  let unreadable = noneUnreadable;
  let warnings = noWarnings;
  for (const [index, { name, column }] of columns.entries()) {
    if (!column) continue;
    const value = row.values[index] ?? '';
    if (row.withoutResult?.includes(index) === true) continue;
    const isFormula = row.formulas.includes(index);
    const read: Parsed = cellFromExcel(column, { value, isFormula, isError: row.errors.includes(index), date1904 });
    if (column.computed === true) {
      if (read.ok) computed[name] = read.value;
    } else if (read.ok) {
      cells[name] = read.value;
      if (read.warning !== undefined) {
        warnings = [...warnings, { column: name, message: read.warning }];
      }
    } else {
      const { rule, message } = read;
      unreadable = [...unreadable, { column: name, rule, message, value }];
    }
  }
  const formulas = formulasOf(sheet, row);
  const withoutResult = row.withoutResult?.flatMap((index) => sheet.columns[index] ?? []) ?? noColumns;
  return { rowId: row.rowId, sheet: row, cells, computed, unreadable, formulas, withoutResult, warnings };
}

function formulasOf(sheet: SheetTable, row: SheetRow): ReadonlySet<string> {
  // Stryker disable next-line ConditionalExpression: it only spares a set per row.
  if (row.formulas.length === 0) return noFormulas;
  return new Set(row.formulas.flatMap((index) => sheet.columns[index] ?? []));
}

/** The same table once its rows bear the given Row IDs, by position. */
export function withRowIds(local: LocalTable, rowIds: ReadonlyMap<number, RowId>): LocalTable {
  if (rowIds.size === 0) return local;
  const rows = local.rows.map((row) => {
    const rowId = rowIds.get(row.sheet.position);
    return rowId === undefined ? row : { ...row, rowId, sheet: { ...row.sheet, rowId } };
  });
  return { ...local, rows };
}

/** [W5] What the sheet holds that cannot be sent, as refusals. */
export function localRefusals(local: LocalTable): Refusal[] {
  return local.rows.flatMap((row) =>
    row.unreadable.map(({ column, rule, message, value }) => ({
      table: local.table.name,
      row: row.rowId ?? '',
      column,
      rule,
      value,
      message,
    })),
  );
}

/** Warnings of reading, such as a formula's result that was rounded to the cent. Each names its table, row and column. */
export function localWarnings({ table, rows }: LocalTable): Warning[] {
  return rows.flatMap(({ rowId, cells, warnings }) =>
    warnings.map(({ message }) => {
      const place = placeWords(table.name, keyOf(table, cells), null, noNames);
      return { rule: 'W6', message: `${place} · ${message}`, table: table.name, row: rowId };
    }),
  );
}

/** Stands for a value that could not be read: equal to no canonical value, so planning never writes over it. */
const UNREADABLE = '\0unreadable';

/** The rows as planning sees them: a cell that could not be read is a local value that nobody has accepted. */
export function rowsToPlan(local: LocalTable): { row: RowId; cells: Cells }[] {
  return local.rows.flatMap(({ rowId, cells, unreadable }) => {
    if (rowId === null) return [];
    if (unreadable.length === 0) return [{ row: rowId, cells }];
    const marks = unreadable.map(({ column }) => [column, UNREADABLE] as const);
    return [{ row: rowId, cells: { ...cells, ...Object.fromEntries(marks) } }];
  });
}

/** The rows as diffing sees them, one at a time: a cell that could not be read counts as unchanged. */
export function* rowsToDiff(local: LocalTable): Generator<{ row: RowId; cells: Cells }> {
  for (const { rowId, cells } of local.rows) if (rowId !== null) yield { row: rowId, cells };
}

/** Cells with a formula, by Row ID. */
export function formulaCells(local: LocalTable): Map<RowId, ReadonlySet<string>> {
  const found = new Map<RowId, ReadonlySet<string>>();
  for (const { rowId, formulas } of local.rows) if (rowId !== null && formulas.size > 0) found.set(rowId, formulas);
  return found;
}

/** The business key of a row as the person reads it; "" when it has none. */
export function rowKeyIn(
  local: LocalTable | undefined,
  base: ReadonlyMap<RowId, Cells> | undefined,
  row: RowId,
): string {
  const [before, found] = [base?.get(row), local?.rows.find(({ rowId }) => rowId === row)?.cells];
  return local && (before || found) ? keyOf(local.table, { ...before, ...found }) : '';
}

/** Pending cells of one table, as `shared/sync` wants them. */
export function pendingOfTable(
  pending: readonly { table: string; row: RowId; column: string; seen: number }[],
  table: string,
): PendingSeen {
  const found = new Map<RowId, Record<string, number>>();
  for (const entry of pending) {
    if (entry.table !== table) continue;
    const columns = found.get(entry.row) ?? {};
    columns[entry.column] = entry.seen;
    found.set(entry.row, columns);
  }
  return found;
}
