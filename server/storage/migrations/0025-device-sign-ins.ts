import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: codes by which a pane is signed in from a browser. Only hashes of both codes are kept, for ten minutes. */
const statements = [
  `CREATE TABLE device_sign_ins (
      device_hash text NOT NULL PRIMARY KEY,
      user_code_hash text NOT NULL UNIQUE,
      place text NOT NULL,
      source text NOT NULL,
      asked_at text NOT NULL,
      expires_at text NOT NULL,
      interval_seconds bigint NOT NULL,
      polled_at text,
      state text NOT NULL,
      account text,
      session text
  )`,
  `CREATE INDEX device_sign_ins_by_end ON device_sign_ins (expires_at)`,
];

export const m0025 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
