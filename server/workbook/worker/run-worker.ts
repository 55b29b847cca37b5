import { createJobPlaces, type JobOwner } from '../../workers/job-places.ts';
import { startWorker } from '../../workers/start-worker.ts';
import { createWorkerPool, type PoolJob } from '../../workers/worker-pool.ts';
import type { WorkerReply, WorkerRequest } from './worker-messages.ts';

/**
 * Memory of one worker in megabytes; a file that needs more is refused and the server goes on. From 2,048 on V8 lets a heap grow to
 * four times what lives in it before it collects any, below that to twice.
 */
const HEAP_MB = 1984;

/** What a workbook worker is told and what its replies come to. */
export type WorkerJob<Result> = PoolJob<WorkerRequest, WorkerReply, Result>;

/** Workers at once; further jobs wait, so that many uploads cannot exhaust the machine. */
export const workbookPlaces = createJobPlaces({ places: 2, waiting: 12, waitingEach: 3 });

const pool = createWorkerPool<WorkerRequest, WorkerReply>({
  start: () => startWorker(import.meta.url, 'workbook-worker', { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } }),
  places: workbookPlaces,
  idleMs: 10_000,
  keptHeapBytes: 128 * 1024 * 1024,
  askNext: ({ kind }) => (kind === 'fileRows' || kind === 'gridRows' ? { kind: 'more' } : null),
});

/** Runs one job on workbooks: see `WorkerPool.run`. At most two run at a time. */
export function runWorker<Result>(job: WorkerJob<Result>, owner: JobOwner): Promise<Result> {
  return pool.run(job, owner);
}
