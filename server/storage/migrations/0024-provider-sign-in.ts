import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: who somebody is at the district's provider (account null: nobody has connected it yet), sign-ins that are under way
 * there, what its groups give in programs, what they have given to whom, and when a session ends at the latest.
 */
const statements = [
  `CREATE TABLE identities (
      issuer text NOT NULL,
      subject text NOT NULL,
      account text,
      email text,
      name text NOT NULL,
      first_at text NOT NULL,
      last_at text NOT NULL,
      PRIMARY KEY (issuer, subject)
  )`,
  `CREATE INDEX identities_by_account ON identities (account)`,
  `CREATE TABLE provider_sign_ins (
      state_hash text NOT NULL PRIMARY KEY,
      browser_hash text NOT NULL,
      nonce text NOT NULL,
      code_verifier text NOT NULL,
      return_to text NOT NULL,
      stay bigint NOT NULL,
      account text,
      expires_at text NOT NULL
  )`,
  `CREATE INDEX provider_sign_ins_by_end ON provider_sign_ins (expires_at)`,
  `CREATE TABLE group_roles (
      program text NOT NULL,
      group_name text NOT NULL,
      role text NOT NULL,
      scope text,
      plan_roles text,
      label text,
      PRIMARY KEY (program, group_name)
  )`,
  `CREATE TABLE group_memberships (
      program text NOT NULL,
      account text NOT NULL,
      state text NOT NULL,
      group_names text NOT NULL,
      PRIMARY KEY (program, account)
  )`,
  `CREATE INDEX group_memberships_by_account ON group_memberships (account)`,
  `ALTER TABLE sessions ADD COLUMN ends_at text`,
];

export const m0024 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
