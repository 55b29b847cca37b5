import type { Kysely } from 'kysely';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { editableColumns, type Table } from '../../shared/tables/table.ts';
import { readChangedRows, readJournalSince, readMovedRows } from './journal.ts';
import type { Condition, Selection, Values } from './read-together.ts';
import { planTable, sqlColumn, type Database } from './schema.ts';
import { inSnapshot, isAmong } from './sql-dialect.ts';
import { undoJournal } from './undo-journal.ts';

/**
 * [REV4] The rows of a table, at the head or as they were at revision `at` (1..head; 0 gives none), in order of Row ID, with
 * editable cells only. Costs the rows there were and what has become of them since; what was added later costs nothing. The
 * caller makes sure that `at` is not above the head.
 */
export async function readRows(
  db: Kysely<Database>,
  program: string,
  table: Table,
  at?: Revision,
): Promise<StoredRow[]> {
  if (at === undefined) return readHead(db, program, table);
  return inSnapshot(db, async (snapshot) => {
    const same = await readHead(snapshot, program, table, at);
    const other = await readRowsByIdAt(snapshot, program, table, await readMovedRows(snapshot, program, table, at), at);
    return other.length === 0 ? same : [...same, ...other].sort((a, b) => (a.row < b.row ? -1 : 1));
  });
}

/** The live rows of a table, all or those that have stood since `unmoved`. */
async function readHead(db: Kysely<Database>, program: string, table: Table, unmoved?: Revision): Promise<StoredRow[]> {
  let query = db.selectFrom(planTable(table)).selectAll().where('program', '=', program).orderBy('row_id');
  if (unmoved !== undefined) query = query.where('revision', '<=', unmoved);
  return (await query.execute()).map(rowReader(table));
}

/** Which rows are read in portions: of a table, at the head or (`at`) as they were then, at most `size` at once. */
export interface PortionsRequest {
  readonly program: string;
  readonly table: Table;
  readonly at: Revision | undefined;
  readonly size: number;
}

/**
 * The rows of `readRows` in portions of at most `size`, in order of Row ID, so that others are answered between them. [FA14]
 * Each portion is read when it is asked for, whatever the revision; one may be empty. Call it inside a snapshot, else they
 * are not of one moment.
 */
export async function* readRowPortions(db: Kysely<Database>, request: PortionsRequest): AsyncGenerator<StoredRow[]> {
  const { at } = request;
  let last: RowId | null = '';
  while (last !== null) {
    const head: Portion = await headPortion(db, request, last);
    const portion: Portion = at === undefined ? head : await portionAt(db, { ...request, at }, { last, head });
    yield portion.rows;
    last = portion.upTo;
  }
}

/** A row, and by which key it is found. */
export interface KeyedRow {
  readonly row: StoredRow;
  readonly key: string;
}

/** The rows of the head in portions of at most `size`, in order of Row ID, as `readRowPortions` gives them. */
export async function* readKeyedPortions(
  db: Kysely<Database>,
  { program, table, size }: Omit<PortionsRequest, 'at'>,
): AsyncGenerator<readonly KeyedRow[]> {
  const read = rowReader(table);
  let last: RowId | undefined = '';
  while (last !== undefined) {
    const query = db.selectFrom(planTable(table)).selectAll().where('program', '=', program).where('row_id', '>', last);
    const found: KeyedRow[] = (await query.orderBy('row_id').limit(size).execute()).map((values) => ({
      row: read(values),
      key: String(values['key_text']),
    }));
    yield found;
    last = found.length < size ? undefined : found.at(-1)?.row.row;
  }
}

interface Portion {
  readonly rows: StoredRow[];
  /** Row ID up to which the table has been read; null: to its end. */
  readonly upTo: RowId | null;
}

async function headPortion(
  db: Kysely<Database>,
  { program, table, size }: PortionsRequest,
  last: RowId,
): Promise<Portion> {
  const query = db.selectFrom(planTable(table)).selectAll().where('program', '=', program).where('row_id', '>', last);
  const rows = (await query.orderBy('row_id').limit(size).execute()).map(rowReader(table));
  return { rows, upTo: rows.length < size ? null : (rows.at(-1)?.row ?? null) };
}

/** The portion after `last` as it was at `at`: of the rows there now and those that have changed since, the first ones. */
async function portionAt(
  db: Kysely<Database>,
  { program, table, at, size }: PortionsRequest & { readonly at: Revision },
  { last, head }: { readonly last: RowId; readonly head: Portion },
): Promise<Portion> {
  const since = { program, after: at, table: table.name };
  const changed = await readChangedRows(db, { ...since, last, upTo: head.upTo, most: size });
  const ids = [...new Set([...head.rows.map(({ row }) => row), ...changed])].sort();
  const isCut = changed.length === size || ids.length > size;
  const upTo = isCut ? (ids[size - 1] ?? null) : head.upTo;
  const isInPortion = (row: RowId): boolean => upTo === null || row <= upTo;
  const entries = await readJournalSince(db, { ...since, rows: changed.filter(isInPortion) });
  return {
    rows: undoJournal(
      table,
      head.rows.filter(({ row }) => isInPortion(row)),
      entries,
    ),
    upTo,
  };
}

/** The live rows with these Row IDs, at the head; an id without a live row is left out. One query. */
export async function readRowsById(
  db: Kysely<Database>,
  program: string,
  table: Table,
  ids: Iterable<RowId>,
): Promise<StoredRow[]> {
  const query = db
    .selectFrom(planTable(table))
    .selectAll()
    .where('program', '=', program)
    .where(isAmong(db, 'row_id', ids));
  return (await query.execute()).map(rowReader(table));
}

/** True when the table has at most `count` live rows. Counts no further than that. */
export async function holdsAtMost(
  db: Kysely<Database>,
  program: string,
  table: Table,
  count: number,
): Promise<boolean> {
  const some = db
    .selectFrom(planTable(table))
    .select('revision')
    .where('program', '=', program)
    .limit(count + 1);
  const { found } = await db
    .selectFrom(some.as('some'))
    .select((where) => where.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  return found <= count;
}

/** The rows with these Row IDs as they were at revision `at`, in order of Row ID. Costs what has happened to them. */
export async function readRowsByIdAt(
  db: Kysely<Database>,
  program: string,
  table: Table,
  ids: ReadonlySet<RowId>,
  at: Revision,
): Promise<StoredRow[]> {
  const head = await readRowsById(db, program, table, ids);
  const since = await readJournalSince(db, { program, after: at, table: table.name, rows: [...ids] });
  return undoJournal(table, head, since);
}

/** A function that reads a database row of this table as a stored row with its editable cells. */
export function rowReader(table: Table): (row: Readonly<Record<string, Cell>>) => StoredRow {
  const columns = editableColumns(table).map((name) => ({
    name,
    sqlName: sqlColumn(name),
    isFlag: table.columns[name]?.kind === 'flag',
  }));
  return (row) => {
    const cells: Record<string, Cell> = {};
    for (const { name, sqlName, isFlag } of columns) {
      const value = row[sqlName] ?? null;
      cells[name] = isFlag && value !== null ? value === 1 : value;
    }
    return { row: String(row['row_id']), revision: Number(row['revision']), cells };
  };
}

/** Whole rows of a table, to be read together with others; `storedRowOf` reads what comes of it. */
export function rowSelection(program: string, table: Table, ...conditions: readonly Condition[]): Selection {
  return {
    from: planTable(table),
    columns: ['row_id', 'revision', ...editableColumns(table).map(sqlColumn)],
    where: [{ column: 'program', is: program }, ...conditions],
  };
}

/** A function that reads the values of `rowSelection` as a stored row with its editable cells. */
export function storedRowOf(table: Table): (values: Values) => StoredRow {
  const columns = editableColumns(table);
  const flags = columns.map((name) => table.columns[name]?.kind === 'flag');
  return ([row = null, revision = null, ...values]) => {
    const cells: Record<string, Cell> = {};
    columns.forEach((name, i) => {
      const value = values[i] ?? null;
      cells[name] = flags[i] === true && value !== null ? value === 1 : value;
    });
    return { row: String(row), revision: Number(revision), cells };
  };
}

/** The value of a cell as the database keeps it: flags as 0 and 1. */
export function sqlValue(value: Cell | undefined): string | number | null {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : value;
}
