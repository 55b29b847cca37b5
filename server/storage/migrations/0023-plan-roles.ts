import { CompiledQuery, type Kysely } from 'kysely';

/**
 * Frozen: the roles of the plan that an account is limited to (null: it is not), the person of the plan it belongs to, and every
 * grant there has been. What was granted before is the first, at a time that nobody knows (''). No role: it was taken away.
 */
const statements = [
  `ALTER TABLE memberships ADD COLUMN plan_roles text`,
  `ALTER TABLE memberships ADD COLUMN person text`,
  `CREATE UNIQUE INDEX memberships_by_person ON memberships (program, person)`,
  `CREATE TABLE grants (
      program text NOT NULL,
      account text NOT NULL,
      number bigint NOT NULL,
      at text NOT NULL,
      role text,
      scope text,
      plan_roles text,
      person text,
      PRIMARY KEY (program, account, number)
  )`,
  `INSERT INTO grants (program, account, number, at, role, scope)
      SELECT program, account, 1, '', role, scope FROM memberships`,
];

export const m0023 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  },
};
