import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'kysely';
import Sqlite from 'better-sqlite3';
import { appendAct, recordAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../storage/database.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';

const backup: Command = {
  name: 'backup',
  takes: ['file'],
  summary: 'Copies the whole database into one file, consistent also while the server runs (SQLite).',
  options: {},
  async run(call) {
    const file = call.positionals[0] ?? '';
    sqliteFileOf(call.config, 'pg_dump');
    if (existsSync(file)) throw new CommandError(`${file} is there already; a backup never replaces a file.`);
    const store = await call.store();
    // Before the copy, so that it is in there.
    const what = `Backed up to ${basename(file)}`;
    await recordAct(store, { ...byCommandLine(), program: null, kind: 'backup', what });
    await sql`VACUUM INTO ${file}`.execute(store.write);
    call.print(`Backed up to ${file}.`);
  },
};

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
    const revisions = await checkBackup(from);
    const kept = setAside(database);
    copyFileSync(from, database);
    await recordRestore(call, from);
    if (kept !== null) call.print(`The database as it was is kept at ${kept}.`);
    call.print(`Restored ${from}: ${revisions}.`);
    call.print('Start the server. Workbooks that are ahead of the backup will say so and send nothing by themselves.');
  },
};

export const backupCommands: readonly Command[] = [backup, restore];

/** [AUD1] In the restored database: who looks for what came after the backup is to find why it is not there. */
async function recordRestore(call: CommandCall, from: string): Promise<void> {
  const store = await call.store();
  const what = `Restored the backup ${basename(from)}`;
  const programs = await store.read.selectFrom('programs').select('id').execute();
  await store.write.transaction().execute(async (transaction) => {
    for (const program of [null, ...programs.map(({ id }) => id)])
      await appendAct(transaction, { ...byCommandLine(), program, kind: 'restore', what });
  });
}

function sqliteFileOf(config: Config, instead: string): string {
  if ('file' in config.database) return config.database.file;
  throw new CommandError(`The database is PostgreSQL: use its own ${instead}.`);
}

/** Opens a copy, so that migrating it cannot touch the backup. What it holds, in words. */
async function checkBackup(file: string): Promise<string> {
  const copy = `${file}.check`;
  copyFileSync(file, copy);
  try {
    const store = await openDatabase({ file: copy });
    const programs = await store.read.selectFrom('programs').select(['id', 'revision']).orderBy('id').execute();
    await store.close();
    return programs.map(({ id, revision }) => `${id} at revision ${revision}`).join(', ') || 'no programs';
  } catch (error) {
    throw new CommandError(
      `${file} is no backup of SEP Sync: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
  }
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
