import { CompiledQuery, type Kysely } from 'kysely';
import { EachRow, type SqlValue } from './each-row.ts';
import type { Database } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

/** PostgreSQL pays per round trip and takes at most 65,535 values in one. */
const VALUES_PER_STATEMENT = 30_000;

export interface Insertion {
  readonly table: string;
  readonly columns: readonly string[];
  /** Values in the order of `columns`; asked for one by one, so that they need not all be there at once. */
  readonly rows: Iterable<readonly SqlValue[]>;
  /** Primary key columns: a row that is there takes the new values. Absent: it is an error. */
  readonly replacing?: readonly string[];
  /** Columns that add to what a row that is there holds, in place of taking its place. */
  readonly adding?: readonly string[];
}

/**
 * Inserts or replaces rows in the way the database likes best: SQLite runs one statement of one row over and over,
 * PostgreSQL few statements of many rows. Names come from the schema, never from outside.
 */
export async function insertMany(db: Kysely<Database>, insertion: Insertion): Promise<void> {
  if (isPostgres(db)) {
    await insertInPortions(db, insertion);
    return;
  }
  const marks = insertion.columns.map(() => '?');
  await db.executeQuery(CompiledQuery.raw(statementFor(insertion, `(${marks.join()})`), [new EachRow(insertion.rows)]));
}

async function insertInPortions(db: Kysely<Database>, insertion: Insertion): Promise<void> {
  const width = insertion.columns.length;
  const most = Math.max(1, Math.floor(VALUES_PER_STATEMENT / width));
  let full = '';
  let values: SqlValue[] = [];
  const send = async (): Promise<void> => {
    const count = values.length / width;
    const text =
      count < most
        ? statementFor(insertion, numberedMarks(count, width))
        : (full ||= statementFor(insertion, numberedMarks(most, width)));
    await db.executeQuery(CompiledQuery.raw(text, values));
    values = [];
  };
  for (const row of insertion.rows) {
    values.push(...row);
    if (values.length === most * width) await send();
  }
  if (values.length > 0) await send();
}

/** ($1,$2),($3,$4) … */
function numberedMarks(rows: number, width: number): string {
  return Array.from({ length: rows }, (_, row) => {
    const marks = Array.from({ length: width }, (__, column) => `$${row * width + column + 1}`);
    return `(${marks.join()})`;
  }).join();
}

function statementFor({ table, columns, replacing, adding = [] }: Insertion, marks: string): string {
  const names = columns.map((column) => `"${column}"`);
  const insert = `INSERT INTO ${table} (${names.join()}) VALUES ${marks}`;
  if (!replacing) return insert;
  const set = columns
    .filter((column) => !replacing.includes(column))
    .map((column) => {
      const before = adding.includes(column) ? `${table}."${column}" + ` : '';
      return `"${column}" = ${before}excluded."${column}"`;
    });
  return `${insert} ON CONFLICT (${replacing.join()}) DO UPDATE SET ${set.join()}`;
}
