import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: tokens by which programs of a person's own read a program. */
const statements = [
  `CREATE TABLE access_tokens (
      id text NOT NULL PRIMARY KEY,
      token_hash text NOT NULL UNIQUE,
      account text NOT NULL,
      program text NOT NULL,
      name text NOT NULL,
      created_at text NOT NULL,
      expires_at text NOT NULL,
      last_used_at text
  )`,
  `CREATE INDEX access_tokens_by_account ON access_tokens (account, program)`,
];

export const m0016 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
