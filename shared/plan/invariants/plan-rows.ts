import { tableNamed, tableNames, type StoredColumn, type TableName } from '../../tables/all-tables.ts';
import { editableColumns } from '../../tables/table.ts';
import { typedRows, type PlainRow, type TypedRow } from '../figures/program-rows.ts';

/** A row with every cell that people fill in: a rule may look at any of them. */
export type PlanRow<T extends TableName> = TypedRow<T, StoredColumn<T>>;

/** The whole program as invariants see it. It is a `ProgramRows` too. */
export type PlanRows = { readonly [T in TableName]: readonly PlanRow<T>[] };

/** The columns by which `planRows` types the rows of a table. */
export function columnsJudged(table: TableName): readonly string[] {
  return editableColumns(tableNamed(table));
}

/** Types stored rows once; tables that are left out are empty. Throws TypeError for a cell that is not of its column. */
export function planRows(stored: { readonly [T in TableName]?: readonly PlainRow[] }): PlanRows {
  const rows: { [T in TableName]?: readonly PlanRow<T>[] } = {};
  for (const table of tableNames) setRows(rows, table, stored[table]);
  assertEveryTable(rows);
  return rows;
}

function setRows<T extends TableName>(
  rows: { [K in T]?: readonly PlanRow<K>[] },
  table: T,
  stored: readonly PlainRow[] | undefined,
): void {
  rows[table] = typedRows<T, StoredColumn<T>>(table, columnsJudged(table), stored);
}

function assertEveryTable(rows: { readonly [T in TableName]?: readonly PlanRow<T>[] }): asserts rows is PlanRows {
  const missing = tableNames.find((table) => rows[table] === undefined);
  if (missing !== undefined) throw new Error(`${missing} was left out.`);
}
