import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: what the lines of a project have that say no site, and how many are not covered, are groups like others. They follow from
 * the rows: the next sync fills everything.
 */
const statements = [`UPDATE programs SET sums_revision = NULL`];

export const m0039 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
