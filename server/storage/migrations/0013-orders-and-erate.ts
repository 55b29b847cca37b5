import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: sums of two more accounts. What is posted is more than before, so the next sync fills everything. */
const statements = [
  `ALTER TABLE line_sums ADD COLUMN pending_order bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE line_sums ADD COLUMN erate bigint NOT NULL DEFAULT 0`,
  `UPDATE programs SET sums_revision = NULL`,
];

export const m0013 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
