import { PostgresAdapter, sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from './schema.ts';

/** True when the queries of this connection or transaction go to PostgreSQL, false for SQLite. */
export function isPostgres(db: Kysely<Database>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** A list of texts as a sub-query of one parameter, for `IN`: any length, one statement text, no limit on variables. */
export function textList(db: Kysely<Database>, values: Iterable<string>): RawBuilder<string> {
  const json = JSON.stringify([...values]);
  return isPostgres(db)
    ? sql<string>`(SELECT jsonb_array_elements_text(${json}::jsonb))`
    : sql<string>`(SELECT value FROM json_each(${json}))`;
}

/**
 * Runs queries against one moment in time. Inside a transaction they join it; else they get a read transaction of their
 * own (SQLite: the WAL snapshot; PostgreSQL: repeatable read).
 */
export async function inSnapshot<T>(
  db: Kysely<Database>,
  work: (snapshot: Kysely<Database>) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return work(db);
  // SQLite takes no notice of level and mode.
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}
