import type { Worker } from 'node:worker_threads';
import { Abandoned } from '../../workers/abandoned.ts';
import { createJobPlaces, type JobOwner } from '../../workers/job-places.ts';
import { startWorker } from '../../workers/start-worker.ts';
import type { WorkerReply, WorkerRequest } from './worker-messages.ts';

/** Memory of one worker in megabytes; a file that needs more is refused and the server goes on. */
const HEAP_MB = 2048;
/** Workers at once; further jobs wait, so that many uploads cannot exhaust the machine. */
export const workbookPlaces = createJobPlaces({ places: 2, waiting: 12, waitingEach: 3 });
/** [FA14] A worker that has taken more memory than this for a job ends after it, so that the memory returns. */
const KEPT_HEAP_BYTES = 128 * 1024 * 1024;
/** How long a worker waits for a further job. */
const IDLE_MS = 10_000;

/** The worker ran out of memory or time. */
export class Exhausted extends Error {
  override name = 'Exhausted';
}

/** What one worker is told and what its replies come to. */
export interface WorkerJob<Result> {
  /** What takes longer is given up. */
  readonly timeLimitMs: number;
  /** Posts the requests; it may take its time, the worker starts on what has come. Posting throws once the job is over. */
  send(post: (request: WorkerRequest, transfer?: readonly ArrayBuffer[]) => void): Promise<void>;
  /** Takes one reply; a value other than undefined is the result and ends the job. */
  take(reply: WorkerReply): Result | undefined;
}

/** Workers that wait for a further job: starting one takes longer than a small workbook does. */
const idle = new Set<Worker>();

/**
 * Runs one job in a worker that nothing else runs in. At most two run at a time; others wait their turn. Throws Exhausted;
 * HttpError when too many wait already; Abandoned, at once, when the owner's client has gone.
 */
export async function runWorker<Result>(job: WorkerJob<Result>, owner: JobOwner): Promise<Result> {
  const giveBack = await workbookPlaces.take(owner);
  try {
    const worker = takeIdle() ?? (await startWorkbookWorker());
    try {
      const { result, heapBytes } = await outcomeOf(worker, job, owner.signal);
      if (heapBytes <= KEPT_HEAP_BYTES) keepIdle(worker);
      return result;
    } finally {
      if (!idle.has(worker)) await worker.terminate();
    }
  } finally {
    giveBack();
  }
}

async function startWorkbookWorker(): Promise<Worker> {
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB };
  return startWorker(import.meta.url, 'workbook-worker', { resourceLimits });
}

function takeIdle(): Worker | undefined {
  const [worker] = idle;
  if (!worker) return undefined;
  idle.delete(worker);
  worker.ref();
  return worker;
}

/** An idle worker does not keep the process alive, and ends when no job has come for a while. */
function keepIdle(worker: Worker): void {
  // By name: a worker hears messages through listeners of Node's own that must stay.
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
  worker.on('error', () => idle.delete(worker));
  worker.on('exit', () => idle.delete(worker));
  worker.unref();
  idle.add(worker);
  const timer = setTimeout(() => {
    if (idle.delete(worker)) void worker.terminate();
  }, IDLE_MS);
  timer.unref();
}

interface Outcome<Result> {
  readonly result: Result;
  /** Memory that the worker has taken. */
  readonly heapBytes: number;
}

async function outcomeOf<Result>(
  worker: Worker,
  job: WorkerJob<Result>,
  client: AbortSignal | undefined,
): Promise<Outcome<Result>> {
  const over = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Exhausted()), job.timeLimitMs).unref();
      over.signal.addEventListener('abort', () => clearTimeout(timer));
      client?.addEventListener('abort', () => reject(new Abandoned()), { signal: over.signal });
      if (client?.aborted === true) reject(new Abandoned());
      const post = (request: WorkerRequest, transfer: readonly ArrayBuffer[] = []): void => {
        if (over.signal.aborted) throw new Abandoned();
        worker.postMessage(request, [...transfer]);
      };
      worker.on('message', (reply: WorkerReply) => {
        if (over.signal.aborted) return;
        const result = job.take(reply);
        if (result !== undefined) resolve({ result, heapBytes: 'heapBytes' in reply ? reply.heapBytes : 0 });
        else if (reply.kind === 'fileRows' || reply.kind === 'gridRows') post({ kind: 'more' });
      });
      worker.on('error', (error) => reject(isOutOfMemory(error) ? new Exhausted() : error));
      worker.on('exit', (code) => reject(new Error(`The workbook worker ended with code ${code}.`)));
      job.send(post).catch(reject);
    });
  } finally {
    over.abort();
  }
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
