import { HttpError } from '../../errors.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { Exhausted } from '../../workers/worker-pool.ts';
import { runWorker } from '../worker/run-worker.ts';
import type { ReportBook } from '../../reports/report-book.ts';
import type { WorkerRequest } from '../worker/worker-messages.ts';
import type { ExceptionsBook } from './exceptions-workbook.ts';

const TIME_LIMIT_MS = 60_000;

/** Writes an exceptions workbook in a worker. Throws HttpError unavailable, and what `runWorker` throws. */
export async function renderExceptions(book: ExceptionsBook, date1904: boolean, owner: JobOwner): Promise<Uint8Array> {
  return written({ kind: 'writeExceptions', book, date1904 }, owner);
}

/** Writes a workbook of reports in a worker. Throws the same. */
export async function renderReportBook(book: ReportBook, owner: JobOwner): Promise<Uint8Array> {
  return written({ kind: 'writeReports', book }, owner);
}

async function written(request: WorkerRequest, owner: JobOwner): Promise<Uint8Array> {
  try {
    return await runWorker(
      {
        timeLimitMs: TIME_LIMIT_MS,
        send: (post) => {
          post(request);
          return Promise.resolve();
        },
        take: (reply) => (reply.kind === 'written' ? reply.bytes : undefined),
      },
      owner,
    );
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    throw new HttpError(
      'unavailable',
      'The workbook could not be made in the time and memory there are. Try again later.',
    );
  }
}
