import { CompiledQuery, type Kysely } from 'kysely';
import { EachRow, type SqlValue } from './each-row.ts';
import type { Database } from './schema.ts';

export interface Update {
  readonly table: string;
  /** Columns that find the row: an index of them. */
  readonly key: readonly string[];
  /** Columns that take other values. */
  readonly columns: readonly string[];
  /** The new values in the order of `columns`, then those of the key. */
  readonly rows: Iterable<readonly SqlValue[]>;
}

/**
 * SQLite only: one statement of one row, run over and over. Names come from the schema, never from outside. SQLite writes
 * every index of every column that is named anew, be its value the same or not, so name none that stays.
 */
export async function updateMany(db: Kysely<Database>, { table, key, columns, rows }: Update): Promise<void> {
  const set = columns.map((column) => `"${column}" = ?`).join();
  const where = key.map((column) => `"${column}" = ?`).join(' AND ');
  await db.executeQuery(CompiledQuery.raw(`UPDATE ${table} SET ${set} WHERE ${where}`, [new EachRow(rows)]));
}
