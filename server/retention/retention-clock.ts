import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import type { Database } from '../storage/schema.ts';
import { acrossPrograms, inProgram } from '../storage/program-scope.ts';
import type { RetentionStatus } from './retention-status.ts';

/** [I1] So long a sync is answered as it was answered first. */
export const REPLY_DAYS = 90;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Replies taken away in one statement: syncs go between two of them. */
const AT_A_TIME = 500;

export interface RetentionDeps {
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly log: Log;
  readonly now?: () => Date;
}

export interface RetentionClock {
  status(): RetentionStatus;
  stop(): Promise<void>;
}

/**
 * Once an hour takes away what is not kept for ever: replies to syncs after 90 days. Who repeats a sync later than that has it
 * merged again, which is by value: what it brought then is there already, and what others have changed since is a conflict.
 * Revisions, acts, conflicts, conversations and kept reports stay.
 */
export function startRetentionClock({ store, log, now = () => new Date() }: RetentionDeps): RetentionClock {
  const end = new AbortController();
  let status: RetentionStatus = { state: 'waiting', at: null, nextAt: null, count: 0 };
  const next = (): string => new Date(now().getTime() + HOUR_MS).toISOString();
  const keepPruning = async (): Promise<void> => {
    while (!end.signal.aborted) {
      try {
        const count = await pruneReplies(store, now(), end.signal);
        status = { state: 'done', at: now().toISOString(), nextAt: next(), count };
        if (count > 0) log('info', 'Old replies to syncs were taken away.', { count });
      } catch (error) {
        status = { ...status, state: 'failing', nextAt: next() };
        const reason = error instanceof Error ? error.message : String(error);
        log('error', 'Old replies to syncs could not be taken away. It is tried again.', { reason });
      }
      await sleep(HOUR_MS, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = keepPruning();
  return {
    status: () => status,
    stop: async () => {
      end.abort();
      await running;
    },
  };
}

/** @returns how many replies were taken away */
export async function pruneReplies(
  { read, write }: RetentionDeps['store'],
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const before = new Date(now.getTime() - REPLY_DAYS * DAY_MS).toISOString();
  let count = 0;
  const programs = await acrossPrograms('whose replies have become old', () =>
    read.selectFrom('programs').select('id').orderBy('id').execute(),
  );
  for (const { id } of programs) {
    for (let taken = AT_A_TIME; taken === AT_A_TIME;) {
      if (signal?.aborted === true) return count;
      taken = await inProgram(id, () => pruneSome(write, id, before));
      count += taken;
      await setImmediate();
    }
  }
  return count;
}

async function pruneSome(db: Kysely<Database>, program: string, before: string): Promise<number> {
  const old = await db
    .selectFrom('sync_replies')
    .select(['person', 'sync_id'])
    .where('program', '=', program)
    .where('at', '<', before)
    .orderBy('at')
    .limit(AT_A_TIME)
    .execute();
  for (const { person, sync_id: syncId } of old)
    await db
      .deleteFrom('sync_replies')
      .where('program', '=', program)
      .where('person', '=', person)
      .where('sync_id', '=', syncId)
      .where('at', '<', before)
      .execute();
  return old.length;
}
