import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: roll-ups with their members and the districts they invite, which programs have joined them, and the totals these have
 * published. What a program has published is the program’s, and is read by the roll-up that it names.
 */
const statements = [
  `CREATE TABLE roll_ups (
      id text NOT NULL PRIMARY KEY,
      name text NOT NULL,
      stale_days bigint NOT NULL,
      open_to_districts bigint NOT NULL,
      made_at text NOT NULL
  )`,
  `CREATE TABLE roll_up_members (
      roll_up text NOT NULL,
      account text NOT NULL,
      role text NOT NULL,
      PRIMARY KEY (roll_up, account)
  )`,
  `CREATE INDEX roll_up_members_by_account ON roll_up_members (account)`,
  `CREATE TABLE roll_up_districts (
      roll_up text NOT NULL,
      code text NOT NULL,
      name text NOT NULL,
      seat text NOT NULL,
      invitation_hash text,
      invited_until text,
      PRIMARY KEY (roll_up, code)
  )`,
  `CREATE INDEX roll_up_districts_by_invitation ON roll_up_districts (invitation_hash)`,
  `CREATE TABLE roll_up_shares (
      program text NOT NULL,
      roll_up text NOT NULL,
      seat text NOT NULL,
      joined_at text NOT NULL,
      monthly bigint NOT NULL,
      published text,
      PRIMARY KEY (program, roll_up)
  )`,
  `CREATE INDEX roll_up_shares_by_roll_up ON roll_up_shares (roll_up, program)`,
  `CREATE TABLE published_totals (
      program text NOT NULL,
      roll_up text NOT NULL,
      cut text NOT NULL,
      totals text NOT NULL,
      PRIMARY KEY (program, roll_up, cut)
  )`,
  `CREATE INDEX published_totals_by_roll_up ON published_totals (roll_up, cut, program)`,
];

export const m0033 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
