import { tableNamed, type Row, type StoredColumn, type TableName } from '../../tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { Column } from '../../tables/column.ts';
import { blankRecord } from './blank-record.ts';
import type { ColumnRead } from './figure-reads.ts';

type CellsRead<T extends TableName> = Pick<Row<T>, ColumnRead<T>>;

/** A row with the cells the totals read; further cells may be there and are not looked at. */
export interface ProgramRow<T extends TableName> {
  readonly row: RowId;
  readonly cells: CellsRead<T>;
}

/**
 * The whole program, or a part that holds everything that belongs together, at one revision. Tables that nothing is read of are
 * empty.
 */
export type ProgramRows = { readonly [T in TableName]: readonly ProgramRow<T>[] };

/** A row as it is stored; empty cells may be absent. */
export interface PlainRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** A row of which these columns are known. */
export interface TypedRow<T extends TableName, C extends keyof Row<T>> {
  readonly row: RowId;
  readonly cells: Pick<Row<T>, C>;
}

/**
 * Types stored rows of a table as far as these columns go, so that nothing behind has to look at cell types again. Throws TypeError naming
 * table, row and column of a cell that is not of its column's type: stored rows were checked when they came in, so that is a bug.
 */
export function typedRows<T extends TableName, C extends keyof Row<T>>(
  table: T,
  names: readonly string[],
  rows: readonly PlainRow[] = [],
): readonly TypedRow<T, C>[] {
  // A small sync asks many times, each time of one table or two.
  if (rows.length === 0) return [];
  const columns = names.map((name) => columnCheck(table, name));
  // Rows out of a database are whole as a rule, and there are many: each is looked at once.
  if (areWhole<T, C>(rows, columns)) return rows;
  const isWhole = ({ cells }: PlainRow): boolean => names.every((name) => cells[name] !== undefined);
  const whole = withEveryCell(rows, names, isWhole);
  assertRows<T, C>(table, whole, columns);
  return whole;
}

/**
 * The rows of a table with columns that a declaration reads, whether figures look at them or not. Throws naming a column that
 * none declares: rows are read without it.
 */
export function rowsWith<T extends TableName, const C extends StoredColumn<T>>(
  program: ProgramRows,
  table: T,
  columns: readonly C[],
): readonly TypedRow<T, C>[] {
  const rows: readonly PlainRow[] = program[table];
  const unread = columns.find((column) => rows.some(({ cells }) => cells[column] === undefined));
  if (unread !== undefined) throw new Error(`${table}.${unread} is read by no declaration.`);
  return typedRows<T, C>(table, columns, rows);
}

interface ColumnCheck {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly required: boolean;
}

function columnCheck(table: TableName, name: string): ColumnCheck {
  const column = tableNamed(table).columns[name];
  if (!column) throw new Error(`${table} has no column ${name}.`);
  return { name, type: typeOfKind[column.kind], required: column.required === true };
}

const typeOfKind: { readonly [K in Column['kind']]: ColumnCheck['type'] } = {
  text: 'string',
  longText: 'string',
  code: 'string',
  list: 'string',
  reference: 'string',
  date: 'string',
  fiscalYear: 'string',
  period: 'string',
  integer: 'number',
  money: 'number',
  percent: 'number',
  decimal: 'number',
  flag: 'boolean',
};

/** True where every cell is there and of the type of its column. */
function areWhole<T extends TableName, C extends keyof Row<T>>(
  rows: readonly PlainRow[],
  columns: readonly ColumnCheck[],
): rows is readonly (PlainRow & TypedRow<T, C>)[] {
  return rows.every(({ cells }) => columns.every((column) => isOf(column, cells[column.name])));
}

function isOf({ type, required }: ColumnCheck, cell: Cell | undefined): boolean {
  return typeof cell === type || (cell === null && !required);
}

/** A cell that is not there is empty. */
function withEveryCell(
  rows: readonly PlainRow[],
  names: readonly string[],
  isWhole: (row: PlainRow) => boolean,
): PlainRow[] {
  const empty = blankRecord<Cell>(names, null);
  return rows.map((row) => (isWhole(row) ? row : { row: row.row, cells: { ...empty, ...row.cells } }));
}

function assertRows<T extends TableName, C extends keyof Row<T>>(
  table: T,
  rows: readonly PlainRow[],
  columns: readonly ColumnCheck[],
): asserts rows is readonly (PlainRow & TypedRow<T, C>)[] {
  for (const { row, cells } of rows) {
    for (const column of columns) {
      if (isOf(column, cells[column.name])) continue;
      throw new TypeError(`${table} row ${row} holds no ${column.type} in ${column.name}.`);
    }
  }
}
