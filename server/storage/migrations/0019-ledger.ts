import { CompiledQuery, type Kysely } from 'kysely';

/** Frozen: the office's rules for rows of the ledger, what was imported of it, and what of that is still open. */
const statements = [
  `CREATE TABLE ledger_rules (
      program text NOT NULL,
      row_id text NOT NULL,
      revision bigint NOT NULL,
      key_text text NOT NULL,
      "order" bigint,
      "account" text,
      "vendor" text,
      "description" text,
      "project" text,
      "org" text,
      "budget_line" text,
      "to_project" text,
      "category" text,
      "outside" integer,
      "note" text,
      PRIMARY KEY (program, row_id)
  )`,
  `CREATE INDEX ledger_rules_by_key ON ledger_rules (program, key_text)`,
  `CREATE INDEX ledger_rules_by_budget_line ON ledger_rules (program, "budget_line")`,
  `CREATE INDEX ledger_rules_by_to_project ON ledger_rules (program, "to_project")`,
  `CREATE TABLE ledger_imports (
      program text NOT NULL,
      import_id text NOT NULL,
      kind text NOT NULL,
      person text NOT NULL,
      person_name text NOT NULL,
      at text NOT NULL,
      file_name text NOT NULL,
      digest text NOT NULL,
      sync_id text NOT NULL,
      revision bigint,
      sums text NOT NULL,
      control_total bigint,
      tie_out text,
      PRIMARY KEY (program, import_id)
  )`,
  `CREATE TABLE ledger_exceptions (
      program text NOT NULL,
      subject text NOT NULL,
      import_id text NOT NULL,
      at text NOT NULL,
      place text NOT NULL,
      document text NOT NULL,
      dated text,
      cents bigint,
      why text NOT NULL,
      message text NOT NULL,
      candidates text NOT NULL,
      owner text,
      explanation text,
      status text NOT NULL,
      decided_by text,
      decided_at text,
      PRIMARY KEY (program, subject)
  )`,
];

export const m0019 = {
  async up<Schema>(db: Kysely<Schema>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
