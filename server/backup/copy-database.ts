import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Only who runs the server may read what it holds. */
const OWNER_ONLY = 0o600;
/** How long a copy waits for whoever has the database to itself. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Copies an SQLite database into a file that is not there yet, as of one moment, while others read and write it. The file
 * has its name only once all of it is on the disk. Throws when it cannot be written.
 */
export function copyDatabase(from: string, to: string): void {
  const part = `${to}.part`;
  // What a crash has left.
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', OWNER_ONLY));
  try {
    const connection = new Sqlite(from, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true });
    try {
      connection.prepare('VACUUM INTO ?').run(part);
    } finally {
      connection.close();
    }
    // VACUUM INTO leaves that to whoever asks for it.
    flush(part);
    renameSync(part, to);
    flush(dirname(to));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Waits until a file, or what a folder says of its files, is on the disk. */
function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
