import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: links by which somebody sets a password, one of an account at a time; codes by which the first administrator is made;
 * where a session is used; and from where an account has been signed in to, which no guesses from elsewhere can shut out.
 */
const statements = [
  `CREATE TABLE password_links (
      account text NOT NULL PRIMARY KEY,
      token_hash text NOT NULL UNIQUE,
      made_at text NOT NULL,
      expires_at text NOT NULL,
      made_by text NOT NULL
  )`,
  `CREATE TABLE setup_codes (
      code_hash text NOT NULL PRIMARY KEY,
      made_at text NOT NULL
  )`,
  `ALTER TABLE sessions ADD COLUMN device text`,
  `ALTER TABLE sessions ADD COLUMN source text`,
  `ALTER TABLE sign_in_attempts ADD COLUMN known_at text`,
];

export const m0026 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
