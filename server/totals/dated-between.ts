import { sql, type Kysely } from 'kysely';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { Database } from '../storage/schema.ts';

/** A date that decides whether a row counts: while a status holds, where it is one of that. */
interface DatedColumn {
  readonly table: string;
  readonly sqlTable: string;
  readonly column: string;
  readonly sqlColumn: string;
}

const datedColumns: readonly DatedColumn[] = [
  { table: 'changes', sqlTable: 'changes', column: 'effectiveDate', sqlColumn: 'effective_date' },
  { table: 'commitments', sqlTable: 'commitments', column: 'awardDate', sqlColumn: 'award_date' },
  { table: 'commitments', sqlTable: 'commitments', column: 'statusDate', sqlColumn: 'status_date' },
  { table: 'commitmentChanges', sqlTable: 'commitment_changes', column: 'date', sqlColumn: 'date' },
  { table: 'expenditures', sqlTable: 'expenditures', column: 'postingDate', sqlColumn: 'posting_date' },
  { table: 'projects', sqlTable: 'projects', column: 'financiallyClosedOn', sqlColumn: 'financially_closed_on' },
];

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
  const parts = datedColumns.map(
    ({ table, sqlTable, column, sqlColumn }) => sql`
      SELECT ${sql.lit(table)} AS "table", row_id AS "row", ${sql.lit(column)} AS "column", ${sql.ref(sqlColumn)} AS day
      FROM ${sql.table(sqlTable)} WHERE program = ${program}
        AND ${sql.ref(sqlColumn)} > ${from} AND ${sql.ref(sqlColumn)} <= ${to}`,
  );
  const forecasts = sql`
      SELECT 'forecasts', row_id, 'period', period FROM forecasts WHERE program = ${program}
        AND period > ${from.slice(0, 7)} AND period <= ${to.slice(0, 7)}`;
  const { rows } = await sql<{ table: string; row: string; column: string; day: string }>`
    ${sql.join([...parts, forecasts], sql` UNION ALL `)}`.execute(db);
  return rows.map(({ table, row, column, day }) => {
    const same = { [column]: day };
    return { table, row, kind: 'update', before: same, after: same };
  });
}
