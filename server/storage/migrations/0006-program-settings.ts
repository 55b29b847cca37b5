import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: the settings of each program. */
const statements = [
  `CREATE TABLE program_settings (
      program text NOT NULL,
      row_id text NOT NULL,
      revision bigint NOT NULL,
      key_text text NOT NULL,
      "key" text,
      "value" text,
      "note" text,
      PRIMARY KEY (program, row_id)
  )`,
  `CREATE INDEX program_settings_by_key ON program_settings (program, key_text)`,
];

export const m0006 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
