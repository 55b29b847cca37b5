import { CompiledQuery, type Kysely } from 'kysely';
import { EachRow, type SqlValue } from './each-row.ts';
import type { Database } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

/** PostgreSQL pays per round trip and takes at most 65,535 values in one. */
const VALUES_PER_STATEMENT = 30_000;
/** Up to so many rows go as one JSON text: the statement is the same for any number of them, and so planned once. */
const FEW_ROWS = 100;

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
 * PostgreSQL one of few rows or some of many. Names come from the schema, never from outside.
 */
export async function insertMany(db: Kysely<Database>, insertion: Insertion): Promise<void> {
  if (isPostgres(db)) {
    await insertInPortions(db, insertion);
    return;
  }
  const marks = insertion.columns.map(() => '?');
  const text = statementFor(insertion, `VALUES (${marks.join()})`);
  await db.executeQuery(CompiledQuery.raw(text, [new EachRow(insertion.rows)]));
}

async function insertInPortions(db: Kysely<Database>, insertion: Insertion): Promise<void> {
  const width = insertion.columns.length;
  const most = Math.max(1, Math.floor(VALUES_PER_STATEMENT / width));
  let full = '';
  let rows: (readonly SqlValue[])[] = [];
  const send = async (): Promise<void> => {
    if (rows.length <= FEW_ROWS) await db.executeQuery(insertFew(insertion, rows));
    else {
      const isFull = rows.length === most;
      const text =
        isFull && full !== '' ? full : statementFor(insertion, `VALUES ${numberedMarks(rows.length, width)}`);
      if (isFull) full = text;
      await db.executeQuery(CompiledQuery.raw(text, rows.flat()));
    }
    rows = [];
  };
  for (const row of insertion.rows) {
    rows.push(row);
    if (rows.length === most) await send();
  }
  if (rows.length > 0) await send();
}

/** The rows as JSON objects, of which PostgreSQL makes rows of the table’s own types. */
function insertFew(insertion: Insertion, rows: readonly (readonly SqlValue[])[]): CompiledQuery {
  const { table, columns } = insertion;
  const named = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  const names = columns.map((column) => `"${column}"`).join();
  const given = `SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`;
  return CompiledQuery.raw(statementFor(insertion, given), [JSON.stringify(named)]);
}

/** ($1,$2),($3,$4) … */
function numberedMarks(rows: number, width: number): string {
  return Array.from({ length: rows }, (_, row) => {
    const marks = Array.from({ length: width }, (__, column) => `$${row * width + column + 1}`);
    return `(${marks.join()})`;
  }).join();
}

/** @param given what stands in place of VALUES and the values */
function statementFor({ table, columns, replacing, adding = [] }: Insertion, given: string): string {
  const names = columns.map((column) => `"${column}"`);
  const insert = `INSERT INTO ${table} (${names.join()}) ${given}`;
  if (!replacing) return insert;
  const set = columns
    .filter((column) => !replacing.includes(column))
    .map((column) => {
      const before = adding.includes(column) ? `${table}."${column}" + ` : '';
      return `"${column}" = ${before}excluded."${column}"`;
    });
  return `${insert} ON CONFLICT (${replacing.join()}) DO UPDATE SET ${set.join()}`;
}
