import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the backup folder that the schedule has written. */
export interface BackupFile {
  readonly path: string;
  /** When it was made, ISO 8601 UTC to the second. */
  readonly at: string;
}

const NAME = /^sep-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.sqlite$/;

/** Where a backup of this moment goes: sep-2026-11-29T04-31-00Z.sqlite. */
export function backupPath(folder: string, at: Date): string {
  return join(folder, `sep-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`);
}

/**
 * The backups in a folder by their names, the oldest first; whatever else is there is somebody else's. None in a folder that
 * is not there or cannot be read: writing into it says what is wrong.
 */
export function backupsIn(folder: string): BackupFile[] {
  return namesIn(folder)
    .toSorted()
    .flatMap((name) => {
      const [, day, hour, minute, second] = NAME.exec(name) ?? [];
      return day === undefined ? [] : [{ path: join(folder, name), at: `${day}T${hour}:${minute}:${second}Z` }];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * The backups that were made by now, the oldest first, and those that say to be of later: made while the clock of the machine
 * was wrong, or it is wrong now.
 */
export function backupsBy(
  folder: string,
  now: Date,
): { readonly made: readonly BackupFile[]; readonly ofLater: readonly BackupFile[] } {
  const all = backupsIn(folder);
  const isOfLater = ({ at }: BackupFile): boolean => Date.parse(at) > now.getTime();
  return { made: all.filter((file) => !isOfLater(file)), ofLater: all.filter(isOfLater) };
}

/**
 * Removes the oldest backups beyond those that are kept, and parts that a crash has left. What says to be of later neither
 * goes nor counts: it would be kept for years in place of every new one.
 */
export function removeOldBackups(folder: string, keep: number, now: Date): void {
  for (const { path } of backupsBy(folder, now).made.slice(0, -keep)) rmSync(path, { force: true });
  for (const name of namesIn(folder))
    if (name.endsWith('.part') && NAME.test(name.slice(0, -'.part'.length)))
      rmSync(join(folder, name), { force: true });
}
