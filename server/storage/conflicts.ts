import type { Kysely } from 'kysely';
import { insertMany } from './insert-many.ts';
import type { ConflictRow, Database } from './schema.ts';
import { isAmong } from './sql-dialect.ts';

/** Open conflicts of one person's workbook. */
export async function readOpenConflicts(
  db: Kysely<Database>,
  of: { program: string; person: string; workbook: string },
): Promise<ConflictRow[]> {
  return db
    .selectFrom('conflicts')
    .selectAll()
    .where('program', '=', of.program)
    .where('person', '=', of.person)
    .where('workbook', '=', of.workbook)
    .where('status', '=', 'open')
    .execute();
}

/** Conflicts of a program, newest first, at most `limit`. */
export async function readConflicts(
  db: Kysely<Database>,
  filter: { program: string; status?: ConflictRow['status'] | undefined; limit: number },
): Promise<ConflictRow[]> {
  let query = db.selectFrom('conflicts').selectAll().where('program', '=', filter.program);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  return query.orderBy('reported_at', 'desc').orderBy('id').limit(filter.limit).execute();
}

/** Keeps reported conflicts; one that was closed before is open again. */
export async function openConflicts(db: Kysely<Database>, conflicts: readonly ConflictRow[]): Promise<void> {
  const [first] = conflicts;
  if (!first) return;
  const rows = conflicts.map((conflict) => columns.map((column) => conflict[column]));
  await insertMany(db, { table: 'conflicts', columns, rows, replacing: ['program', 'id'] });
}

const columns = [
  'program',
  'id',
  'person',
  'person_name',
  'workbook',
  'table_name',
  'row_id',
  'column_name',
  'kind',
  'base_value',
  'local_value',
  'remote_value',
  'remote_by',
  'remote_at',
  'remote_revision',
  'reported_at',
  'status',
  'outcome',
  'decided_at',
] as const satisfies readonly (keyof ConflictRow)[];

/** Closes conflicts of one person: decided with an outcome, or superseded by a newer conflict on the same cell. */
export async function closeConflicts(
  db: Kysely<Database>,
  closing: {
    program: string;
    person: string;
    ids: readonly string[];
    status: 'decided' | 'superseded';
    outcome: string | null;
    at: string;
  },
): Promise<void> {
  if (closing.ids.length === 0) return;
  await db
    .updateTable('conflicts')
    .set({ status: closing.status, outcome: closing.outcome, decided_at: closing.at })
    .where('program', '=', closing.program)
    .where('person', '=', closing.person)
    .where(isAmong(db, 'id', closing.ids))
    .execute();
}
