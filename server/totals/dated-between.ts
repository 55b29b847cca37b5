import { sql, type Kysely } from 'kysely';
import { datedColumns, type DatedColumn } from '../../shared/plan/postings/dated-columns.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';

/**
 * Live rows that count on one of two days and not on the other because of their date, told as changes that change nothing: what
 * follows from them is another on each day. One query.
 */
export async function datedBetween(
  db: Kysely<Database>,
  program: string,
  [one, other]: readonly [string, string],
): Promise<RowChange[]> {
  if (one === other) return [];
  const [from, to] = one < other ? [one, other] : [other, one];
  const parts = datedColumns.map(({ table, column, kind }) => {
    const day = sql.ref(sqlColumn(column));
    return sql`
      SELECT ${sql.lit(table)} AS "table", row_id AS "row", ${sql.lit(column)} AS "column", ${day} AS day
      FROM ${sql.table(planTable(tableNamed(table)))}
      WHERE program = ${program} AND ${day} > ${asWritten(kind, from)} AND ${day} <= ${asWritten(kind, to)}`;
  });
  const { rows } = await sql<{ table: string; row: string; column: string; day: string }>`
    ${sql.join(parts, sql` UNION ALL `)}`.execute(db);
  return rows.map(({ table, row, column, day }) => {
    const same = { [column]: day };
    return { table, row, kind: 'update', before: same, after: same };
  });
}

const MONTH = 7;

function asWritten(kind: DatedColumn['kind'], day: string): string {
  return kind === 'period' ? day.slice(0, MONTH) : day;
}
