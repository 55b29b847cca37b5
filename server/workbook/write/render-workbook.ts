import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { runWorker } from '../worker/run-worker.ts';
import { portions } from '../worker/worker-messages.ts';

/**
 * Writes the consolidated workbook of a program in a worker, so that the server answers others meanwhile. Throws
 * Exhausted when the program is too large for one file.
 */
export function renderWorkbook({ rows, ...snapshot }: ProgramSnapshot): Promise<Uint8Array> {
  return runWorker({
    send: async (post) => {
      post({ kind: 'snapshot', snapshot });
      for (const [table, ofTable] of Object.entries(rows)) {
        for (const portion of portions(ofTable)) {
          post({ kind: 'rows', table, rows: portion });
          await nextTurn();
        }
      }
      post({ kind: 'write' });
    },
    take: (reply) => (reply.kind === 'written' ? reply.bytes : undefined),
  });
}
