import { sql, type Kysely } from 'kysely';
import { tieOut, type TieOut } from '../../shared/ledger/tie-out.ts';
import type { Database } from '../storage/schema.ts';

/** How plan and ledger stand at the head; only months that have ended by a day, where one is given. */
export async function readTieOut(db: Kysely<Database>, program: string, until: string | null = null): Promise<TieOut> {
  const dated = sql<string>`substr(posting_date, 1, 7)`;
  const posted = await db
    .selectFrom('expenditures')
    .select(['period', dated.as('month'), sql<number>`sum(amount)`.as('cents')])
    .where('program', '=', program)
    .groupBy(['period', dated])
    .execute();
  const periods = await db
    .selectFrom('periods')
    .select(['period', 'status', 'control_total'])
    .where('program', '=', program)
    .execute();
  return tieOut({
    periods: periods.map(({ period, status, control_total: total }) => ({
      period: String(period),
      status: String(status),
      controlTotal: total === null || total === undefined ? null : Number(total),
    })),
    posted: posted.map(({ period, month, cents }) => ({ period: String(period), month, cents })),
    until,
  });
}
