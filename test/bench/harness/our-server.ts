import { z } from 'zod';
import { syncReply, type SyncReply, type SyncRequest } from '../../../shared/protocol/sync.ts';
import { groundwork, insertsOf, syncRequest } from '../workload/sync-requests.ts';
import type { PlanRow, PlanRows } from '../workload/plan-rows.ts';
import { expectSame } from './contender.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';

/** A program on the product's server, as a signed-in administrator sees it. */
export interface BenchProgram {
  readonly id: string;
  /** Headers of every request. Answers are asked for unpacked unless `acceptEncoding` is given. */
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string;
  post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  sync(request: SyncRequest): Promise<SyncReply>;
  get(path: string): Promise<Response>;
}

export interface OurServer {
  readonly process: ServerProcess;
  newProgram(): Promise<BenchProgram>;
  /** A program that another server over the same database has made, as seen through this one. */
  joinProgram(id: string): Promise<BenchProgram>;
}

const ROWS_PER_SYNC = 50_000;

/** Starts the product's server in a process of its own over an empty database. */
export async function startOurServer(databaseUrl: string | undefined): Promise<OurServer> {
  const server = await startServerProcess('server-ours', databaseUrl);
  let count = 0;
  const programOf = async (command: string, id: string): Promise<BenchProgram> => {
    const token = z.string().parse(await server.command(command, id));
    return programAt(`${server.url}/api/programs/${id}`, id, token);
  };
  return {
    process: server,
    newProgram: () => programOf('newProgram', `bench-${++count}`),
    joinProgram: (id) => programOf('joinProgram', id),
  };
}

function programAt(url: string, id: string, token: string): BenchProgram {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
  const post: BenchProgram['post'] = async (path, body, more = {}) =>
    checked(await fetch(`${url}${path}`, { method: 'POST', headers: { ...headers, ...more }, body }));
  return {
    id,
    headers,
    url,
    post,
    sync: async (request) => syncReply.parse(await (await post('/sync', JSON.stringify(request))).json()),
    get: async (path) => checked(await fetch(`${url}${path}`, { headers })),
  };
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
}

/** Fills the tables that budget lines refer to. @returns the head */
export async function layGroundwork(program: BenchProgram, plan: PlanRows): Promise<number> {
  return acceptedRevision(await program.sync(syncRequest(0, groundwork(plan))));
}

/** Fills the budget lines in portions. @returns the head */
export async function fillLines(program: BenchProgram, lines: Iterable<PlanRow>, base: number): Promise<number> {
  let head = base;
  let portion: PlanRow[] = [];
  const send = async () => {
    if (portion.length === 0) return;
    head = acceptedRevision(await program.sync(syncRequest(head, { budgetLines: insertsOf(portion) })));
    portion = [];
  };
  for (const line of lines) {
    portion.push(line);
    if (portion.length === ROWS_PER_SYNC) await send();
  }
  await send();
  return head;
}

/** The revision of a sync of which everything was accepted. Throws when something was not. */
export function acceptedRevision({ revision, conflicts, refusals }: SyncReply): number {
  expectSame('refusals', refusals[0]?.message ?? '', '');
  expectSame('conflicts', conflicts.length, 0);
  return revision;
}
