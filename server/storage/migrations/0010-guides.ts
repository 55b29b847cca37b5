import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: which moment of a program the public sees. */
const statement = `CREATE TABLE guides (
      program text NOT NULL PRIMARY KEY,
      revision bigint NOT NULL,
      as_of text NOT NULL,
      at text NOT NULL,
      by_name text NOT NULL
  )`;

export const m0010 = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.executeQuery(CompiledQuery.raw(statement));
  },
};
