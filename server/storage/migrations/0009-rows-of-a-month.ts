import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: indexes by which the rows of an accounting month are found, and the months by whether they are closed. */
const statements = [
  `CREATE INDEX expenditures_by_period ON expenditures (program, period)`,
  `CREATE INDEX forecasts_by_period ON forecasts (program, period)`,
  `CREATE INDEX periods_by_status ON periods (program, status)`,
];

export const m0009 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
