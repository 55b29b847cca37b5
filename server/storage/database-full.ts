/**
 * What databases say when what was to be written found no room, or the disk itself failed: PostgreSQL's disk_full, which it also
 * says of a quota, and its io_error. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const NO_ROOM = new Set(['SQLITE_FULL', '53100', '58030', 'ENOSPC', 'EDQUOT']);

/** True when a statement was given up because nothing more can be written. Its transaction has been taken back; reading goes on. */
export function isDatabaseFull(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (NO_ROOM.has(code) || code.startsWith('SQLITE_IOERR'));
}
