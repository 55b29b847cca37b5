import { sql, type Kysely } from 'kysely';
import type { Cell } from '../../shared/tables/cell.ts';
import { sqlTypeOf } from '../../shared/tables/kinds/kind-of.ts';
import { keyParts, type Table } from '../../shared/tables/table.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { rowReader } from './rows.ts';
import { planTable, sqlColumn, type Database } from './schema.ts';
import { isAmong, isAmongThose, isPostgres } from './sql-dialect.ts';

export interface Match {
  readonly table: Table;
  readonly columns: readonly string[];
  /** Values of the columns as `setText` writes them. An empty value matches nothing, except in a key. */
  readonly texts: readonly string[];
}

/** Live rows whose `columns` hold one of these values. One query that follows an index. */
export async function readMatchingRows(db: Kysely<Database>, program: string, match: Match): Promise<StoredRow[]> {
  if (match.texts.length === 0) return [];
  return match.columns.join() === match.table.key.join() ? byKey(db, program, match) : byTuple(db, program, match);
}

async function byKey(db: Kysely<Database>, program: string, { table, texts }: Match): Promise<StoredRow[]> {
  const rows = await db
    .selectFrom(planTable(table))
    .selectAll()
    .where('program', '=', program)
    .where(isAmong(db, 'key_text', texts))
    .execute();
  return rows.map(rowReader(table));
}

async function byTuple(db: Kysely<Database>, program: string, { table, columns, texts }: Match): Promise<StoredRow[]> {
  const postgres = isPostgres(db);
  const json = JSON.stringify(texts.map((text) => sqlValues(table, columns, text)));
  const wanted = (column: string, index: number) => {
    if (!postgres) return sql`json_extract(v.value, ${sql.lit(`$[${index}]`)})`;
    const text = sql`(v.value ->> ${sql.lit(index)})`;
    return isNumber(table, column) ? sql`${text}::bigint` : text;
  };
  const equal = columns.map((column, index) => sql`t.${sql.ref(sqlColumn(column))} = ${wanted(column, index)}`);
  const list = postgres ? sql`jsonb_array_elements(${json}::jsonb) AS v(value)` : sql`json_each(${json}) AS v`;
  const [first = ''] = columns;
  const firsts = sql<string>`SELECT ${wanted(first, 0)} FROM ${list}`;
  // PostgreSQL expects a hundred values of a list whatever its length, and would read the whole table for them.
  const among = postgres ? [isAmongThose(db, `t.${sqlColumn(first)}`, firsts, texts.length)] : [];
  const { rows } = await sql<Record<string, Cell>>`
    SELECT t.* FROM ${list} CROSS JOIN ${sql.table(planTable(table))} AS t
    WHERE t.program = ${program} AND ${sql.join([...among, ...equal], sql` AND `)}`.execute(db);
  return rows.map(rowReader(table));
}

function isNumber(table: Table, column: string): boolean {
  const definition = table.columns[column];
  return definition !== undefined && sqlTypeOf(definition) === 'integer';
}

/** The values of a `setText` as the database keeps them; an empty one as null. */
function sqlValues(table: Table, columns: readonly string[], text: string): (string | number | null)[] {
  const parts = keyParts(text);
  return columns.map((column, index) => {
    const part = parts[index] ?? '';
    if (part === '') return null;
    if (table.columns[column]?.kind === 'flag') return Number(part === 'true');
    return isNumber(table, column) ? Number(part) : part;
  });
}
