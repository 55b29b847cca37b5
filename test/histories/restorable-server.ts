import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { copyDatabase } from '../../server/backup/copy-database.ts';
import { backupCommands } from '../../server/cli/backup-commands.ts';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import { sessionOf } from '../../server/identity/sessions.ts';
import type { DatabaseAddress } from '../../server/storage/database.ts';
import { startTestServer, TestClient, type TestServer } from '../contracts/test-server.ts';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';

/** A server whose database can be put back to what it was, as an administrator does it. */
export interface RestorableServer extends TestServer {
  /** Copies the whole database; the copy of before is thrown away. */
  backUp(): Promise<void>;
  /** [REV8] Stops the server, puts the last copy in place of the database, and starts it; everybody has signed in anew. */
  restore(): Promise<void>;
}

export function isRestorable(server: TestServer): server is RestorableServer {
  return 'restore' in server;
}

/** A database with the ways to copy it and to put the copy back. */
interface BackedUpDatabase {
  readonly address: DatabaseAddress;
  /** It can be copied only while nobody has it open. */
  readonly stopsForBackup: boolean;
  backUp(): Promise<void>;
  restore(): Promise<void>;
  drop(): Promise<void>;
}

export const openOnSqlite = () => open(sqliteFile());
export const openOnPostgres = async () => open(await postgresDatabase());

/** With a backup beside it, which `sep restore` puts back. */
function sqliteFile(): BackedUpDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'sep-restores-'));
  const [file, backup] = [join(folder, 'sep.sqlite'), join(folder, 'backup.sqlite')];
  return {
    address: { file },
    stopsForBackup: false,
    backUp: async () => {
      rmSync(backup, { force: true });
      copyDatabase(file, backup);
    },
    restore: async () => {
      await sep({ SEP_DATA: folder }, 'restore', backup);
      for (const name of readdirSync(folder)) if (name.includes('before-restore')) rmSync(join(folder, name));
    },
    drop: async () => rmSync(folder, { recursive: true }),
  };
}

/** Copied and put back by PostgreSQL itself; `sep restored` says that it was. */
async function postgresDatabase(): Promise<BackedUpDatabase> {
  const { url, ownerUrl, drop } = await freshDatabaseWithRole();
  const name = new URL(url).pathname.slice(1);
  const copy = `${name}_backup`;
  return {
    address: { url, ownerUrl },
    stopsForBackup: true,
    backUp: () => onServerOf(ownerUrl, `DROP DATABASE IF EXISTS ${copy}`, `CREATE DATABASE ${copy} TEMPLATE ${name}`),
    restore: async () => {
      await onServerOf(ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`, `CREATE DATABASE ${name} TEMPLATE ${copy}`);
      await sep({ DATABASE_URL: ownerUrl }, 'restored');
    },
    drop: async () => {
      await onServerOf(ownerUrl, `DROP DATABASE IF EXISTS ${copy}`);
      await drop();
    },
  };
}

async function onServerOf(url: string, ...statements: readonly string[]): Promise<void> {
  const administered = new URL(url);
  administered.pathname = '/postgres';
  const client = new Client({ connectionString: administered.href });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function sep(settings: Readonly<Record<string, string>>, ...args: string[]): Promise<void> {
  const said: string[] = [];
  const terminal = { print: () => undefined, complain: (line: string) => void said.push(line) };
  const code = await runCommandLine(backupCommands, args, settings, terminal);
  if (code !== 0) throw new Error(said.join('\n'));
}

async function open(database: BackedUpDatabase): Promise<{ server: RestorableServer; drop: () => Promise<void> }> {
  let running = await startTestServer(database.address);
  const people: TestClient['person'][] = [];
  /** Whichever server runs: what workbooks ask. */
  const app = new Proxy(running.app, { get: (_, name) => Reflect.get(running.app, name) });
  const whileStopped = async (work: () => Promise<void>): Promise<void> => {
    const { clock } = running;
    await running.close();
    await work();
    running = await startTestServer(database.address);
    running.clock = clock;
  };
  const server: RestorableServer = {
    app,
    get store() {
      return running.store;
    },
    get served() {
      return running.served;
    },
    get log() {
      return running.log;
    },
    get sync() {
      return running.sync;
    },
    get clock() {
      return running.clock;
    },
    set clock(moment) {
      running.clock = moment;
    },
    program: () => running.program(),
    member: async (...asked) => {
      const { program, person } = await running.member(...asked);
      people.push(person);
      return new TestClient(app, program, person);
    },
    forget: () => running.forget(),
    close: () => running.close(),
    backUp: () => (database.stopsForBackup ? whileStopped(() => database.backUp()) : database.backUp()),
    restore: async () => {
      await whileStopped(() => database.restore());
      await signInAgain(running, people);
    },
  };
  return { server, drop: () => database.drop() };
}

/** All sessions have ended. Under the same tokens, so that nobody's pane has to ask; people of after the backup are not there. */
async function signInAgain({ store, clock }: TestServer, people: readonly TestClient['person'][]): Promise<void> {
  const at = clock.toISOString();
  const accounts = new Set((await store.read.selectFrom('accounts').select('id').execute()).map(({ id }) => id));
  const sessions = people
    .filter(({ id }) => accounts.has(id))
    .map(({ id, token }) => ({ token_hash: sessionOf(token), account: id, created_at: at, last_used_at: at }));
  if (sessions.length > 0) await store.write.insertInto('sessions').values(sessions).execute();
}
