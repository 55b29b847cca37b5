import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: named revisions. A baseline never changes; what it was called later stands beside it. `baselines_kept` of a program is
 * null until its history has been named, 1 once the adopted plan has a baseline, 0 before. What belonged elsewhere before is found
 * among what was not new.
 */
const statements = [
  `CREATE TABLE baselines (
      program text NOT NULL,
      number bigint NOT NULL,
      name text NOT NULL,
      kind text NOT NULL,
      revision bigint NOT NULL,
      hash text NOT NULL,
      as_of text NOT NULL,
      report_number text,
      period text,
      reason text NOT NULL,
      at text NOT NULL,
      person text NOT NULL,
      by_name text NOT NULL,
      PRIMARY KEY (program, number)
  )`,
  `CREATE TABLE baseline_names (
      program text NOT NULL,
      number bigint NOT NULL,
      ordinal bigint NOT NULL,
      name text NOT NULL,
      at text NOT NULL,
      person text NOT NULL,
      by_name text NOT NULL,
      PRIMARY KEY (program, number, ordinal)
  )`,
  `ALTER TABLE programs ADD COLUMN baselines_kept bigint`,
  `CREATE INDEX journal_moves ON journal (program, table_name, revision) WHERE kind <> 'insert'`,
];

export const m0018 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
