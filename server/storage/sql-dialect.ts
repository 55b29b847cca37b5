import { PostgresAdapter, sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import type { Database } from './schema.ts';

/** True when the queries of this connection or transaction go to PostgreSQL, false for SQLite. */
export function isPostgres(db: Kysely<Database>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** With more values than this it is worth PostgreSQL's while to read the whole table and hash them. */
const FEW_VALUES = 500;

/**
 * True of rows whose column holds one of these texts: one parameter of any length, and no limit on variables. PostgreSQL takes a
 * sub-query for half of the rows there are, and would read the whole table; of an array it expects a few values, and looks each up.
 */
export function isAmong(db: Kysely<Database>, column: string, values: Iterable<string>): RawBuilder<SqlBool> {
  const all = [...values];
  return isAmongThose(db, column, textsOf(db, all), all.length);
}

/** The same of the texts that a query gives, about so many. */
export function isAmongThose(
  db: Kysely<Database>,
  column: string,
  query: RawBuilder<string>,
  count: number,
): RawBuilder<SqlBool> {
  const name = sql.ref(column);
  return isPostgres(db) && count <= FEW_VALUES
    ? sql<SqlBool>`${name} = ANY(ARRAY(${query}))`
    : sql<SqlBool>`${name} IN (${query})`;
}

/**
 * After a table's name: reads it by this index. SQLite prefers an index that holds all columns asked for, even where it has to
 * read all of it; PostgreSQL knows how many rows there are.
 */
export function byIndex(db: Kysely<Database>, index: string): RawBuilder<unknown> {
  return isPostgres(db) ? sql`` : sql`INDEXED BY ${sql.ref(index)}`;
}

/** A list of texts as a query of one parameter. */
export function textsOf(db: Kysely<Database>, values: Iterable<string>): RawBuilder<string> {
  const json = JSON.stringify([...values]);
  return isPostgres(db)
    ? sql<string>`SELECT jsonb_array_elements_text(${json}::jsonb)`
    : sql<string>`SELECT value FROM json_each(${json})`;
}

/**
 * Rows as lists of cells, in the order of `columns` and of `from`: what stands after FROM, filter included. The database makes
 * one text of them: thousands of rows come over five times as fast as one by one.
 */
export async function jsonRows(
  db: Kysely<Database>,
  columns: readonly string[],
  from: RawBuilder<unknown>,
): Promise<(readonly unknown[])[]> {
  const cells = sql.join(columns.map((column) => sql.ref(column)));
  const rowsAsText = isPostgres(db)
    ? sql`json_agg(json_build_array(${cells}))`
    : sql`json_group_array(json_array(${cells}))`;
  const { rows } = await sql<{ list: unknown }>`SELECT ${rowsAsText} AS list FROM ${from}`.execute(db);
  const found: unknown = rows[0]?.list ?? [];
  const list: unknown = typeof found === 'string' ? JSON.parse(found) : found;
  if (isListOfLists(list)) return list;
  throw new TypeError('The database gave no list of rows.');
}

function isListOfLists(value: unknown): value is (readonly unknown[])[] {
  return Array.isArray(value) && value.every(Array.isArray);
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
