import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: who administers the server (1) and who does not (0); since when a program is archived (null: it is not); and which
 * version of which page each account has used on each day.
 */
const statements = [
  `ALTER TABLE accounts ADD COLUMN administers bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE programs ADD COLUMN archived_at text`,
  `CREATE TABLE pages_seen (
      account text NOT NULL,
      day text NOT NULL,
      page text NOT NULL,
      version text NOT NULL,
      at text NOT NULL,
      PRIMARY KEY (account, day, page)
  )`,
  `CREATE INDEX pages_seen_by_day ON pages_seen (day)`,
];

export const m0027 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
