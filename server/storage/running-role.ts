import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** What has happened is added to and never changed, whoever has got hold of the server. */
const ONLY_ADDED_TO = ['journal', 'revisions', 'acts', 'grants'];
/** The owner's alone. */
const ONLY_READ = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Statements by which a role may run the server: rows of all tables, nothing of their form, and of the history only what is
 * added to it. To be run by the owner, and again after every migration.
 */
export async function rightsOfRunningRole(db: Kysely<Database>, role: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname`.execute(db);
  const to = quoted(role);
  const schema = await sql<{ name: string }>`SELECT current_schema() AS name`.execute(db);
  const own = quoted(schema.rows[0]?.name ?? 'public');
  return [
    `REVOKE CREATE ON SCHEMA ${own} FROM ${to}`,
    `GRANT USAGE ON SCHEMA ${own} TO ${to}`,
    ...rows.flatMap(({ name }) => [
      `REVOKE ALL ON ${own}.${quoted(name)} FROM ${to}`,
      `GRANT ${rightsOn(name)} ON ${own}.${quoted(name)} TO ${to}`,
    ]),
  ];
}

/** Gives a role what it needs to run the server, and takes away the rest. */
export async function grantRunningRole(db: Kysely<Database>, role: string): Promise<void> {
  const statements = await rightsOfRunningRole(db, role);
  await db.transaction().execute(async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
  });
}

function rightsOn(table: string): string {
  if (ONLY_READ.includes(table)) return 'SELECT';
  return ONLY_ADDED_TO.includes(table) ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
