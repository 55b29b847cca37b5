import { sql, type Kysely, type RawBuilder } from 'kysely';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { blankRecord } from '../../shared/plan/figures/blank-record.ts';
import { columnsRead } from '../../shared/plan/figures/columns-read.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { readMovedRows } from '../storage/journal.ts';
import { readRowPortions, readRowsByIdAt } from '../storage/rows.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { inSnapshot, isAmong, jsonRows } from '../storage/sql-dialect.ts';

/** A row with the editable cells that totals look at. */
export interface NarrowRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** Rows whose `column` (a column of the schema, or the columns every table has) holds one of the values. */
export interface NarrowFilter {
  readonly column: string;
  readonly values: Iterable<string>;
}

/** A filter by business key. */
export const byKeyText = (values: Iterable<string>): NarrowFilter => ({ column: 'key_text', values });

/** The head rows of a table, all or those of a filter, with the columns that totals read. One query. */
export async function readNarrowRows(
  db: Kysely<Database>,
  program: string,
  table: TableName,
  filter?: NarrowFilter,
): Promise<NarrowRow[]> {
  return readColumns(db, program, { table, columns: columnsRead(table), ...(filter === undefined ? {} : { filter }) });
}

/** Columns of a table, and which of its rows; absent: all. */
interface ColumnsRequest {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly filter?: NarrowFilter;
}

/** The head rows of a table with these columns. One query. */
export async function readColumns(
  db: Kysely<Database>,
  program: string,
  { filter, ...request }: ColumnsRequest,
): Promise<NarrowRow[]> {
  return columnsWhere(db, program, request, filter ? whereOf(db, filter) : sql`TRUE`);
}

async function columnsWhere(
  db: Kysely<Database>,
  program: string,
  { table, columns }: Omit<ColumnsRequest, 'filter'>,
  where: RawBuilder<unknown>,
): Promise<NarrowRow[]> {
  const from = sql`${sql.table(planTable(tableNamed(table)))} WHERE program = ${program} AND ${where}`;
  const found = await jsonRows(db, ['row_id', ...columns.map(sqlColumn)], from);
  const blank = blankRecord<Cell>(columns, null);
  const flags = columns.filter((name) => isFlag(table, name));
  return found.map((values) => {
    const cells = { ...blank };
    // Of a large plan there are ten million cells: no list is taken apart for a row, and no set asked about a cell.
    for (let i = 0; i < columns.length; i++) cells[columns[i] ?? ''] = cellIn(values[i + 1]);
    for (const name of flags) cells[name] = flagOf(cells[name]);
    return { row: String(values[0]), cells };
  });
}

/** What a cell is in JSON. Throws TypeError for what is none. */
function cellIn(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError('The database gave what is no cell.');
}

/** Rows with these columns at least, at the head or as they were at revision `at`. */
export async function readColumnsAt(
  db: Kysely<Database>,
  program: string,
  { at, ...request }: Omit<ColumnsRequest, 'filter'> & { readonly at: Revision | undefined },
): Promise<readonly NarrowRow[]> {
  if (at === undefined) return readColumns(db, program, request);
  const table = tableNamed(request.table);
  return inSnapshot(db, async (snapshot) => {
    const same = await columnsWhere(snapshot, program, request, sql`revision <= ${at}`);
    const moved = await readMovedRows(snapshot, program, table, at);
    return [...same, ...(await readRowsByIdAt(snapshot, program, table, moved, at))];
  });
}

/** Columns of a table at the head or (`at`) as it was then, in portions of at most `size` rows. */
interface PortionsOfColumns extends ColumnsRequest {
  readonly at: Revision | undefined;
  readonly size: number;
}

/**
 * [FA14] The rows of `readColumnsAt` in portions, in order of Row ID, each read when it is asked for, so that others are
 * answered between them. One may be empty. Call it inside a snapshot, else they are not of one moment.
 */
export async function* readColumnPortions(
  db: Kysely<Database>,
  program: string,
  { table: name, columns, filter, at, size }: PortionsOfColumns,
): AsyncGenerator<readonly NarrowRow[]> {
  const table = tableNamed(name);
  if (at !== undefined) {
    const isAsked = isOf(filter);
    for await (const rows of readRowPortions(db, { program, table, at, size })) yield rows.filter(isAsked);
    return;
  }
  const where = filter ? whereOf(db, filter) : sql`TRUE`;
  let last: RowId | undefined = '';
  while (last !== undefined) {
    const { rows }: { rows: NarrowRecord[] } = await sql<NarrowRecord>`
      SELECT row_id, ${selection(columns)} FROM ${sql.table(planTable(table))}
      WHERE program = ${program} AND row_id > ${last} AND ${where} ORDER BY row_id LIMIT ${size}`.execute(db);
    yield narrowRows(name, columns, rows);
    last = rows.length < size ? undefined : rows.at(-1)?.row_id;
  }
}

/** Cells by column name, with the Row ID beside them. */
interface NarrowRecord {
  readonly row_id: string;
  readonly [column: string]: Cell;
}

function narrowRows(table: TableName, columns: readonly string[], rows: readonly NarrowRecord[]): NarrowRow[] {
  const flags = columns.filter((name) => isFlag(table, name));
  const withFlags = (cells: NarrowRecord): Cells =>
    flags.length === 0 ? cells : { ...cells, ...Object.fromEntries(flags.map((name) => [name, flagOf(cells[name])])) };
  return rows.map((cells) => ({ row: cells.row_id, cells: withFlags(cells) }));
}

export function isFlag(table: TableName, column: string): boolean {
  return tableNamed(table).columns[column]?.kind === 'flag';
}

/** The database keeps flags as 0 and 1. */
export function flagOf(value: Cell | undefined): boolean | null {
  return value === null || value === undefined ? null : value === 1;
}

function selection(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((name) => sql`${sql.ref(sqlColumn(name))} AS ${sql.ref(name)}`));
}

/** Whether a row with its cells is one of those that are asked for. */
function isOf(filter: NarrowFilter | undefined): (row: NarrowRow) => boolean {
  if (filter === undefined) return () => true;
  const values = new Set<Cell>(filter.values);
  return ({ cells }) => values.has(cells[filter.column] ?? null);
}

function whereOf(db: Kysely<Database>, { column, values }: NarrowFilter): RawBuilder<unknown> {
  const name = column === 'row_id' || column === 'key_text' ? column : sqlColumn(column);
  return isAmong(db, name, values);
}
