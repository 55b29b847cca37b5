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

/** A worker that has been started: it is asked, and may be ended. */
export interface PreflightWorker {
  ask(question: PreflightQuestion): void;
  end(): void;
}

export interface PreflightHearer {
  readonly answered: (answer: PreflightAnswer) => void;
  /** It could not be loaded, or its thinking threw. */
  readonly failed: (message: string) => void;
}

type StartWorker = (hearer: PreflightHearer) => PreflightWorker;

type Place = Pick<Inspection, 'program' | 'revision' | 'hash'>;

/** What a question is judged by. */
interface Ground {
  readonly state: ProgramState;
  readonly membership: Membership | null;
}

type PreflightServer = Pick<ServerClient, 'rowsAt' | 'membership'>;

const names = tables.map(({ name }) => name);
const nothingYet = { ok: true, value: { program: '', revision: 0, tables: {} } } as const;

/**
 * Says what sending would do. The whole program at the workbook's revision comes from the server once per program and
 * revision (the browser's cache may answer), the thinking is done in a worker. Rejects when the worker fails.
 */
export function createPreflight(
  server: PreflightServer,
  startWorker: StartWorker = startBrowserWorker,
): (inspection: Inspection) => Promise<ServerOutcome<Preflight>> {
  const waiting = new Map<number, { resolve: (preflight: Preflight) => void; reject: (error: Error) => void }>();
  let worker: PreflightWorker | null = null;
  let questions = 0;
  let known: (Place & { readonly ground: Ground }) | null = null;
  /** What the worker has been given: a question that overtakes another one must not count on what that one brings. */
  let given: ProgramState | null = null;

  const groundAt = async ({ program, revision, hash }: Place): Promise<ServerOutcome<Ground>> => {
    if (known?.program === program && known.revision === revision && known.hash === hash)
      return { ok: true, value: known.ground };
    const found = await askGround(server, { program, revision, hash });
    if (found.ok) known = { program, revision, hash, ground: found.value };
    return found;
  };

  const start = (): PreflightWorker => {
    const started = startWorker({
      answered: ({ id, preflight }) => {
        waiting.get(id)?.resolve(preflight);
        waiting.delete(id);
      },
      // The next question starts another one.
      failed: (message) => {
        started.end();
        worker = null;
        given = null;
        for (const { reject } of waiting.values()) reject(new Error(`The preflight worker failed: ${message}`));
        waiting.clear();
      },
    });
    return started;
  };

  return async ({ program, revision, hash, send }) => {
    const ground = await groundAt({ program, revision, hash });
    if (!ground.ok) return ground;
    const { state, membership } = ground.value;
    worker ??= start();
    const id = ++questions;
    const answer = new Promise<Preflight>((resolve, reject) => waiting.set(id, { resolve, reject }));
    const asked = given === state ? null : state;
    given = state;
    worker.ask({ id, edits: send, membership, program: asked });
    return { ok: true, value: await answer };
  };
}

async function askGround(server: PreflightServer, { program, revision, hash }: Place): Promise<ServerOutcome<Ground>> {
  const rows = revision === 0 ? nothingYet : await server.rowsAt(program, revision, names, hash);
  if (!rows.ok) return rows;
  const rights = await server.membership(program);
  // A server from before this question judges by itself, as it does in any case.
  return { ok: true, value: { state: programState(rows.value), membership: rights.ok ? rights.value : null } };
}

function startBrowserWorker({ answered, failed }: PreflightHearer): PreflightWorker {
  const worker = new Worker(new URL('./preflight-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<PreflightAnswer>) => answered(data));
  worker.addEventListener('error', ({ message }) => failed(message));
  return { ask: (question) => worker.postMessage(question, []), end: () => worker.terminate() };
}
