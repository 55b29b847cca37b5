import { createHttpServerClient } from '../../../addin/sync/server/http-server-client.ts';
import type { ServerClient } from '../../../addin/sync/server/server-client.ts';
import type { ErrorCode } from '../../../shared/protocol/error.ts';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { cuts } from '../../../shared/totals/cuts.ts';
import { planFacts } from '../../../shared/totals/plan-facts.ts';
import { columnsRead, programRows } from '../../../shared/totals/program-rows.ts';
import { totalsOf } from '../../../shared/totals/totals.ts';
import { plan, REVISION } from './demo-plan.ts';
import type { GalleryState, Wire } from './gallery-state.ts';

const ME = { id: 'p1', email: 'dana@cedar-basin.example', name: 'Dana North' };

const statusOf: Partial<Record<ErrorCode, number>> = { not_signed_in: 401, sign_in_failed: 401, unavailable: 503 };

/** The product's own client over a server of set answers, so that every answer passes the schemas of the wire. */
export function scriptedServer({ wire, isSignedIn }: Pick<GalleryState, 'wire' | 'isSignedIn'>): ServerClient {
  return createHttpServerClient({
    fetch: (request) => answer(wire, request),
    address: window.location.origin,
    wait: () => Promise.resolve(),
    ...(isSignedIn ? { session: { token: 'gallery', person: ME } } : {}),
  });
}

function answer(wire: Wire, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [what = ''] = pathname.split('/').slice(-1);
  const body = bodyOf(wire, what, searchParams);
  if (what === 'events') return Promise.resolve(new Response(eventStream(wire)));
  // The question which file this is comes first, and is none of the view's.
  const isOfGate = what === 'history' && searchParams.has('workbook');
  if (wire.fails === 'offline' && !isOfGate) return Promise.reject(new TypeError('Failed to fetch'));
  if (wire.fails === 'silent' && !isOfGate) return new Promise(() => undefined);
  if (wire.fails !== null && wire.fails !== 'offline' && wire.fails !== 'silent' && !isOfGate)
    return Promise.resolve(refusal(wire.fails));
  return Promise.resolve(Response.json(body));
}

function refusal(code: ErrorCode): Response {
  const message = code === 'sign_in_failed' ? 'E-mail and password do not fit.' : 'No.';
  return Response.json({ error: { code, message } }, { status: statusOf[code] ?? 400 });
}

function bodyOf(wire: Wire, what: string, query: URLSearchParams): unknown {
  switch (what) {
    case 'programs':
      return wire.programs;
    case 'presence':
      return { people: wire.people };
    case 'history':
      return historyOf(wire.revisions, query);
    case 'compare':
      return query.has('to') ? wire.made : { ...wire.comparison, from: Number(query.get('from') ?? REVISION) };
    case 'totals':
      return totalsBy(query);
    case 'sign-in':
      return { token: 'gallery', person: ME };
    default:
      return {};
  }
}

function historyOf(revisions: readonly RevisionChanges[], query: URLSearchParams): unknown {
  const limit = Number(query.get('limit') ?? 100);
  const before = Number.parseFloat(query.get('cursor') ?? 'Infinity');
  const matches = (name: string, value: string): boolean => !query.has(name) || query.get(name) === value;
  const found = revisions
    .filter(
      ({ revision, workbook, by }) =>
        revision < before &&
        matches('workbook', workbook) &&
        matches('by', by) &&
        matches('revision', String(revision)),
    )
    .map((revision) => ({
      ...revision,
      changes: revision.changes.filter(
        ({ table, row, cells }) =>
          matches('table', table) && matches('row', row) && cells.some(({ column }) => matches('column', column)),
      ),
    }))
    .filter(({ changes }) => changes.length > 0 || query.has('workbook') || query.has('cursor'));
  if (query.get('changes') === 'none')
    return { revisions: found.map((each) => ({ ...each, changes: [] })), next: null };
  return { revisions: found.slice(0, limit), next: null };
}

/** The real totals of the plan, at whatever revision is asked for. */
function totalsBy(query: URLSearchParams): unknown {
  const names = Object.keys(columnsRead);
  const rows = names.map((name) => [name, [...(plan.tables.get(name) ?? [])].map(([row, cells]) => ({ row, cells }))]);
  const by = cuts.filter((cut) => cut === query.get('by'));
  const totals = totalsOf(planFacts(programRows(Object.fromEntries(rows))), by);
  return {
    revision: Number(query.get('at') ?? REVISION),
    asOf: null,
    by: totals.by,
    measures: totals.measures,
    rows: totals.rows.map(({ groups, values }) => ({ [by[0] ?? '']: groups[0] ?? '', ...values })),
    total: totals.total,
  };
}

/** A stream that says it is open, then who is here, and stays. */
function eventStream({ people, fails }: Wire): ReadableStream<Uint8Array> {
  const opening = fails === 'offline' ? '' : `:\n\nevent: presence\ndata: ${JSON.stringify({ people })}\n\n`;
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(opening)) });
}
