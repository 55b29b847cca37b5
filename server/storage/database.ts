import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, type KyselyConfig, type SqliteStatement } from 'kysely';
import { Pool, types } from 'pg';
import { listenTo, type Hearing } from './listen.ts';
import { noticingLostTransactions } from './lost-transaction.ts';
import { migrate } from './migrate.ts';
import { nameStatements, StatementNames } from './named-statements.ts';
import { keepPrivate } from './private-file.ts';
import { acrossPrograms, takingLong } from './program-scope.ts';
import { isolatePrograms } from './isolate-programs.ts';
import { grantRunningRole } from './running-role.ts';
import type { Database } from './schema.ts';
import { scopedPool } from './scoped-pool.ts';
import { WholeMigrationsDialect } from './whole-migrations.ts';

/** Where to keep the programs: a PostgreSQL address, or the path of a SQLite file (":memory:" for none). */
export interface DatabaseAddress {
  readonly url?: string;
  /** The same PostgreSQL past any pooler, for what has to be one connection all the time. Default: `url`. */
  readonly directUrl?: string;
  /** PostgreSQL as the owner of the tables, where `url` is a role that may only run the server. */
  readonly ownerUrl?: string;
  readonly file?: string;
}

/** Hears the text of every statement that has been run, `begin` and `commit` among them, and what its parameters held. */
export type HearStatement = (sql: string, parameters: readonly unknown[]) => void;

/** An open, migrated database. `read` never writes; only the queue of syncs and identity use `write`. */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  readonly read: Kysely<Database>;
  /**
   * Like `read`, for what reads many times within one snapshot while others go on: on SQLite a transaction holds its only
   * connection, so this is one apart [FA14].
   */
  readonly longRead: Kysely<Database>;
  /**
   * The one writer. On SQLite a transaction holds its only connection, and with ":memory:" `read` is the same
   * connection: inside a transaction, query the transaction and nothing else.
   */
  readonly write: Kysely<Database>;
  /**
   * PostgreSQL only: hears what every process sends to the channel CHANNEL, over a connection of its own that is renewed
   * when it breaks. Gives a function that ends it.
   */
  listen?(hearing: Hearing): Promise<() => Promise<void>>;
  /** PostgreSQL only: how its connections are. */
  pool?(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const BUSY_TIMEOUT_MS = 10_000;
const POOL_CONNECTIONS = 10;
const STATEMENTS_KEPT = 200;
/** Longer statements are bulk writes, whose text hardly ever comes twice. */
const STATEMENT_LENGTH_KEPT = 4_000;
const PG_INT8 = 20;
const PG_NUMERIC = 1700;

/**
 * Opens the database, brings its schema up to date and checks that a commit survives a crash [PRO1].
 * Throws an Error that says what is wrong when it cannot be reached, is newer than this program, or is not durable.
 */
export async function openDatabase(address: DatabaseAddress, hear?: HearStatement): Promise<Store> {
  const store =
    address.url === undefined
      ? openSqlite(address.file ?? ':memory:', hear)
      : openPostgres(address.url, address.directUrl ?? address.url, hear);
  try {
    if (store.dialect === 'postgres') await preparePostgres(store.write, address);
    else await migrate(store.write);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

/** Opens a database that is there and up to date, to be read: for a thread beside the one that has opened it. */
export function openReader({ url, directUrl, file = ':memory:' }: DatabaseAddress): Store {
  if (url !== undefined) return openPostgres(url, directUrl ?? url);
  const read = sqliteConnection(file, true);
  return { dialect: 'sqlite', read, longRead: read, write: read, close: () => read.destroy() };
}

function openSqlite(file: string, hear?: HearStatement): Store {
  if (file !== ':memory:') keepPrivate(file);
  const write = sqliteConnection(file, false, hear);
  if (file === ':memory:') {
    return { dialect: 'sqlite', read: write, longRead: write, write, close: () => write.destroy() };
  }
  // The readers open on first use, after the writer has made the file.
  const read = sqliteConnection(file, true, hear);
  const longRead = sqliteConnection(file, true, hear);
  return {
    dialect: 'sqlite',
    read,
    longRead,
    write,
    close: async () => void (await Promise.all([read.destroy(), longRead.destroy(), write.destroy()])),
  };
}

function sqliteConnection(file: string, isReader: boolean, hear?: HearStatement): Kysely<Database> {
  const database = (): Promise<SqliteConnection> => {
    const connection = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('cache_size = -65536');
    connection.pragma('temp_store = MEMORY');
    if (isReader) connection.pragma('query_only = ON');
    return Promise.resolve(keepingStatements(connection, isReader));
  };
  return new Kysely<Database>({ dialect: new WholeMigrationsDialect({ database }), ...hearing(hear) });
}

function hearing(hear: HearStatement | undefined): Pick<KyselyConfig, 'log'> {
  return hear ? { log: ({ query }) => hear(query.sql, query.parameters) } : {};
}

interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/** Compiled statements are kept by their text: compiling costs more than running a small one. */
function keepingStatements(connection: Sqlite.Database, isReader: boolean): SqliteConnection {
  const kept = new Map<string, SqliteStatement>();
  const prepareIn = noticingLostTransactions(connection);
  const prepare = (text: string): SqliteStatement => {
    // The writer takes its lock at once: one that only read at first could not write after another process has.
    const sql = text === 'begin' && !isReader ? 'begin immediate' : text;
    const known = kept.get(sql);
    if (known) return known;
    const prepared = prepareIn(sql);
    if (sql.length <= STATEMENT_LENGTH_KEPT) {
      if (kept.size >= STATEMENTS_KEPT) kept.clear();
      kept.set(sql, prepared);
    }
    return prepared;
  };
  return { prepare, close: () => void connection.close() };
}

function openPostgres(url: string, directUrl: string, hear?: HearStatement): Store {
  const names = new StatementNames();
  const pool = new Pool({
    connectionString: url,
    max: POOL_CONNECTIONS,
    verify: (client, done) => {
      nameStatements(client, names).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
    types: { getTypeParser: (oid, format) => (isWholeNumber(oid) ? Number : types.getTypeParser(oid, format)) },
  });
  // A connection that breaks is replaced at its next use, an idle one as well as one between two statements of a transaction,
  // whose next statement fails [FG3]. Without listeners each would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: scopedPool(pool) }), ...hearing(hear) });
  const listen = (hearing: Hearing) => listenTo(directUrl, hearing);
  const counts = () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount });
  return { dialect: 'postgres', read: db, longRead: db, write: db, listen, pool: counts, close: () => db.destroy() };
}

/** int8, and the numeric that a sum of int8 gives; every amount of ours is below 2^53. */
function isWholeNumber(oid: number): boolean {
  return oid === PG_INT8 || oid === PG_NUMERIC;
}

/**
 * As the owner, whoever runs the server: its schema, what holds the programs apart, and what the running role may. Past a pooler:
 * the lock of migrations is one of the connection, and a pooler may take it on one and give another back, so that the next server
 * to start waits for good.
 */
async function preparePostgres(running: Kysely<Database>, address: DatabaseAddress): Promise<void> {
  await assertDurable(running);
  const { url, directUrl, ownerUrl } = address;
  const pastPooler = ownerUrl ?? (directUrl === url ? undefined : directUrl);
  const owner = pastPooler === undefined ? undefined : openPostgres(pastPooler, pastPooler);
  const role = ownerUrl === undefined ? undefined : roleIn(url ?? '');
  try {
    await acrossPrograms('a migration is about all rows', () =>
      takingLong('and may write them all', () => bringUpToDate(owner?.write ?? running, role)),
    );
  } finally {
    await owner?.close();
  }
}

async function bringUpToDate(owner: Kysely<Database>, role: string | undefined): Promise<void> {
  await migrate(owner);
  await isolatePrograms(owner);
  if (role !== undefined) await grantRunningRole(owner, role);
}

function roleIn(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function assertDurable(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ fsync: string; commit: string }>`
    SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`.execute(db);
  const settings = rows[0];
  if (settings?.fsync !== 'on' || settings.commit === 'off') {
    throw new Error(
      `PostgreSQL runs with fsync=${settings?.fsync} and synchronous_commit=${settings?.commit}: a crash could lose synced edits. Set both to on.`,
    );
  }
}
