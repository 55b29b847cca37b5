import { chmodSync, copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { recordAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { backupPath, backupsBy } from '../backup/backup-files.ts';
import { checkBackup } from '../backup/check-backup.ts';
import { copyDatabase } from '../backup/copy-database.ts';
import { markRestored } from '../backup/mark-restored.ts';
import type { Config } from '../config.ts';
import { keepSinceBackup, readPeople, sinceBackupWords } from '../backup/since-backup.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { CommandError, UsageError, type Command, type CommandCall } from './command.ts';

/** Who runs the command, and nobody else, may read what is in a database. */
const OWNER_ONLY = 0o600;

const backup: Command = {
  name: 'backup',
  takes: ['[file]'],
  summary:
    'Copies the whole database into one file, consistent also while the server runs (SQLite); without a file into BACKUP_FOLDER.',
  options: {
    verify: {
      type: 'boolean',
      help: 'Restore a backup into a scratch place and verify it: the file if it is there, or the newest of BACKUP_FOLDER, or one that is made for it.',
    },
  },
  async run(call) {
    const database = sqliteFileOf(call.config, 'pg_dump');
    const [file] = call.positionals;
    if (call.flag('verify')) await verifyOne(call, database, file);
    else await makeBackup(call, database, file ?? scheduledPath(call.config));
  },
};

function scheduledPath({ backups }: Config): string {
  if (backups === null) throw new UsageError('file is missing, and so is a BACKUP_FOLDER.');
  return backupPath(backups.folder, new Date());
}

async function makeBackup(call: CommandCall, database: string, file: string): Promise<void> {
  if (existsSync(file)) throw new CommandError(`${file} is there already; a backup never replaces a file.`);
  const store = await call.store();
  copyDatabase(database, file);
  // After the copy: the log of acts says what was done.
  const what = `Backed up to ${basename(file)}`;
  await recordAct(store, { ...byCommandLine(), program: null, kind: 'backup', what });
  call.print(`Backed up to ${file}.`);
}

async function verifyOne(call: CommandCall, database: string, asked: string | undefined): Promise<void> {
  const { backups } = call.config;
  const newest = backups === null ? undefined : backupsBy(backups.folder, new Date()).made.at(-1)?.path;
  const file = asked ?? newest;
  if (file !== undefined) {
    if (!existsSync(file)) await makeBackup(call, database, file);
    return tellCheck(call, file);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'sep-backup-'));
  try {
    const made = join(scratch, 'sep.sqlite');
    await makeBackup(call, database, made);
    await tellCheck(call, made);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function tellCheck(call: CommandCall, file: string): Promise<void> {
  const { programs, faults } = await checked(file);
  for (const fault of faults) call.print(fault);
  if (faults.length > 0) throw new CommandError(`${file} does not hold. Keep older backups, and see \`verify\`.`);
  call.print(`${file} can be restored, and holds: ${programsIn(programs)}.`);
}

async function checked(file: string): ReturnType<typeof checkBackup> {
  try {
    return await checkBackup(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} is no backup of SEP Sync: ${reason}`, { cause: error });
  }
}

const restore: Command = {
  name: 'restore',
  takes: ['file'],
  summary:
    'Puts a backup in place of the database (SQLite). The server must be stopped; the present database is kept beside it.',
  options: {},
  async run(call) {
    const from = call.positionals[0] ?? '';
    const database = sqliteFileOf(call.config, 'pg_restore');
    if (!existsSync(from)) throw new CommandError(`There is no file ${from}.`);
    const made = `${database}.restoring`;
    try {
      const { programs, since } = await madeFrom(from, made, database);
      const kept = setAside(database);
      renameSync(made, database);
      tellRestored(call, { from, revisions: programs, kept, since });
    } finally {
      removeDatabase(made);
    }
  },
};

interface Restoration {
  readonly from: string;
  readonly revisions: string;
  /** Where the database lies that was there before; null: there was none. */
  readonly kept: string | null;
  /** What it has done since the backup, in sentences. */
  readonly since: readonly string[];
}

function tellRestored(call: CommandCall, { from, revisions, kept, since }: Restoration): void {
  if (kept !== null) call.print(`The database as it was is kept at ${kept}.`);
  call.print(`Restored ${from}: ${revisions}.`);
  for (const sentence of since) call.print(sentence);
  call.print('Everybody signs in anew, and reading tokens have ended: some may have been taken away since the backup.');
  call.print('Start the server. Workbooks that are ahead of the backup will say so and send nothing by themselves.');
}

const restored: Command = {
  name: 'restored',
  takes: [],
  summary:
    'Says that the database has been put back by other tools, such as pg_restore: sessions end, and workbooks that are ahead of it ask before they send. The servers must be stopped.',
  options: {},
  async run(call) {
    const store = await call.store();
    const what = 'Restored the database by its own tools';
    call.print(`Restored: ${programsIn(await markRestored(store, { ...byCommandLine(), what }))}.`);
  },
};

export const backupCommands: readonly Command[] = [backup, restore, restored];

function sqliteFileOf(config: Config, instead: string): string {
  if ('file' in config.database) return config.database.file;
  throw new CommandError(`The database is PostgreSQL: use its own ${instead}.`);
}

/**
 * [REV8] Makes a database of a backup, up to date and with all that a restore says in it, before it takes the place of the present
 * one: there is none that lets in whoever was let in when the backup was made, nor whom the present one has locked out since.
 * @returns what it holds, and what of the present one was kept or came back, in words
 */
async function madeFrom(
  backup: string,
  made: string,
  present: string,
): Promise<{ readonly programs: string; readonly since: readonly string[] }> {
  try {
    // What a crash has left.
    removeDatabase(made);
    copyFileSync(backup, made);
    chmodSync(made, OWNER_ONLY);
    const store = await openDatabase({ file: made });
    try {
      const what = `Restored the backup ${basename(backup)}`;
      const programs = programsIn(await markRestored(store, { ...byCommandLine(), what }));
      return { programs, since: await sinceThen(store, present) };
    } finally {
      await store.close();
    }
  } catch (error) {
    throw new CommandError(
      `${backup} is no backup of SEP Sync: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function sinceThen({ write }: Store, present: string): Promise<string[]> {
  if (!existsSync(present)) return [];
  const people = readPeople(present);
  if (people === null)
    return ['The database as it was cannot be read: look whether somebody was locked out, or a program closed, since.'];
  return sinceBackupWords(
    await write.transaction().execute((transaction) => keepSinceBackup(transaction, people, byCommandLine())),
  );
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

function programsIn(programs: readonly { readonly id: string; readonly revision: number }[]): string {
  return programs.map(({ id, revision }) => `${id} at revision ${revision}`).join(', ') || 'no programs';
}

/** Moves the present database out of the way. Leaving WAL mode needs to be the only one who has it open. */
function setAside(database: string): string | null {
  if (!existsSync(database)) return null;
  const connection = new Sqlite(database, { timeout: 500 });
  try {
    connection.pragma('journal_mode = DELETE');
  } catch (error) {
    throw new CommandError('The database is in use. Stop the server first.', { cause: error });
  } finally {
    connection.close();
  }
  const kept = `${database}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(database, kept);
  return kept;
}
