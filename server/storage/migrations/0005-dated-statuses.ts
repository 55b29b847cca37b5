import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: since when statuses that move money hold; null in rows that were there before. */
const statements = [
  `ALTER TABLE commitments ADD COLUMN status_date text`,
  `ALTER TABLE projects ADD COLUMN financially_closed_on text`,
];

export const m0005 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
