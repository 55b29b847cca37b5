import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: the log of acts, each in the chain of its program or (program '') of the server; and what a revision is sealed
 * with from now on: by which formula, and how far the acts had come. Older revisions have neither.
 */
const statements = [
  `ALTER TABLE revisions ADD COLUMN seal bigint`,
  `ALTER TABLE revisions ADD COLUMN acts bigint`,
  `ALTER TABLE revisions ADD COLUMN acts_hash text`,
  `ALTER TABLE programs ADD COLUMN acts bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE programs ADD COLUMN acts_hash text NOT NULL DEFAULT ''`,
  `CREATE TABLE acts (
      program text NOT NULL,
      "number" bigint NOT NULL,
      at text NOT NULL,
      kind text NOT NULL,
      person text NOT NULL,
      person_name text NOT NULL,
      door text NOT NULL,
      what text NOT NULL,
      receipt text,
      digest text,
      revision bigint NOT NULL,
      head_hash text NOT NULL,
      prev_hash text NOT NULL,
      hash text NOT NULL,
      PRIMARY KEY (program, "number")
  )`,
  `CREATE INDEX acts_by_day ON acts (program, at)`,
  `CREATE INDEX acts_by_receipt ON acts (receipt) WHERE receipt IS NOT NULL`,
  `CREATE INDEX acts_by_digest ON acts (digest) WHERE digest IS NOT NULL`,
  `CREATE TABLE server_acts (
      chain text NOT NULL PRIMARY KEY,
      acts bigint NOT NULL,
      acts_hash text NOT NULL
  )`,
  `INSERT INTO server_acts (chain, acts, acts_hash) VALUES ('server', 0, '')`,
];

export const m0021 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
