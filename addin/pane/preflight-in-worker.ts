import type { Edit } from '../../shared/sync/edit.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Inspection } from '../sync/inspect-workbook.ts';
import type { Preflight } from '../sync/preflight.ts';
import { programState, type ProgramState } from '../sync/program-rows.ts';
import type { ServerClient } from '../sync/server-client.ts';
import type { ServerOutcome } from '../sync/server-problem.ts';

export interface PreflightQuestion {
  readonly id: number;
  readonly edits: readonly Edit[];
  /** The program, when it is another one than in the question before; copying a large one is not free. */
  readonly program: ProgramState | null;
}

export interface PreflightAnswer {
  readonly id: number;
  readonly preflight: Preflight;
}

const nothingYet = { ok: true, value: { program: '', revision: 0, tables: {} } } as const;

/**
 * Says what sending would do. The whole program at the workbook's revision comes from the server once per revision (the
 * browser's cache may answer), the thinking is done in a worker.
 */
export function createPreflight(
  server: Pick<ServerClient, 'rowsAt'>,
): (inspection: Inspection) => Promise<ServerOutcome<Preflight>> {
  const names = tables.map(({ name }) => name);
  const waiting = new Map<number, (preflight: Preflight) => void>();
  let worker: Worker | null = null;
  let questions = 0;
  let known: ProgramState | null = null;

  const startWorker = (): Worker => {
    const started = new Worker(new URL('./preflight-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<PreflightAnswer>) => {
      waiting.get(data.id)?.(data.preflight);
      waiting.delete(data.id);
    });
    return started;
  };

  return async ({ program, revision, send }) => {
    const isNew = known?.revision !== revision;
    if (isNew) {
      const rows = revision === 0 ? nothingYet : await server.rowsAt(program, revision, names);
      if (!rows.ok) return rows;
      known = programState(rows.value);
    }
    worker ??= startWorker();
    const id = ++questions;
    const question: PreflightQuestion = { id, edits: send, program: isNew ? known : null };
    const asked = worker;
    return await new Promise((resolve) => {
      waiting.set(id, (value) => resolve({ ok: true, value }));
      asked.postMessage(question, []);
    });
  };
}
