import { getOrMake } from '../../sync/get-or-make.ts';
import { tableNamed, tableNames, type TableName } from '../../tables/all-tables.ts';
import type { RowId } from '../../tables/cell.ts';
import { editableColumns } from '../../tables/table.ts';
import type { Look } from '../time/look.ts';
import { postingDeclarations } from '../postings/posting-declarations.ts';
import { sumsLooks } from '../sums/sums-looks.ts';
import { computedDeclarations } from './computed-declarations.ts';
import { figureReads, type ColumnRead } from './figure-reads.ts';
import { typedRows, type PlainRow, type ProgramRow, type ProgramRows } from './program-rows.ts';

/** What is declared to be read: table and columns. */
function* declared(): Generator<readonly [string, readonly string[]]> {
  for (const { table, reads, names, lines } of postingDeclarations) {
    yield [table, [...reads, ...(lines.own === undefined ? [] : [lines.own])]];
    if (names) yield [names.table, [...names.reads, ...names.key, ...(lines.named === undefined ? [] : [lines.named])]];
  }
  for (const { table, reads, looks, sums } of computedDeclarations) {
    yield [table, reads];
    yield* looked(table, [...looks, ...(sums ? sumsLooks(sums) : [])]);
  }
  for (const reads of figureReads) yield* Object.entries(reads);
}

function* looked(own: string, looks: readonly Look[]): Generator<readonly [string, readonly string[]]> {
  for (const { table, on, reads, looks: further = [] } of looks) {
    yield [own, Object.values(on)];
    yield [table, [...Object.keys(on), ...reads]];
    yield* looked(table, further);
  }
}

function columnsByTable(): Map<TableName, readonly string[]> {
  const read = new Map<string, Set<string>>();
  for (const [table, columns] of declared()) {
    const known = getOrMake(read, table, () => new Set<string>());
    for (const column of columns) known.add(column);
  }
  const columnsOf = (table: TableName) =>
    editableColumns(tableNamed(table)).filter((column) => read.get(table)?.has(column) === true);
  return new Map(tableNames.map((table) => [table, columnsOf(table)]));
}

/**
 * What postings, sums, computed columns and figures look at: of each table the columns that they declare, in the order of
 * the sheet. Rows are read by it; of most tables it is a part, of some nothing.
 */
const columns: ReadonlyMap<TableName, readonly string[]> = columnsByTable();

export function columnsRead(table: TableName): readonly string[] {
  return columns.get(table) ?? [];
}

/** Every table that something is read of. */
export const readTables: readonly TableName[] = tableNames.filter((table) => columnsRead(table).length > 0);

/** Types stored rows once by what is declared to be read. Tables that are left out are empty. Throws as `typedRows` does. */
export function programRows(stored: { readonly [T in TableName]?: readonly PlainRow[] }): ProgramRows {
  const rows: { [T in TableName]?: readonly ProgramRow<T>[] } = {};
  for (const table of tableNames) setRows(rows, table, stored[table]);
  assertEveryTable(rows);
  return rows;
}

function setRows<T extends TableName>(
  rows: { [K in T]?: readonly ProgramRow<K>[] },
  table: T,
  stored: readonly PlainRow[] | undefined,
): void {
  rows[table] = typedRows<T, ColumnRead<T>>(table, columnsRead(table), stored);
}

/** Rows of one moment that were read table by table. Tables that are left out are empty. */
export function tablesTogether(read: ReadonlyMap<TableName, ProgramRows>): ProgramRows {
  const [rows, none]: [{ [T in TableName]?: readonly ProgramRow<T>[] }, ProgramRows] = [{}, programRows({})];
  for (const table of tableNames) takeRows(rows, table, read.get(table) ?? none);
  assertEveryTable(rows);
  return rows;
}

/** A table in which these rows are replaced by others, some of which may be gone or new. */
export function withOthers(
  known: ProgramRows,
  table: TableName,
  replaced: ReadonlySet<RowId>,
  others: ProgramRows,
): ProgramRows {
  const rows: { [T in TableName]?: readonly ProgramRow<T>[] } = { ...known };
  putRows(rows, table, known, replaced, others);
  assertEveryTable(rows);
  return rows;
}

function putRows<T extends TableName>(
  rows: { [K in T]?: readonly ProgramRow<K>[] },
  table: T,
  known: ProgramRows,
  replaced: ReadonlySet<RowId>,
  others: ProgramRows,
): void {
  const stay = replaced.size === 0 ? known[table] : known[table].filter(({ row }) => !replaced.has(row));
  rows[table] = [...stay, ...others[table]];
}

function takeRows<T extends TableName>(
  rows: { [K in T]?: readonly ProgramRow<K>[] },
  table: T,
  from: ProgramRows,
): void {
  rows[table] = from[table];
}

function assertEveryTable(rows: { readonly [T in TableName]?: readonly ProgramRow<T>[] }): asserts rows is ProgramRows {
  const missing = tableNames.find((table) => rows[table] === undefined);
  if (missing !== undefined) throw new Error(`${missing} was left out.`);
}
