import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordAct } from '../audit/append-act.ts';
import type { BackupConfig } from '../config.ts';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { backupPath, backupsBy, removeOldBackups } from './backup-files.ts';
import type { BackupStatus } from './backup-status.ts';
import { checkInWorker, copyInWorker } from './backup-work.ts';

export interface BackupClock {
  status(): BackupStatus;
  /** Resolves when nothing is being copied or checked any more. */
  stop(): Promise<void>;
}

export interface BackupClockDeps extends Omit<BackupConfig, 'everyHours'> {
  readonly store: Store;
  readonly log: Log;
  /** The SQLite file of `store`. */
  readonly database: string;
  readonly everyMs: number;
  /** How long after a failure it is tried again; default: ten minutes. */
  readonly retryMs?: number;
  readonly now?: () => Date;
}

const RETRY_MS = 10 * 60_000;
/** A backup is restored into a scratch place this often, and always the first since the start. */
const CHECK_EVERY_MS = 24 * 3_600_000;
/** A timer takes no more; longer waits are begun again. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Copies the database into a folder on a schedule that a restart does not begin anew, sees once a day whether such a copy
 * can be restored, and removes the oldest ones, though never while something is wrong.
 */
export function startBackupClock(deps: BackupClockDeps): BackupClock {
  const { store, log, database, folder, keep, everyMs, retryMs = RETRY_MS, now = () => new Date() } = deps;
  const end = new AbortController();
  let isFailing = false;
  let checkedAt: string | null = null;
  const lastAt = (): string | null => backupsBy(folder, now()).made.at(-1)?.at ?? null;

  const backUp = async (): Promise<void> => {
    const at = now();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = backupPath(folder, at);
    await copyInWorker(database, path);
    log('info', 'The database was backed up.', { file: basename(path) });
    await writeDown(basename(path), at);
    const isDue = checkedAt === null || Math.abs(at.getTime() - Date.parse(checkedAt)) >= CHECK_EVERY_MS;
    if (isDue) await check(path, at);
    removeOldBackups(folder, keep, at);
    const { ofLater } = backupsBy(folder, at);
    if (ofLater.length === 0) return;
    const files = ofLater.map((file) => basename(file.path));
    log(
      'error',
      'Backups say to be of later than now: the clock is wrong, or was. They stay until somebody removes them.',
      {
        files,
      },
    );
  };
  /** After the copy: what the log of acts says was done. A full disk of the database makes no copy elsewhere undone. */
  const writeDown = async (file: string, at: Date): Promise<void> => {
    const act = {
      program: null,
      at: at.toISOString(),
      kind: 'backup',
      door: 'server',
      what: `Backup to ${file}`,
    } as const;
    try {
      await recordAct(store, { ...act, person: { id: '', name: 'Server' } });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log('error', 'A backup was made, and could not be written down in the log of acts.', { file, reason });
    }
  };
  const check = async (path: string, at: Date): Promise<void> => {
    const { programs, faults } = await checkInWorker(path);
    const [fault] = faults;
    if (fault !== undefined) throw new Error(`The backup ${basename(path)} does not hold. ${fault}`);
    checkedAt = at.toISOString();
    log('info', 'A backup was restored into a scratch place, and holds.', { programs: programs.length });
  };
  const dueMs = (): number => {
    const last = lastAt();
    return last === null ? 0 : Date.parse(last) + everyMs;
  };
  const keepBackingUp = async (): Promise<void> => {
    const longestMs = Math.max(everyMs, retryMs);
    let nextMs = dueMs();
    while (!end.signal.aborted) {
      const rest = nextMs - now().getTime();
      if (rest > longestMs) {
        // The clock was set back: what was planned by it would come in years.
        nextMs = dueMs();
        continue;
      }
      if (rest > 0) {
        const step = Math.min(rest, LONGEST_WAIT_MS);
        await sleep(step, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
        continue;
      }
      try {
        await backUp();
        isFailing = false;
        nextMs = dueMs();
      } catch (error) {
        isFailing = true;
        nextMs = now().getTime() + retryMs;
        const reason = error instanceof Error ? error.message : String(error);
        log('error', 'A backup could not be made, or does not hold. It is tried again.', { reason });
      }
    }
  };
  const running = keepBackingUp();
  return {
    status: () => {
      const at = lastAt();
      return { state: isFailing ? 'failing' : at === null ? 'waiting' : 'written', at, checkedAt };
    },
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
