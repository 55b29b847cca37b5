import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: on which day a change was submitted; null in rows that were there before. */
const statements = [`ALTER TABLE changes ADD COLUMN submitted_on text`];

export const m0012 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
