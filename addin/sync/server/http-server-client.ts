import type { z } from 'zod';
import type { ErrorCode } from '../../../shared/protocol/error.ts';
import type { SyncRequest } from '../../../shared/protocol/sync.ts';
import { fileNameOf } from './file-name-of.ts';
import { listenToProgram } from './listen-to-program.ts';
import { parseJson } from './parse-json.ts';
import { queryText } from './query-text.ts';
import type { Asked, ServerClient, ServerFile, Session } from './server-client.ts';
import type { ServerOutcome, ServerProblem } from './server-problem.ts';
import type * as SyncLines from './sync-lines.ts';
import type * as WireSchemas from './wire-schemas.ts';
import type { Wire } from './wire-schemas.ts';

export interface HttpServerClientDeps {
  /** Sends a request; `globalThis.fetch` in the pane. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Address of the server without a slash at the end, such as "https://sep.example.org". */
  readonly address: string;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** A session kept from before, and where to keep a new one (null: forget the one before). Never inside the workbook. */
  readonly session?: Session;
  readonly onSession?: (session: Session | null, before: Session | null) => void;
  /** Fetches the code that puts many new rows into lines. */
  readonly linesCode?: () => Promise<Pick<typeof SyncLines, 'syncLines'>>;
}

/** Waits between tries of a request whose reply did not come; a sync is then repeated under its own sync id. */
const RETRY_WAITS_MS = [500, 2_000, 5_000];
/** A sync of 100,000 rows takes seconds; a hanging connection must end some time. */
const TIMEOUT_MS = 120_000;
const STANDARD_RETRY_AFTER_SECONDS = 30;

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** Repeated under it, the request has no further effect. */
  readonly id?: string;
  /** Safe to send again when no reply came. */
  readonly isRepeatable: boolean;
}

/** Chooses the schema of an answer. */
type SchemaOf<T> = (wire: Wire) => z.ZodType<T>;

/** The server over HTTP. Bearer token in memory only. */
export function createHttpServerClient(deps: HttpServerClientDeps): ServerClient {
  let session: Session | null = deps.session ?? null;
  let takesLines = true;
  const setSession = (next: Session | null): void => {
    const before = session;
    session = next;
    deps.onSession?.(next, before);
  };
  /** Asks by the session of now. Where the server does not know it any more, it has ended; whoever has signed in meanwhile stays so. */
  const bySession = async <T>(asks: (token: string | null) => Promise<ServerOutcome<T>>): Promise<ServerOutcome<T>> => {
    const asked = session?.token ?? null;
    const outcome = await asks(asked);
    const hasEnded = !outcome.ok && outcome.problem.kind === 'signedOut' && session?.token === asked;
    if (hasEnded) setSession(null);
    return outcome;
  };
  const call = <T>(schema: SchemaOf<T>, request: Call): Promise<ServerOutcome<T>> =>
    bySession((token) => send(deps, token, request, schema));
  const file = (request: Call, name: string): Promise<ServerOutcome<ServerFile>> =>
    bySession((token) => fetchFile(deps, token, request, name));
  const ask = <T>({ path, schema, sent }: Asked<T>) =>
    call(schema, { method: 'GET', ...sent, path, isRepeatable: true });
  const get = <T>(schema: SchemaOf<T>, path: string) => call(schema, { method: 'GET', path, isRepeatable: true });
  return {
    person: () => session?.person ?? null,
    async signIn(email, password) {
      const body = { email, password };
      const reply = await call((wire) => wire.signInReply, {
        method: 'POST',
        path: '/sign-in',
        body,
        isRepeatable: true,
      });
      if (!reply.ok) return reply;
      setSession(reply.value);
      return { ok: true, value: reply.value.person };
    },
    enter: setSession,
    ask,
    async signOut() {
      await call((wire) => wire.signedOut, { method: 'POST', path: '/sign-out', isRepeatable: false });
      setSession(null);
    },
    programs: () => get((wire) => wire.programs, '/programs'),
    membership: (id) => get((wire) => wire.membershipReply, `${programPath(id)}/membership`),
    rowsAt: (id, revision, tables, hash) =>
      get((wire) => wire.rowsReply, `${programPath(id)}/rows?at=${revision}&hash=${hash}&tables=${tables.join()}`),
    head: (id, tables) => get((wire) => wire.rowsReply, `${programPath(id)}/rows?tables=${tables.join()}`),
    sync: async (id, request, hash) => {
      // Cells that have not moved need not be worked out, nor come: the pane has them.
      const path = `${programPath(id)}/sync?computed=moved&cells=moved&hash=${hash}`;
      const post = (body: unknown) =>
        call((wire) => wire.syncReply, { method: 'POST', path, body, isRepeatable: true });
      if (!takesLines || !hasManyInserts(request)) return post(request);
      // [FB8] Without its code, which could not be fetched, they go as all others do, and that says what is wrong.
      const code = await (deps.linesCode ?? (() => import('./sync-lines.ts')))().catch(() => null);
      if (code === null) return post(request);
      const outcome = await post(code.syncLines(request));
      if (!isNotUnderstood(outcome)) return outcome;
      // A server from before rows could come in lines has done nothing, nor has one behind a proxy that lets only JSON through.
      const asOne = await post(request);
      takesLines = !asOne.ok;
      return asOne;
    },
    history: (id, query) => get((wire) => wire.historyReply, `${programPath(id)}/history${queryText({ ...query })}`),
    compare: (id, from, to) => get((wire) => wire.comparison, `${programPath(id)}/compare${queryText({ from, to })}`),
    totals: (id, { by, at, asOf }) =>
      get((wire) => wire.totalsReply, `${programPath(id)}/totals${queryText({ by: by.join(), at, asOf })}`),
    checks: (id, query) => get((wire) => wire.checksReply, `${programPath(id)}/checks${queryText(query)}`),
    postings: (id, { part, ...query }) =>
      get((wire) => wire.postingsReply, `${programPath(id)}/postings${queryText({ ...part, ...query })}`),
    bridge: (id, { part, ...query }) =>
      get((wire) => wire.bridgeReply, `${programPath(id)}/bridge${queryText({ ...part, ...query })}`),
    baselines: (id) => get((wire) => wire.baselinesReply, `${programPath(id)}/baselines`),
    workbook: (id, asOf) => {
      const path = `${programPath(id)}/workbook.xlsx${queryText({ since: 'month', asOf })}`;
      return file({ method: 'GET', path, isRepeatable: false }, `${id}.xlsx`);
    },
    file: ({ path, sent, name }) => file({ ...sent, path, isRepeatable: false }, name),
    previewChange: (id, body) => {
      const path = `${programPath(id)}/changes?preview=true`;
      return call((wire) => wire.draftReply, { method: 'POST', path, body, isRepeatable: true });
    },
    draftChange: (id, body, key) => {
      const path = `${programPath(id)}/changes`;
      return call((wire) => wire.draftReply, { method: 'POST', path, body, id: key, isRepeatable: true });
    },
    revert: (id, revision, { hash, ...body }) => {
      const path = `${programPath(id)}/revisions/${revision}/revert?hash=${hash}`;
      return call((wire) => wire.syncReply, { method: 'POST', path, body, isRepeatable: true });
    },
    comments: (id, query) => get((wire) => wire.commentsReply, `${programPath(id)}/comments${queryText({ ...query })}`),
    below: (id, { path, ...asked }) => ask({ ...asked, path: programPath(id) + path }),
    listen: (id, workbook, listener) => {
      const path = `${programPath(id)}/events${queryText({ workbook })}`;
      const open = async (signal: AbortSignal): Promise<Response | null> => {
        if (session === null) return null;
        const headers = { accept: 'text/event-stream', authorization: `Bearer ${session.token}` };
        return await deps.fetch(new Request(`${deps.address}/api${path}`, { headers, signal }));
      };
      return listenToProgram({ open, wait: deps.wait }, listener);
    },
    announce: (id, body) =>
      call((wire) => wire.presenceReply, {
        method: 'POST',
        path: `${programPath(id)}/presence`,
        body,
        isRepeatable: false,
      }),
  };
}

/** What a proxy says of a type that it does not let through. */
const UNSUPPORTED_MEDIA_TYPE = statusText(415);

/** As many as are worth naming their columns once. */
const MANY_INSERTS = 200;

function hasManyInserts({ edits = {} }: SyncRequest): boolean {
  return Object.values(edits).some(({ inserts = [] }) => inserts.length >= MANY_INSERTS);
}

function isNotUnderstood(outcome: ServerOutcome<unknown>): boolean {
  if (outcome.ok || outcome.problem.kind !== 'serverFailed') return false;
  const { code, detail } = outcome.problem;
  return code === 'invalid_request' || (code === 'unreadable_reply' && detail === UNSUPPORTED_MEDIA_TYPE);
}

function programPath(id: string): string {
  return `/programs/${encodeURIComponent(id)}`;
}

async function send<T>(
  deps: HttpServerClientDeps,
  token: string | null,
  call: Call,
  schema: SchemaOf<T>,
): Promise<ServerOutcome<T>> {
  const waits = call.isRepeatable ? RETRY_WAITS_MS : [];
  for (const waitMs of [...waits, null]) {
    const reply = await attempt(deps, requestOf(deps.address, token, call), schema);
    if (reply !== null) return reply;
    if (waitMs !== null) await deps.wait(waitMs);
  }
  return { ok: false, problem: { kind: 'offline' } };
}

function requestOf(address: string, token: string | null, { method, path, body, id }: Call): Request {
  const headers = new Headers({ accept: 'application/json' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const isText = !(body instanceof FormData || body instanceof Blob);
  // The type of a form names what parts it, which is made up with its text; lines say their own.
  if (body !== undefined && isText) headers.set('content-type', 'application/json');
  if (id !== undefined) headers.set('idempotency-key', `"${id}"`);
  const sent = body === undefined ? null : isText ? JSON.stringify(body) : body;
  return new Request(`${address}/api${path}`, { method, headers, body: sent, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** A file is asked for once: it takes seconds to make, and the person who waits for it can ask again. */
async function fetchFile(
  deps: HttpServerClientDeps,
  token: string | null,
  call: Call,
  name: string,
): Promise<ServerOutcome<ServerFile>> {
  try {
    const response = await deps.fetch(requestOf(deps.address, token, call));
    if (response.ok) {
      const given = fileNameOf(response.headers.get('content-disposition'));
      return { ok: true, value: { name: given ?? name, content: await response.blob() } };
    }
    const { wire } = await import('./wire-schemas.ts');
    return { ok: false, problem: problemOf(response, wire.errorBody.safeParse(parseJson(await response.text()))) };
  } catch {
    return { ok: false, problem: { kind: 'offline' } };
  }
}

/** One try; null when no whole reply came, so that nobody knows whether the server did it. */
async function attempt<T>(
  deps: HttpServerClientDeps,
  request: Request,
  schema: SchemaOf<T>,
): Promise<ServerOutcome<T> | null> {
  let response: Response;
  let text: string;
  let schemas: typeof WireSchemas;
  try {
    response = await deps.fetch(request);
    text = await response.text();
    schemas = await import('./wire-schemas.ts');
  } catch {
    // fetch rejects for every failure of the network alike, and says no more about it.
    return null;
  }
  const body = parseJson(text);
  if (!response.ok) {
    const problem = problemOf(response, schemas.wire.errorBody.safeParse(body));
    return { ok: false, problem: problem.kind === 'revisionUnknown' ? schemas.revisionUnknown(body) : problem };
  }
  const parsed = schema(schemas.wire).safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problem: unreadable(schemas.problemText(parsed.error)) };
}

function statusText(status: number): string {
  return `HTTP ${status}`;
}

function unreadable(detail: string): ServerProblem {
  return { kind: 'serverFailed', code: 'unreadable_reply', detail };
}

function problemOf(response: Response, parsed: ReturnType<Wire['errorBody']['safeParse']>): ServerProblem {
  // A proxy in between answers in its own words; its status still tells something.
  if (!parsed.success) return response.status >= 500 ? busy(response) : unreadable(statusText(response.status));
  const { code, message, details } = parsed.data.error;
  if (code === 'forbidden' && isArchived(details)) return { kind: 'archived' };
  return problemByCode[code](response, message);
}

/** What a refusal tells beside its code: a pane from before programs could be archived knows of no code for it. */
function isArchived(details: unknown): boolean {
  return typeof details === 'object' && details !== null && 'archivedAt' in details;
}

function busy(response: Response): ServerProblem {
  const seconds = Number(response.headers.get('retry-after'));
  return { kind: 'busy', retryAfterSeconds: seconds > 0 ? seconds : STANDARD_RETRY_AFTER_SECONDS };
}

function failed(code: ErrorCode) {
  return (_response: Response, message: string): ServerProblem => ({ kind: 'serverFailed', code, detail: message });
}

const problemByCode: { readonly [C in ErrorCode]: (response: Response, message: string) => ServerProblem } = {
  invalid_request: failed('invalid_request'),
  protocol_unsupported: () => ({ kind: 'addinTooOld' }),
  workbook_unreadable: failed('workbook_unreadable'),
  not_signed_in: () => ({ kind: 'signedOut' }),
  sign_in_failed: (_response, message) => ({ kind: 'signInFailed', message }),
  forbidden: () => ({ kind: 'noAccess' }),
  not_found: () => ({ kind: 'noAccess' }),
  revision_unknown: () => ({ kind: 'revisionUnknown' }),
  sync_id_reused: failed('sync_id_reused'),
  changed_meanwhile: failed('changed_meanwhile'),
  too_large: () => ({ kind: 'tooLarge' }),
  too_many_requests: busy,
  internal: failed('internal'),
  unavailable: busy,
};
