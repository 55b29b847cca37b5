import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: the texts of each program's reports. */
const statements = [
  `CREATE TABLE report_texts (
      program text NOT NULL,
      row_id text NOT NULL,
      revision bigint NOT NULL,
      key_text text NOT NULL,
      "section" text,
      "text" text,
      PRIMARY KEY (program, row_id)
  )`,
  `CREATE INDEX report_texts_by_key ON report_texts (program, key_text)`,
];

export const m0015 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
