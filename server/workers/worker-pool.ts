import type { Worker } from 'node:worker_threads';
import { Abandoned } from './abandoned.ts';
import type { JobOwner, JobPlaces } from './job-places.ts';
import { isOutOfMemory } from './out-of-memory.ts';

/** The worker ran out of memory or time. */
export class Exhausted extends Error {
  override name = 'Exhausted';
}

/** What one worker is told and what its replies come to. */
export interface PoolJob<Request, Reply, Result> {
  /** What takes longer is given up. */
  readonly timeLimitMs: number;
  /** Posts the requests; it may take its time, the worker starts on what has come. Posting throws once the job is over. */
  send(post: (request: Request, transfer?: readonly ArrayBuffer[]) => void): Promise<void>;
  /** Takes one reply; a value other than undefined is the result and ends the job. */
  take(reply: Reply): Result | undefined;
}

export interface PoolOptions<Request, Reply> {
  readonly start: () => Promise<Worker>;
  /** How many workers there are at once, and how many jobs wait. */
  readonly places: JobPlaces;
  /** How long a worker waits for a further job. */
  readonly idleMs: number;
  /** [FA14] A worker that has taken more memory than this for a job ends after it, so that the memory returns. */
  readonly keptHeapBytes: number;
  /** What a worker is told after a reply that was not the last; null: nothing. */
  readonly askNext: (reply: Reply) => Request | null;
}

export interface WorkerPool<Request, Reply> {
  /**
   * Runs one job in a worker that nothing else runs in; others wait their turn. Throws Exhausted; HttpError when too many
   * wait already; Abandoned, at once, when the owner's client has gone.
   */
  run<Result>(job: PoolJob<Request, Reply, Result>, owner: JobOwner): Promise<Result>;
  /** Ends the workers that wait for a job. */
  close(): Promise<void>;
}

/** Workers that do one job after another, since starting one takes longer than a small job does. */
export function createWorkerPool<Request, Reply extends object>(
  options: PoolOptions<Request, Reply>,
): WorkerPool<Request, Reply> {
  const idle = new Set<Worker>();

  const takeIdle = (): Worker | undefined => {
    const [worker] = idle;
    if (!worker) return undefined;
    idle.delete(worker);
    worker.ref();
    return worker;
  };
  /** An idle worker does not keep the process alive, and ends when no job has come for a while. */
  const keepIdle = (worker: Worker): void => {
    // By name: a worker hears messages through listeners of Node's own that must stay.
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    worker.on('error', () => idle.delete(worker));
    worker.on('exit', () => idle.delete(worker));
    worker.unref();
    idle.add(worker);
    const timer = setTimeout(() => {
      if (idle.delete(worker)) void worker.terminate();
    }, options.idleMs);
    timer.unref();
  };

  return {
    run: async (job, owner) => {
      const giveBack = await options.places.take(owner);
      try {
        const worker = takeIdle() ?? (await options.start());
        try {
          const { result, heapBytes } = await outcomeOf(worker, job, owner.signal, options.askNext);
          if (heapBytes <= options.keptHeapBytes) keepIdle(worker);
          return result;
        } finally {
          if (!idle.has(worker)) await worker.terminate();
        }
      } finally {
        giveBack();
      }
    },
    close: async () => {
      const waiting = [...idle];
      idle.clear();
      await Promise.all(waiting.map((worker) => worker.terminate()));
    },
  };
}

interface Outcome<Result> {
  readonly result: Result;
  /** Memory that the worker has taken. */
  readonly heapBytes: number;
}

async function outcomeOf<Request, Reply extends object, Result>(
  worker: Worker,
  job: PoolJob<Request, Reply, Result>,
  client: AbortSignal | undefined,
  askNext: (reply: Reply) => Request | null,
): Promise<Outcome<Result>> {
  const over = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Exhausted()), job.timeLimitMs).unref();
      over.signal.addEventListener('abort', () => clearTimeout(timer));
      client?.addEventListener('abort', () => reject(new Abandoned()), { signal: over.signal });
      if (client?.aborted === true) reject(new Abandoned());
      const post = (request: Request, transfer: readonly ArrayBuffer[] = []): void => {
        if (over.signal.aborted) throw new Abandoned();
        worker.postMessage(request, [...transfer]);
      };
      worker.on('message', (reply: Reply) => {
        if (over.signal.aborted) return;
        const result = job.take(reply);
        const next = askNext(reply);
        if (result !== undefined) resolve({ result, heapBytes: heapBytesOf(reply) });
        else if (next !== null) post(next);
      });
      worker.on('error', (error) => reject(isOutOfMemory(error) ? new Exhausted() : error));
      worker.on('exit', (code) => reject(new Error(`A worker ended with code ${code}.`)));
      job.send(post).catch(reject);
    });
  } finally {
    over.abort();
  }
}

/** The last reply to a job may tell how much memory the worker has taken for it. */
function heapBytesOf(reply: object): number {
  return 'heapBytes' in reply && typeof reply.heapBytes === 'number' ? reply.heapBytes : 0;
}
