import { sql, type Kysely } from 'kysely';
import type { Cell } from '../../shared/tables/cell.ts';
import { sqlTypeOf } from '../../shared/tables/kinds/kind-of.ts';
import { keyText, type Table } from '../../shared/tables/table.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { rowReader, sqlValue } from './rows.ts';
import { planTable, sqlColumn, type Database } from './schema.ts';
import { isPostgres, textList } from './sql-dialect.ts';

export interface Match {
  readonly table: Table;
  readonly columns: readonly string[];
  /** Tuples of values in the order of `columns`. An empty value matches nothing, except in a key. */
  readonly values: readonly (readonly Cell[])[];
}

/** Live rows whose `columns` hold one of these tuples. One query that follows an index. */
export async function readMatchingRows(db: Kysely<Database>, program: string, match: Match): Promise<StoredRow[]> {
  if (match.values.length === 0) return [];
  return match.columns.join() === match.table.key.join() ? byKey(db, program, match) : byTuple(db, program, match);
}

async function byKey(db: Kysely<Database>, program: string, { table, values }: Match): Promise<StoredRow[]> {
  const rows = await db
    .selectFrom(planTable(table))
    .selectAll()
    .where('program', '=', program)
    .where('key_text', 'in', textList(db, values.map(keyText)))
    .execute();
  return rows.map(rowReader(table));
}

async function byTuple(db: Kysely<Database>, program: string, { table, columns, values }: Match): Promise<StoredRow[]> {
  const postgres = isPostgres(db);
  const json = JSON.stringify(values.map((tuple) => tuple.map(sqlValue)));
  const wanted = (column: string, index: number) => {
    if (!postgres) return sql`json_extract(v.value, ${sql.lit(`$[${index}]`)})`;
    const definition = table.columns[column];
    const text = sql`(v.value ->> ${sql.lit(index)})`;
    return definition && sqlTypeOf(definition) === 'integer' ? sql`${text}::bigint` : text;
  };
  const equal = columns.map((column, index) => sql`t.${sql.ref(sqlColumn(column))} = ${wanted(column, index)}`);
  const list = postgres ? sql`jsonb_array_elements(${json}::jsonb) AS v(value)` : sql`json_each(${json}) AS v`;
  const { rows } = await sql<Record<string, Cell>>`
    SELECT t.* FROM ${list} CROSS JOIN ${sql.table(planTable(table))} AS t
    WHERE t.program = ${program} AND ${sql.join(equal, sql` AND `)}`.execute(db);
  return rows.map(rowReader(table));
}
