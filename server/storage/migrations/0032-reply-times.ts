import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: replies that are kept no longer are found without reading those that are. */
const statements = [`CREATE INDEX sync_replies_by_time ON sync_replies (program, at)`];

export const m0032 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
