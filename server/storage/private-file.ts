import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';

/** Whoever the server runs as, and nobody else. */
const OWNER_ONLY = 0o600;

/** [FD13] Makes an empty file that its owner alone can read. Throws when there is one already. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'wx', OWNER_ONLY));
}

/**
 * [FD13] Keeps a database to its owner: makes it where there is none, and takes the rights of others from one that an older
 * version has made. What SQLite puts beside it (write-ahead log) gets the rights of the database itself.
 */
export function keepPrivate(file: string): void {
  if (!existsSync(file)) return createPrivateFile(file);
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(part)) takeRightsOfOthers(part);
}

/** Of a file that somebody else owns, the rights are theirs to say. */
function takeRightsOfOthers(file: string): void {
  try {
    chmodSync(file, OWNER_ONLY);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}
