import type { JobOwner } from '../../workers/job-places.ts';
import { Exhausted } from '../../workers/worker-pool.ts';
import { runWorker, type WorkerJob } from '../worker/run-worker.ts';
import type { LocalSheetRow } from '../../../shared/sync/read/local-table.ts';
import type { WorkbookContents, WorkbookReading } from './workbook-contents.ts';
import { UPLOAD_LESS } from '../../../shared/workbook-file/workbook-unreadable.ts';
import type { WorkerReply } from '../worker/worker-messages.ts';

/** The largest district's file takes a few seconds. */
const TIME_LIMIT_MS = 60_000;

/**
 * Reads an uploaded workbook in a worker with a memory and time limit: whatever the file holds, the server goes on. A
 * file that cannot be read comes back as a sentence for the person. Throws what `runWorker` does.
 */
export function parseWorkbook(bytes: Uint8Array, owner: JobOwner = {}): Promise<WorkbookReading> {
  const gather = gatherContents();
  const job: WorkerJob<WorkbookReading> = {
    timeLimitMs: TIME_LIMIT_MS,
    send: (post) => {
      // A copy of its own: the worker takes the memory over.
      const copy = new Uint8Array(bytes);
      post({ kind: 'read', bytes: copy }, [copy.buffer]);
      return Promise.resolve();
    },
    take: (reply) => (reply.kind === 'unreadable' ? { ok: false, message: reply.message } : gather(reply)),
  };
  return runWorker(job, owner).catch((error: unknown) => {
    if (!(error instanceof Exhausted)) throw error;
    return { ok: false, message: `The workbook is too large to be read. ${UPLOAD_LESS}` };
  });
}

/** Puts the contents together again from the worker's replies; the last one gives the whole. */
function gatherContents(): (reply: WorkerReply) => WorkbookReading | undefined {
  let contents: WorkbookContents | undefined;
  const rows = new Map<string, LocalSheetRow[]>();
  return (reply) => {
    if (reply.kind === 'contents') {
      contents = reply.contents;
      for (const { table } of contents.tables) rows.set(table, []);
    } else if (reply.kind === 'fileRows') {
      const ofTable = rows.get(reply.table);
      for (const row of reply.rows) ofTable?.push(row);
    } else if (reply.kind === 'end' && contents) {
      const tables = contents.tables.map((table) => ({ ...table, rows: rows.get(table.table) ?? [] }));
      return { ok: true, contents: { ...contents, tables } };
    }
    return undefined;
  };
}
