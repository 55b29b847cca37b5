import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: what people say about the plan, entry by entry; where each conversation stands; who works on what; which mails
 * have been sent.
 */
const statements = [
  `CREATE TABLE comment_counters (
      program text NOT NULL PRIMARY KEY,
      last bigint NOT NULL
  )`,
  `CREATE TABLE comment_entries (
      program text NOT NULL,
      "number" bigint NOT NULL,
      conversation bigint NOT NULL,
      kind text NOT NULL,
      refers bigint,
      "text" text,
      named text NOT NULL,
      person text NOT NULL,
      person_name text NOT NULL,
      at text NOT NULL,
      request_id text NOT NULL,
      PRIMARY KEY (program, "number")
  )`,
  `CREATE UNIQUE INDEX comment_entries_by_request ON comment_entries (program, person, request_id)`,
  `CREATE INDEX comment_entries_by_conversation ON comment_entries (program, conversation, "number")`,
  `CREATE INDEX comment_entries_by_person ON comment_entries (program, person, at)`,
  `CREATE TABLE conversations (
      program text NOT NULL,
      "number" bigint NOT NULL,
      kind text NOT NULL,
      table_name text NOT NULL,
      row_id text NOT NULL,
      column_name text NOT NULL,
      figure text NOT NULL,
      subject text NOT NULL,
      state text NOT NULL,
      last_entry bigint NOT NULL,
      PRIMARY KEY (program, "number")
  )`,
  `CREATE INDEX conversations_by_row ON conversations (program, table_name, row_id)`,
  `CREATE INDEX conversations_by_figure ON conversations (program, figure)`,
  `CREATE INDEX conversations_by_state ON conversations (program, state, last_entry)`,
  `CREATE INDEX conversations_by_entry ON conversations (program, last_entry)`,
  `CREATE TABLE conversation_people (
      program text NOT NULL,
      conversation bigint NOT NULL,
      person text NOT NULL,
      part text NOT NULL,
      PRIMARY KEY (program, conversation, person, part)
  )`,
  `CREATE INDEX conversation_people_by_person ON conversation_people (program, person, part, conversation)`,
  `CREATE TABLE work_claims (
      program text NOT NULL,
      person text NOT NULL,
      kind text NOT NULL,
      place text NOT NULL,
      until text NOT NULL,
      at text NOT NULL,
      PRIMARY KEY (program, person, kind, place)
  )`,
  `CREATE TABLE digest_mails (
      program text NOT NULL,
      person text NOT NULL,
      day text NOT NULL,
      state text NOT NULL,
      tries bigint NOT NULL,
      claimed_at text NOT NULL,
      revision bigint NOT NULL,
      entry bigint NOT NULL,
      PRIMARY KEY (program, person, day)
  )`,
  `CREATE TABLE digest_choices (
      program text NOT NULL,
      person text NOT NULL,
      muted integer NOT NULL,
      token text NOT NULL,
      PRIMARY KEY (program, person)
  )`,
  `CREATE UNIQUE INDEX digest_choices_by_token ON digest_choices (program, token)`,
];

export const m0020 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
