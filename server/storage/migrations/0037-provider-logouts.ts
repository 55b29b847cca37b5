import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: by which sign-in at the provider a session was opened, so that the provider can end it, and what it has ended, so that
 * nothing it says counts twice and nothing it gave before opens a session after.
 */
const statements = [
  `ALTER TABLE sessions ADD COLUMN provider_issuer text`,
  `ALTER TABLE sessions ADD COLUMN provider_subject text`,
  `ALTER TABLE sessions ADD COLUMN provider_session text`,
  `CREATE INDEX sessions_by_provider_subject ON sessions (provider_subject)`,
  `CREATE INDEX sessions_by_provider_session ON sessions (provider_session)`,
  `CREATE TABLE provider_logouts (
      token_hash text NOT NULL PRIMARY KEY,
      issuer text NOT NULL,
      subject text,
      session text,
      at text NOT NULL,
      expires_at text NOT NULL
  )`,
  `CREATE INDEX provider_logouts_by_end ON provider_logouts (expires_at)`,
];

export const m0037 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
