import type { Grid, GridRow } from '../../../shared/import/grid.ts';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { Exhausted } from '../../workers/worker-pool.ts';
import { runWorker, type WorkerJob } from '../worker/run-worker.ts';

export type GridsReading =
  | { readonly ok: true; readonly grids: readonly Grid[] }
  | { readonly ok: false; readonly message: string };

const TIME_LIMIT_MS = 60_000;

/** Reads any workbook or text file in a worker, within the limits of an uploaded workbook. Throws what `runWorker` does. */
export function parseGrids(bytes: Uint8Array, owner: JobOwner = {}): Promise<GridsReading> {
  let heads: readonly Grid[] = [];
  const rows = new Map<number, GridRow[]>();
  const job: WorkerJob<GridsReading> = {
    timeLimitMs: TIME_LIMIT_MS,
    send: (post) => {
      const copy = new Uint8Array(bytes);
      post({ kind: 'readGrids', bytes: copy }, [copy.buffer]);
      return Promise.resolve();
    },
    take: (reply) => {
      if (reply.kind === 'unreadable') return { ok: false, message: reply.message };
      if (reply.kind === 'grids') heads = reply.grids;
      else if (reply.kind === 'gridRows') getOrMake(rows, reply.place, (): GridRow[] => []).push(...reply.rows);
      if (reply.kind !== 'end') return undefined;
      return { ok: true, grids: heads.map((grid, place) => ({ ...grid, rows: rows.get(place) ?? [] })) };
    },
  };
  return runWorker(job, owner).catch((error: unknown) => {
    if (!(error instanceof Exhausted)) throw error;
    return {
      ok: false,
      message: 'The file is too large to be read. Save the part that you need as a file of its own.',
    };
  });
}
