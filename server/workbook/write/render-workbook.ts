import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpError } from '../../errors.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { Exhausted } from '../../workers/worker-pool.ts';
import { runWorker } from '../worker/run-worker.ts';
import type { RowPortion, WorkerRequest } from '../worker/worker-messages.ts';
import type { SnapshotHead } from './program-snapshot.ts';

/** Takes what the workbook is made from, within the time in which it is read. */
export type GiveSnapshot = (
  head: SnapshotHead,
  portions: AsyncIterable<RowPortion> | Iterable<RowPortion>,
) => Promise<void>;

const TIME_LIMIT_MS = 120_000;

/** A state has ten times the rows that one workbook is made for. */
const TOO_LARGE =
  'The workbook could not be made in the time and memory there are. Nothing is lost. Try again when the server is less busy; of a very large plan download it in parts, such as a region or a manager’s projects, or table by table as CSV.';

/**
 * Writes the consolidated workbook of a program in a worker, so that the server answers others meanwhile. `read` begins when
 * the worker is there. Throws HttpError unavailable when there is no time or memory for it, and what `runWorker` throws.
 */
export async function renderWorkbook(
  read: (give: GiveSnapshot) => Promise<void>,
  owner: JobOwner = {},
): Promise<Uint8Array> {
  try {
    return await runWorker(
      {
        timeLimitMs: TIME_LIMIT_MS,
        send: (post) => read((head, portions) => sendSnapshot(post, head, portions)),
        take: (reply) => (reply.kind === 'written' ? reply.bytes : undefined),
      },
      owner,
    );
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    throw new HttpError('unavailable', TOO_LARGE);
  }
}

/** [FA14] After each portion the event loop gets its turn: reading and copying one takes a few milliseconds. */
export async function sendSnapshot(
  post: (request: WorkerRequest) => void,
  snapshot: SnapshotHead,
  portions: AsyncIterable<RowPortion> | Iterable<RowPortion>,
): Promise<void> {
  post({ kind: 'snapshot', snapshot });
  for await (const portion of portions) {
    post({ kind: 'rows', ...portion });
    await nextTurn();
  }
  post({ kind: 'write' });
}
