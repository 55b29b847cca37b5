import { HttpError } from '../errors.ts';
import type { DatabaseAddress } from '../storage/database.ts';
import { createJobPlaces, type JobOwner } from '../workers/job-places.ts';
import { startWorker } from '../workers/start-worker.ts';
import { createWorkerPool, Exhausted } from '../workers/worker-pool.ts';
import { isPullPath } from './pull-path.ts';
import type { ReadingReply, ReadingRequest } from './reading-messages.ts';

/** Answers what reads much of a plan, beside the server's own thread. */
export interface PlanReader {
  /**
   * Throws HttpError too_many_requests or unavailable where too many wait or it takes too long, and Abandoned when the client
   * goes meanwhile.
   */
  answer(request: ReadingRequest, owner: JobOwner): Promise<ReadingReply>;
  close(): Promise<void>;
}

/** Memory of one worker in megabytes; what needs more is refused and the server goes on. */
const HEAP_MB = 1024;
const TIME_LIMIT_MS = 60_000;
/** What cannot be asked for in parts: a pull, and whether the whole history holds. A page waits as long (`http-server-client.ts`). */
const WHOLE_LIMIT_MS = 120_000;
/** A page of the web app asks for several at once, and so do many panes that are opened in the morning. */
const RETRY_AFTER_SECONDS = 5;
export const readingPlaces = createJobPlaces({
  places: 2,
  waiting: 200,
  waitingEach: 10,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
  words: {
    own: 'Several figures are being worked out for you. Wait until they are there, then try again.',
    all: 'The server is busy working out figures. Nothing of yours is lost; try again in a moment.',
  },
});
/** A worker keeps what it has read of a plan for the next who asks; it ends when nobody has for a while. */
const IDLE_MS = 5 * 60_000;
const KEPT_HEAP_BYTES = 512 * 1024 * 1024;

export interface PlanReaderDeps {
  readonly address: DatabaseAddress;
  /** Of the server: it is in what clients know their answers by. */
  readonly version: string;
  /** What takes longer is given up; default: a minute, two for what cannot be asked for in parts. */
  readonly timeLimitMs?: number;
}

export function createPlanReader({ address, version, timeLimitMs }: PlanReaderDeps): PlanReader {
  const pool = createWorkerPool<ReadingRequest, ReadingReply>({
    start: () =>
      startWorker(import.meta.url, 'reading-worker', {
        workerData: { address, version },
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      }),
    places: readingPlaces,
    idleMs: IDLE_MS,
    keptHeapBytes: KEPT_HEAP_BYTES,
    askNext: () => null,
  });
  return {
    answer: async (request, owner) => {
      const isPull = isPullPath(request.path);
      const job = {
        timeLimitMs: timeLimitMs ?? (isPull || isVerification(request.path) ? WHOLE_LIMIT_MS : TIME_LIMIT_MS),
        send: async (post: (request: ReadingRequest) => void) => post(request),
        take: (reply: ReadingReply) => reply,
      };
      try {
        return await pool.run(job, owner);
      } catch (error) {
        if (!(error instanceof Exhausted)) throw error;
        const message = isPull
          ? 'The plan is large and the server busy: it could not be read in time. Nothing of yours is lost; sync again in a moment.'
          : 'That took too long to work out. Nothing is lost; try again in a moment, or ask for less.';
        throw new HttpError('unavailable', message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
    },
    close: () => pool.close(),
  };
}

function isVerification(path: string): boolean {
  return /^\/programs\/[^/]+\/verify$/.test(path);
}
