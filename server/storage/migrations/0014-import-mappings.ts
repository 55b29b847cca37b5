import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: how tables of offices' own were imported, by the digest of their headers. */
const statement = `CREATE TABLE import_mappings (
      program text NOT NULL,
      headers text NOT NULL,
      mapping text NOT NULL,
      at text NOT NULL,
      by_name text NOT NULL,
      PRIMARY KEY (program, headers)
  )`;

export const m0014 = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.executeQuery(CompiledQuery.raw(statement));
  },
};
