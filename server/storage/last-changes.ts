import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { rowsByTable, type RowPlace } from './row-keys.ts';
import type { Database } from './schema.ts';
import { isAmong } from './sql-dialect.ts';

/** Who changed a row, and when (server time, ISO 8601 UTC). */
export interface LastChange {
  readonly revision: Revision;
  readonly by: string;
  readonly at: string;
  /** What its author said of that revision. */
  readonly note: string;
}

/** The last change of each of these rows up to a revision, by `table/row`. One query for each table, along indexes. */
export async function lastChanges(
  db: Kysely<Database>,
  program: string,
  places: readonly RowPlace[],
  upTo: Revision,
): Promise<ReadonlyMap<string, LastChange>> {
  const found = new Map<string, LastChange>();
  for (const [table, rows] of rowsByTable(places)) {
    for (const { row, ...change } of await changesOf(db, program, table, rows, upTo)) {
      found.set(`${table}/${row}`, change);
    }
  }
  return found;
}

function changesOf(db: Kysely<Database>, program: string, table: string, rows: Iterable<RowId>, upTo: Revision) {
  const newest = db
    .selectFrom('journal')
    .select(({ fn }) => ['row_id', fn.max('revision').as('newest')])
    .where('program', '=', program)
    .where('table_name', '=', table)
    .where(isAmong(db, 'row_id', rows))
    .where('revision', '<=', upTo)
    .groupBy('row_id');
  return db
    .selectFrom(newest.as('changed'))
    .innerJoin('revisions', 'revisions.number', 'changed.newest')
    .where('revisions.program', '=', program)
    .select([
      'changed.row_id as row',
      'revisions.number as revision',
      'revisions.person_name as by',
      'revisions.at',
      'revisions.note',
    ])
    .execute();
}
