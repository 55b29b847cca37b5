import { CompiledQuery, PostgresAdapter, type Kysely } from 'kysely';

/** Frozen: why findings of the checks stand, and the reports that are kept of each close. */
const statements = (bytes: string): readonly string[] => [
  `CREATE TABLE explanations (
      program text NOT NULL,
      row_id text NOT NULL,
      revision bigint NOT NULL,
      key_text text NOT NULL,
      check_id text,
      subject text,
      status text,
      owner text,
      explanation text,
      difference bigint,
      findings bigint,
      explained_by text,
      explained_on text,
      PRIMARY KEY (program, row_id)
  )`,
  `CREATE INDEX explanations_by_key ON explanations (program, key_text)`,
  `CREATE TABLE kept_reports (
      program text NOT NULL,
      period text NOT NULL,
      revision bigint NOT NULL,
      report text NOT NULL,
      file_type text NOT NULL,
      as_of text NOT NULL,
      file_name text NOT NULL,
      receipt text NOT NULL,
      made_at text NOT NULL,
      size bigint NOT NULL,
      digest text NOT NULL,
      content ${bytes} NOT NULL,
      PRIMARY KEY (program, period, revision, report, file_type)
  )`,
];

export const m0022 = {
  async up(db: Kysely<unknown>): Promise<void> {
    const bytes = db.getExecutor().adapter instanceof PostgresAdapter ? 'bytea' : 'blob';
    for (const statement of statements(bytes)) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
