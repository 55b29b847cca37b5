import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: where a site lies from a day on. */
const statements = [
  `CREATE TABLE site_boundaries (
      program text NOT NULL,
      row_id text NOT NULL,
      revision bigint NOT NULL,
      key_text text NOT NULL,
      location text,
      effective_from text,
      region text,
      board_district text,
      note text,
      PRIMARY KEY (program, row_id)
  )`,
  `CREATE INDEX site_boundaries_by_key ON site_boundaries (program, key_text)`,
  `CREATE INDEX site_boundaries_by_location ON site_boundaries (program, location)`,
];

export const m0008 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
