import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { SealedChange } from '../../shared/sync/history/revision-seal.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { Database, JournalRow } from './schema.ts';
import { isAmong } from './sql-dialect.ts';

/** A journal entry as kept, with the revision the row had before it. */
export interface JournalRecord extends RowChange {
  readonly revision: Revision;
  /** Revision that had last changed the row; null when the row was not there. */
  readonly previous: Revision | null;
}

/** Which journal entries are read: see `readJournalSince`. */
interface JournalRequest {
  readonly program: string;
  readonly after: Revision;
  readonly upTo?: Revision;
  readonly table?: string;
  readonly rows?: readonly RowId[];
}

/** SQLite takes the range of revisions before the rows, and would read what has happened to all others as well. */
const byRow = sql<number>`+revision`;
const inOrder = sql<number>`revision`;

/** Entries after revision `after` (of one table and of these rows, if named), newest first. */
export async function readJournalSince(db: Kysely<Database>, args: JournalRequest): Promise<JournalRecord[]> {
  const revision = args.rows ? byRow : inOrder;
  let query = db
    .selectFrom('journal')
    .select(['revision', 'table_name', 'row_id', 'kind', 'before', 'after', 'previous'])
    .where('program', '=', args.program)
    .where(revision, '>', args.after);
  if (args.upTo !== undefined) query = query.where(revision, '<=', args.upTo);
  if (args.table !== undefined) query = query.where('table_name', '=', args.table);
  if (args.rows !== undefined) query = query.where(isAmong(db, 'row_id', args.rows));
  const rows = await query.orderBy(revision, 'desc').orderBy('ordinal', 'desc').execute();
  return rows.map(journalRecord);
}

/** [REV7] Entries after `after` up to `upTo` as they are stored, in their order. */
export async function readStoredEntries(
  db: Kysely<Database>,
  { program, after, upTo }: { readonly program: string; readonly after: Revision; readonly upTo: Revision },
): Promise<JournalRow[]> {
  return db
    .selectFrom('journal')
    .selectAll()
    .where('program', '=', program)
    .where('revision', '>', after)
    .where('revision', '<=', upTo)
    .orderBy('revision')
    .orderBy('ordinal')
    .execute();
}

/**
 * [REV7] A stored entry as it was sealed. Throws when somebody has put there what is no entry, or what says the same to us and
 * something else to another reader, such as a cell that is named twice.
 */
export function sealedChange(row: JournalRow): SealedChange {
  const record = journalRecord(row);
  assertAsWritten(row.before, record.before);
  assertAsWritten(row.after, record.after);
  return { ...record, ordinal: row.ordinal };
}

function assertAsWritten(text: string, cells: Cells): void {
  if (JSON.stringify(cells) !== text) throw new TypeError('The cells are not written as a server writes them.');
}

/** Entries of these revisions that changed cells of rows of a table which stayed. */
export async function readUpdatesIn(
  db: Kysely<Database>,
  program: string,
  table: string,
  revisions: readonly Revision[],
): Promise<JournalRecord[]> {
  const rows = await db
    .selectFrom('journal')
    .select(['revision', 'table_name', 'row_id', 'kind', 'before', 'after', 'previous'])
    .where('program', '=', program)
    .where('table_name', '=', table)
    .where('kind', '=', 'update')
    .where('revision', 'in', revisions)
    .execute();
  return rows.map(journalRecord);
}

/**
 * Row IDs of a table after `last` (and up to `upTo`, if there is one) that have entries after revision `after`: at most `most`,
 * in order.
 */
export async function readChangedRows(
  db: Kysely<Database>,
  args: { program: string; after: Revision; table: string; last: RowId; upTo: RowId | null; most: number },
): Promise<RowId[]> {
  let query = db
    .selectFrom('journal')
    .select('row_id')
    .distinct()
    .where('program', '=', args.program)
    .where('table_name', '=', args.table)
    .where('row_id', '>', args.last)
    .where('revision', '>', args.after);
  if (args.upTo !== null) query = query.where('row_id', '<=', args.upTo);
  const rows = await query.orderBy('row_id').limit(args.most).execute();
  return rows.map(({ row_id }) => row_id);
}

/** Row IDs of the rows of a table that were there at revision `at` and have been changed or deleted since. */
export async function readMovedRows(
  db: Kysely<Database>,
  program: string,
  { name }: Pick<Table, 'name'>,
  at: Revision,
): Promise<Set<RowId>> {
  const rows = await db
    .selectFrom('journal')
    .select('row_id')
    .distinct()
    .where('program', '=', program)
    .where('table_name', '=', name)
    .where('kind', '!=', sql.lit('insert'))
    .where('revision', '>', at)
    .where('previous', '<=', at)
    .execute();
  return new Set(rows.map(({ row_id }) => row_id));
}

/**
 * Row IDs of a table that have entries after revision `after` up to `upTo`, whatever has become of the rows; undefined: they are
 * more than `most`.
 */
export async function readRowsChangedIn(
  db: Kysely<Database>,
  args: { program: string; table: string; after: Revision; upTo: Revision; most: number },
): Promise<Set<RowId> | undefined> {
  const rows = await db
    .selectFrom('journal')
    .select('row_id')
    .distinct()
    .where('program', '=', args.program)
    .where('table_name', '=', args.table)
    .where('revision', '>', args.after)
    .where('revision', '<=', args.upTo)
    .limit(args.most + 1)
    .execute();
  return rows.length > args.most ? undefined : new Set(rows.map(({ row_id }) => row_id));
}

/** True when more than `most` entries of the program come after revision `after`. Counts no further than that. */
export async function hasMoreSince(
  db: Kysely<Database>,
  { program, after, most }: { readonly program: string; readonly after: Revision; readonly most: number },
): Promise<boolean> {
  const some = db
    .selectFrom('journal')
    .select('revision')
    .where('program', '=', program)
    .where('revision', '>', after)
    .limit(most + 1);
  const { found } = await db
    .selectFrom(some.as('some'))
    .select((where) => where.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  return found > most;
}

/** True when the table of this program holds or has ever held a row. */
export async function hasJournal(db: Kysely<Database>, program: string, table: string): Promise<boolean> {
  const entry = await db
    .selectFrom('journal')
    .select('revision')
    .where('program', '=', program)
    .where('table_name', '=', table)
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}

export function journalRecord(row: Omit<JournalRow, 'program' | 'ordinal'>): JournalRecord {
  return {
    revision: row.revision,
    table: row.table_name,
    row: row.row_id,
    kind: row.kind,
    before: cellsFromJson(row.before),
    after: cellsFromJson(row.after),
    previous: row.previous,
  };
}

/** Reads the cells of a journal row. Throws when somebody has put other text there. */
export function cellsFromJson(text: string): Cells {
  if (text === '{}') return {};
  const read: unknown = JSON.parse(text);
  if (isCells(read)) return read;
  throw new TypeError('The text holds no cells.');
}

/** By hand: of a state a million are read at once, which a schema would copy. */
function isCells(read: unknown): read is Cells {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return false;
  return Object.values(read).every((cell) => cell === null || cellTypes.has(typeof cell));
}

const cellTypes: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

const isCell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Reads one cell value kept as JSON. Throws when it is none. */
export function cellFromJson(text: string): Cell {
  return isCell.parse(JSON.parse(text));
}
