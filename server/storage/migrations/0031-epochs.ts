import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: how often a program has come out of a backup, and where its history went on each time. Nothing is known of restores
 * before this, and every workbook that is in use has met the history since.
 */
const statements = [
  `ALTER TABLE programs ADD COLUMN epoch bigint NOT NULL DEFAULT 0`,
  `CREATE TABLE epochs (
      program text NOT NULL,
      number bigint NOT NULL,
      revision bigint NOT NULL,
      hash text NOT NULL,
      at text NOT NULL,
      PRIMARY KEY (program, number)
  )`,
];

export const m0031 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
