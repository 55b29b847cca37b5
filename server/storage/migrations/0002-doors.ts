import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: by which way a revision came in; null for those before. */
const statement = `ALTER TABLE revisions ADD COLUMN door text`;

export const m0002 = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.executeQuery(CompiledQuery.raw(statement));
  },
};
