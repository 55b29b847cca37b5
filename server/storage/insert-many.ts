import { CompiledQuery, type Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

export type SqlValue = string | number | null;

/** SQLite runs one compiled statement over and over, so it stays short; PostgreSQL pays per round trip (limit 65,535). */
const VALUES_PER_STATEMENT = { sqlite: 480, postgres: 30_000 } as const;

export interface Insertion {
  readonly table: string;
  readonly columns: readonly string[];
  /** Values in the order of `columns`. */
  readonly rows: readonly (readonly SqlValue[])[];
  /** Primary key columns: a row that is there takes the new values. Absent: it is an error. */
  readonly replacing?: readonly string[];
}

/** Inserts or replaces rows, as few statements as the database likes. Names come from the schema, never from outside. */
export async function insertMany(db: Kysely<Database>, insertion: Insertion): Promise<void> {
  const { columns, rows } = insertion;
  const dialect = isPostgres(db) ? 'postgres' : 'sqlite';
  const chunk = Math.max(1, Math.floor(VALUES_PER_STATEMENT[dialect] / columns.length));
  const full = rows.length >= chunk ? statementFor(insertion, chunk, dialect) : '';
  for (let start = 0; start < rows.length; start += chunk) {
    const some = rows.slice(start, start + chunk);
    const text = some.length === chunk ? full : statementFor(insertion, some.length, dialect);
    await db.executeQuery(CompiledQuery.raw(text, some.flat()));
  }
}

function statementFor({ table, columns, replacing }: Insertion, rows: number, dialect: 'sqlite' | 'postgres'): string {
  const width = columns.length;
  const values = Array.from({ length: rows }, (_, row) => {
    const marks = Array.from({ length: width }, (__, column) =>
      dialect === 'sqlite' ? '?' : `$${row * width + column + 1}`,
    );
    return `(${marks.join()})`;
  });
  const names = columns.map((column) => `"${column}"`);
  const insert = `INSERT INTO ${table} (${names.join()}) VALUES ${values.join()}`;
  if (!replacing) return insert;
  const set = columns
    .filter((column) => !replacing.includes(column))
    .map((column) => `"${column}" = excluded."${column}"`);
  return `${insert} ON CONFLICT (${replacing.join()}) DO UPDATE SET ${set.join()}`;
}
