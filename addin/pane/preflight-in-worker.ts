import type { Membership } from '../../shared/access/membership.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Inspection } from '../sync/inspect-workbook.ts';
import type { Preflight } from '../../shared/sync/apply/preflight.ts';
import { programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { ServerOutcome } from '../sync/server/server-problem.ts';

export interface PreflightQuestion {
  readonly id: number;
  readonly edits: readonly Edit[];
  readonly membership: Membership | null;
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
 * browser's cache may answer), the thinking is done in a worker. Rejects when the worker fails.
 */
export function createPreflight(
  server: Pick<ServerClient, 'rowsAt' | 'membership'>,
): (inspection: Inspection) => Promise<ServerOutcome<Preflight>> {
  const names = tables.map(({ name }) => name);
  const waiting = new Map<number, { resolve: (preflight: Preflight) => void; reject: (error: Error) => void }>();
  let worker: Worker | null = null;
  let questions = 0;
  let known: ProgramState | null = null;
  let membership: Membership | null = null;

  const startWorker = (): Worker => {
    const started = new Worker(new URL('./preflight-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<PreflightAnswer>) => {
      waiting.get(data.id)?.resolve(data.preflight);
      waiting.delete(data.id);
    });
    // It could not be loaded, or its thinking threw: the next question starts another one.
    started.addEventListener('error', ({ message }) => {
      started.terminate();
      worker = null;
      known = null;
      for (const { reject } of waiting.values()) reject(new Error(`The preflight worker failed: ${message}`));
      waiting.clear();
    });
    return started;
  };

  return async ({ program, revision, send }) => {
    const isNew = known?.revision !== revision;
    if (isNew) {
      const rows = revision === 0 ? nothingYet : await server.rowsAt(program, revision, names);
      if (!rows.ok) return rows;
      known = programState(rows.value);
      const rights = await server.membership(program);
      // A server from before this question judges by itself, as it does in any case.
      membership = rights.ok ? rights.value : null;
    }
    worker ??= startWorker();
    const id = ++questions;
    const question: PreflightQuestion = {
      id,
      edits: send,
      membership,
      program: isNew ? known : null,
    };
    const asked = worker;
    const answer = new Promise<Preflight>((resolve, reject) => waiting.set(id, { resolve, reject }));
    asked.postMessage(question, []);
    return { ok: true, value: await answer };
  };
}
