import { documentOf } from '../workers/document-reply.ts';
import { createJobPlaces, type JobOwner } from '../workers/job-places.ts';
import { startWorker } from '../workers/start-worker.ts';

/** The parts of a large report are many small objects, so they are written one after another. */
export const wordPlaces = createJobPlaces({ places: 1, waiting: 12, waitingEach: 3 });

/**
 * Writes a report (a PrintedReport as JSON) as Word document, in a worker of its own. Throws HttpError too_many_requests or unavailable, and Abandoned
 * when the client goes meanwhile.
 */
export async function renderWord(report: string, owner: JobOwner): Promise<Uint8Array> {
  const giveBack = await wordPlaces.take(owner);
  try {
    const worker = await startWorker(import.meta.url, 'word-worker', { workerData: report });
    try {
      return await documentOf(worker, owner.signal);
    } finally {
      await worker.terminate();
    }
  } finally {
    giveBack();
  }
}
