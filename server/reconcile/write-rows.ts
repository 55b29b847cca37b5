import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { ProgramView } from '../../shared/sync/merge/merge-context.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { editableColumns, keyOf, type Table } from '../../shared/tables/table.ts';
import type { SqlValue } from '../storage/each-row.ts';
import { insertMany } from '../storage/insert-many.ts';
import { sqlValue } from '../storage/rows.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { isPostgres, isAmong } from '../storage/sql-dialect.ts';
import { updateMany } from '../storage/update-many.ts';

/** The changes of one table by one revision. */
interface TableWrite {
  readonly table: Table;
  readonly program: string;
  readonly revision: number;
  readonly changes: readonly RowChange[];
  /** All editable cells of a changed row as they are to be. */
  readonly cellsAfter: (change: RowChange) => Cells;
}

/** Brings the rows of the plan's tables to where these changes lead. */
export async function writeRows(
  db: Kysely<Database>,
  met: Pick<ProgramView, 'head'>,
  { program, revision }: Pick<TableWrite, 'program' | 'revision'>,
  changes: readonly RowChange[],
): Promise<void> {
  const cellsAfter = ({ kind, table, row, after }: RowChange): Cells =>
    kind === 'insert' ? after : { ...met.head(table, row)?.cells, ...after };
  for (const [name, ofTable] of changesBy(changes, (change) => change.table)) {
    const kinds = changesBy(ofTable, (change) => change.kind);
    const write = (kind: RowChange['kind']): TableWrite => {
      return { table: tableNamed(name), program, revision, changes: kinds.get(kind) ?? [], cellsAfter };
    };
    await deleteRows(db, write('delete'));
    await putRows(db, write('insert'));
    await (isPostgres(db) ? putRows(db, write('update'), ['program', 'row_id']) : setCells(db, write('update')));
  }
}

function changesBy<K>(changes: readonly RowChange[], keyOfChange: (change: RowChange) => K): Map<K, RowChange[]> {
  const found = new Map<K, RowChange[]>();
  for (const change of changes) getOrMake(found, keyOfChange(change), (): RowChange[] => []).push(change);
  return found;
}

async function deleteRows(db: Kysely<Database>, { table, program, changes }: TableWrite): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => change.row);
  await db
    .deleteFrom(planTable(table))
    .where('program', '=', program)
    .where(isAmong(db, 'row_id', rows))
    .execute();
}

/** Whole rows, new ones or in place of those with the same `replacing`. */
async function putRows(db: Kysely<Database>, write: TableWrite, replacing?: readonly string[]): Promise<void> {
  if (write.changes.length === 0) return;
  const columns = ['program', 'row_id', 'revision', 'key_text', ...editableColumns(write.table).map(sqlColumn)];
  const insertion = { table: planTable(write.table), columns, rows: wholeRows(write) };
  await insertMany(db, replacing ? { ...insertion, replacing } : insertion);
}

/** The changed rows as they are to be, in the order of the columns of `putRows`. */
function* wholeRows({ table, program, revision, changes, cellsAfter }: TableWrite): Generator<SqlValue[]> {
  const columns = editableColumns(table);
  for (const change of changes) {
    const cells = cellsAfter(change);
    const values: SqlValue[] = [program, change.row, revision, keyOf(table, cells)];
    for (const column of columns) values.push(sqlValue(cells[column]));
    yield values;
  }
}

/** Up to so many rows, naming cells that stay costs less than statements of their own. */
const FEW_ROWS = 50;

/** Only the cells that change: in one go for all rows that change in the same columns, or for a few rows as they come. */
async function setCells(db: Kysely<Database>, write: TableWrite): Promise<void> {
  const { changes } = write;
  const groups = changesBy(changes, changes.length > FEW_ROWS ? ({ after }) => Object.keys(after).join() : () => '');
  for (const group of groups.values()) {
    const columns = new Set(group.flatMap(({ after }) => Object.keys(after)));
    await setColumns(db, { ...write, changes: group }, [...columns]);
  }
}

async function setColumns(db: Kysely<Database>, write: TableWrite, columns: readonly string[]): Promise<void> {
  const { table } = write;
  const movesKey = table.key.some((column) => columns.includes(column));
  await updateMany(db, {
    table: planTable(table),
    key: ['program', 'row_id'],
    columns: ['revision', ...(movesKey ? ['key_text'] : []), ...columns.map(sqlColumn)],
    rows: newValues(write, columns, movesKey),
  });
}

/** In the order of the columns of `setColumns`, then of the key. */
function* newValues(
  { table, program, revision, changes, cellsAfter }: TableWrite,
  columns: readonly string[],
  movesKey: boolean,
): Generator<SqlValue[]> {
  for (const change of changes) {
    const values: SqlValue[] = [revision];
    const isWhole = movesKey || columns.some((column) => !Object.hasOwn(change.after, column));
    const cells = isWhole ? cellsAfter(change) : change.after;
    if (movesKey) values.push(keyOf(table, cells));
    for (const column of columns) values.push(sqlValue(cells[column]));
    yield [...values, program, change.row];
  }
}
