import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** They name a program and are found before it is known: by the hash of what somebody brings. */
const FOUND_FIRST = ['access_tokens'];
/** Number of the lock under which one process at a time looks after the policies. */
const LOCK = 53_670_029;

/**
 * PostgreSQL only: sees to it that every table of programs shows and takes rows of the program alone that a transaction has
 * named (`sep.program`), or of all where it has said so (`sep.reach`), whoever asks, the owner of the tables included. What
 * programs have published to a roll-up names it, and can be read besides, and not written, by who has named the roll-up
 * (`sep.roll_up`). To be called by the owner after every migration, so that no table is ever without; does nothing where all is
 * done.
 */
export async function isolatePrograms(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(transaction);
    for (const { name, program } of await tablesWithout(transaction)) {
      const [table, column] = [sql.table(name), sql.ref(program)];
      await sql`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`.execute(transaction);
      await sql`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`.execute(transaction);
      await sql`DROP POLICY IF EXISTS of_program ON ${table}`.execute(transaction);
      await sql`CREATE POLICY of_program ON ${table} USING (
        ${column} = (SELECT current_setting('sep.program', true))
        OR (SELECT current_setting('sep.reach', true)) = 'all')`.execute(transaction);
    }
    for (const name of await publishedWithout(transaction)) {
      await sql`CREATE POLICY of_roll_up ON ${sql.table(name)} FOR SELECT USING (
        roll_up = (SELECT current_setting('sep.roll_up', true)))`.execute(transaction);
    }
  });
}

/** Tables of programs whose policy or its force is missing, with the column that names the program. */
async function tablesWithout(db: Kysely<Database>): Promise<{ readonly name: string; readonly program: string }[]> {
  const { rows } = await sql<{ name: string; program: string }>`
    SELECT c.relname AS name, a.attname AS program
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname = CASE c.relname WHEN 'programs' THEN 'id' ELSE 'program' END
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> ALL (${FOUND_FIRST})
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'of_program'))
    ORDER BY c.relname`.execute(db);
  return rows;
}

/** Tables of what programs publish to roll-ups whose policy for reading is missing. */
async function publishedWithout(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name
    FROM pg_class c
      JOIN pg_attribute p ON p.attrelid = c.oid AND p.attname = 'program' AND NOT p.attisdropped
      JOIN pg_attribute r ON r.attrelid = c.oid AND r.attname = 'roll_up' AND NOT r.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'of_roll_up')
    ORDER BY c.relname`.execute(db);
  return rows.map(({ name }) => name);
}
