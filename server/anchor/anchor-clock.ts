import { setTimeout as sleep } from 'node:timers/promises';
import { compareText } from '../../shared/sync/compare-text.ts';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readHeads } from './anchor.ts';
import type { AnchorPlace } from './anchor-places.ts';
import type { AnchorStatus } from './anchor-status.ts';
import { acrossPrograms } from '../storage/program-scope.ts';

export interface AnchorClock {
  status(): AnchorStatus;
  /** Resolves when nothing is being written any more. */
  stop(): Promise<void>;
}

export interface AnchorClockDeps {
  readonly store: Store;
  readonly log: Log;
  readonly places: readonly AnchorPlace[];
  readonly everyMs: number;
  /** How long after a failure it is tried again; default: a minute. */
  readonly retryMs?: number;
  readonly now?: () => Date;
}

const RETRY_MS = 60_000;

/** The oldest first. */
const compareTimes = (a: string | undefined, b: string | undefined): number => compareText(a ?? null, b ?? null);

/**
 * [AUD4] Writes the heads to every place at once and then again and again. What a place does not take is said and tried again
 * with the heads as they are then; nobody waits for it.
 */
export function startAnchorClock(deps: AnchorClockDeps): AnchorClock {
  const { log, places, everyMs, retryMs = RETRY_MS, now = () => new Date() } = deps;
  const end = new AbortController();
  const written = new Map<AnchorPlace, string>();
  const failing = new Set<AnchorPlace>();

  const write = async (place: AnchorPlace): Promise<void> => {
    const { store } = deps;
    try {
      const anchor = await acrossPrograms('the heads of all programs are one line', () =>
        inSnapshot(store.read, (db) => readHeads(db, now().toISOString())),
      );
      await place.write(anchor);
      written.set(place, anchor.at);
      if (failing.delete(place)) log('info', 'Anchors are written again.', { place: place.name });
    } catch (error) {
      failing.add(place);
      const reason = error instanceof Error ? error.message : String(error);
      log('error', 'An anchor could not be written. It is tried again.', { place: place.name, reason });
    }
  };
  const keepWriting = async (place: AnchorPlace): Promise<void> => {
    while (!end.signal.aborted) {
      await write(place);
      const waitMs = failing.has(place) ? Math.min(retryMs, everyMs) : everyMs;
      await sleep(waitMs, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = Promise.all(places.map(keepWriting));
  return {
    status: () => {
      const times = places.map((place) => written.get(place));
      const at = times.some((time) => time === undefined) ? null : (times.toSorted(compareTimes)[0] ?? null);
      return { state: failing.size > 0 ? 'failing' : at === null ? 'waiting' : 'written', at };
    },
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
