import { sql } from 'kysely';
import type { Store } from '../../server/storage/database.ts';

/** A table as the database has it. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Primary and unique keys, each with its columns in order. */
  readonly keys: readonly (readonly string[])[];
  /** Columns that refer to another table, per reference. */
  readonly references: readonly (readonly string[])[];
}

/** Tables that are not divided among programs, and why. */
export const ofTheServer: Readonly<Record<string, string>> = {
  kysely_migration: 'which steps the schema has been brought up to',
  kysely_migration_lock: 'the same',
  accounts: 'people, who may be members of several programs',
  identities: 'by which person of the district’s provider an account is known',
  provider_sign_ins: 'of a browser that comes back from the provider',
  provider_logouts: 'of a sign-in at the provider that has ended there',
  password_links: 'of an account, found by the hash of the link',
  setup_codes: 'the code that a new server shows on its console',
  sessions: 'of a person, found by the hash of what a browser brings',
  sign_in_attempts: 'of an address that somebody tries to sign in with',
  device_sign_ins: 'of an Excel that waits for somebody to confirm its code',
  pages_seen: 'which versions of pane and web app are in use on the server',
  server_acts: 'the end of the server’s own chain of acts',
  roll_ups: 'of no program: it reads what several have published to it',
  roll_up_members: 'of an account',
  roll_up_districts: 'whom a roll-up expects, before any program has joined; found by the hash of an invitation too',
  access_tokens: 'found by the hash of what somebody brings, which is unique over all programs',
};

/** The column by which a table is divided among programs; undefined for what is of the server. */
export function programColumn({ name, columns }: StoredTable): string | undefined {
  if (name in ofTheServer) return undefined;
  if (name === 'programs') return 'id';
  return columns.includes('program') ? 'program' : undefined;
}

/**
 * The column by which what is published is divided among roll-ups; undefined for what is of the server. Of a table of programs that
 * publishes nothing no statement can name it, so none of a roll-up may reach it.
 */
export function rollUpColumn(table: StoredTable): string | undefined {
  return programColumn(table) === undefined ? undefined : 'roll_up';
}

/** Every table of the database by its name. */
export async function storedTables(store: Store): Promise<ReadonlyMap<string, StoredTable>> {
  const tables = store.dialect === 'postgres' ? await tablesOnPostgres(store) : await tablesOnSqlite(store);
  return new Map(tables.map((table) => [table.name, table]));
}

interface TableRow {
  readonly name: string;
  readonly columns: string;
  readonly keys: string;
  readonly refers: string;
}

async function tablesOnPostgres(store: Store): Promise<StoredTable[]> {
  const names = (numbers: string) =>
    sql.raw(`(SELECT json_agg(a.attname ORDER BY place) FROM
    unnest(${numbers}) WITH ORDINALITY AS n(number, place) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.number)`);
  const { rows } = await sql<TableRow>`SELECT c.relname AS name,
      (SELECT json_agg(attname) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)::text AS columns,
      coalesce((SELECT json_agg(${names('i.indkey::smallint[]')}) FROM pg_index i
        WHERE i.indrelid = c.oid AND i.indisunique), '[]')::text AS keys,
      coalesce((SELECT json_agg(${names('f.conkey')}) FROM pg_constraint f
        WHERE f.conrelid = c.oid AND f.contype = 'f'), '[]')::text AS refers
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`.execute(store.write);
  return rows.map(tableOf);
}

async function tablesOnSqlite(store: Store): Promise<StoredTable[]> {
  const { rows } = await sql<TableRow>`SELECT t.name AS name,
      (SELECT json_group_array(name) FROM pragma_table_info(t.name)) AS columns,
      (SELECT json_group_array(json((SELECT json_group_array(name) FROM pragma_index_info(i.name))))
        FROM pragma_index_list(t.name) AS i WHERE i."unique" = 1) AS keys,
      (SELECT json_group_array(json(columns)) FROM
        (SELECT json_group_array("from") AS columns FROM pragma_foreign_key_list(t.name) GROUP BY id)) AS refers
    FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`.execute(store.read);
  return rows.map(tableOf);
}

function tableOf({ name, columns, keys, refers }: TableRow): StoredTable {
  const lists: { columns: string[]; keys: string[][]; references: string[][] } = {
    columns: JSON.parse(columns),
    keys: JSON.parse(keys),
    references: JSON.parse(refers),
  };
  return { name, ...lists };
}
