import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: the change that a change undoes; null in rows that were there before. */
const statements = [
  `ALTER TABLE changes ADD COLUMN reverses text`,
  `CREATE INDEX changes_by_reverses ON changes (program, reverses)`,
];

export const m0017 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
