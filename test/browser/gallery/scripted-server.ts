import { createHttpServerClient } from '../../../addin/sync/server/http-server-client.ts';
import type { ServerClient } from '../../../addin/sync/server/server-client.ts';
import { bridgeFigure } from '../../../shared/plan/bridge/bridge-figure.ts';
import { explainFigure } from '../../../shared/plan/figures/explain-figure.ts';
import { invariantFacts, judgePlan } from '../../../shared/plan/invariants/judge-plan.ts';
import { planRows } from '../../../shared/plan/invariants/plan-rows.ts';
import type { ErrorCode } from '../../../shared/protocol/error.ts';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { tableNamed, tableNames } from '../../../shared/tables/all-tables.ts';
import { keyOf } from '../../../shared/tables/table.ts';
import { cuts } from '../../../shared/plan/figures/cuts.ts';
import { planFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { programRows, readTables } from '../../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../../shared/plan/figures/program-rows.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { plan, REVISION } from './demo-plan.ts';
import type { GalleryState, Wire } from './gallery-state.ts';
import { toldChange } from './told-change.ts';
import { changesToDecide, decided } from './waiting-changes.ts';

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

async function answer(wire: Wire, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [what = ''] = pathname.split('/').slice(-1);
  const body = toldOfChange(wire, pathname) ?? bodyOf(wire, what, searchParams);
  if (what === 'events') return new Response(eventStream(wire));
  // The question which file this is comes first, and is none of the view's.
  const isOfGate = what === 'history' && searchParams.has('workbook');
  if (wire.fails === 'offline' && !isOfGate) throw new TypeError('Failed to fetch');
  if (wire.fails === 'silent' && !isOfGate) return new Promise(() => undefined);
  if (wire.fails !== null && wire.fails !== 'offline' && wire.fails !== 'silent' && !isOfGate)
    return refusal(wire.fails);
  if (what === 'changes' && request.method === 'POST') return Response.json(toldChange(await request.json()));
  return Response.json(body);
}

function refusal(code: ErrorCode): Response {
  const message = code === 'sign_in_failed' ? 'E-mail and password do not fit.' : 'No.';
  return Response.json({ error: { code, message } }, { status: statusOf[code] ?? 400 });
}

/** One of the changes that wait, or what comes of deciding on it; undefined: neither was asked for. */
function toldOfChange({ waiting }: Wire, path: string): unknown {
  const [, number, act] = /\/changes\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
  const view = waiting.find(({ change }) => change.number === number);
  return view === undefined || act === undefined ? view : decided(view, act);
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
    case 'checks':
      return checksOf(query);
    case 'postings':
      return postingsOf(query);
    case 'baselines':
      return { baselines: [adopted], mayName: true };
    case 'bridge':
      return bridgeOf(query);
    case 'changes':
      return changesToDecide(wire.waiting);
    case 'comments':
      return { conversations: [], counts: { forYou: 0, byYou: 0, open: 0 }, next: null, last: 0 };
    case 'people-to-ask':
      return { people: [] };
    case 'work-claims':
      return { claims: [], today: TODAY };
    case 'ways':
      return wire.ways;
    case 'device-sign-in':
      return { deviceCode: 'x', userCode: 'BCDF-GHJK', page: '/device', expiresInSeconds: 600, intervalSeconds: 5 };
    case 'poll':
      return { state: 'pending', intervalSeconds: 5 };
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

function programOf(): ProgramRows {
  const rows = readTables.map((name) => [
    name,
    [...(plan.tables.get(name) ?? [])].map(([row, cells]) => ({ row, cells })),
  ]);
  return programRows(Object.fromEntries(rows));
}

/** The day on which the pictures are taken. */
const TODAY = '2026-10-31';

/** The real checks of the plan. */
function checksOf(query: URLSearchParams): unknown {
  const asOf = query.get('asOf') ?? TODAY;
  const rows = tableNames.map((name) => [
    name,
    [...(plan.tables.get(name) ?? [])].map(([row, cells]) => ({ row, cells })),
  ]);
  const verdicts = judgePlan(invariantFacts(planRows(Object.fromEntries(rows)), asOf));
  const invariants = verdicts.map((verdict) => ({ ...verdict, count: verdict.findings.length }));
  return { revision: Number(query.get('at') ?? REVISION), asOf, passed: true, checks: [], invariants };
}

/** The real totals of the plan, at whatever revision is asked for. */
function totalsBy(query: URLSearchParams): unknown {
  const asked = (query.get('by') ?? '').split(',');
  const by = cuts.filter((cut) => asked.includes(cut));
  const asOf = query.get('asOf') ?? TODAY;
  const totals = totalsOf(planFacts(programOf(), asOf), by);
  return {
    revision: Number(query.get('at') ?? REVISION),
    asOf,
    by: totals.by,
    measures: totals.measures,
    rows: totals.rows.map(({ groups, values }) => ({
      ...Object.fromEntries(by.map((cut, index) => [cut, groups[index] ?? ''])),
      ...values,
    })),
    total: totals.total,
    ...(query.has('asOf') ? { span: { begun: '2025-07-01', today: TODAY } } : {}),
  };
}

/** What a figure of the plan is really made of, all said by one person. */
function postingsOf(query: URLSearchParams): unknown {
  const { measure = '', at, asOf = TODAY, limit = '100', ...part } = Object.fromEntries(query);
  const program = programOf();
  const facts = planFacts(program, asOf);
  const { total, groups, entries } = explainFigure({ program, facts, asOf, measure, part });
  return {
    revision: Number(at ?? REVISION),
    asOf,
    measure,
    total,
    groups: groups.map((group) => ({ ...group, ...titleOf(group.change) })),
    postings: entries.slice(0, Number(limit)).map((entry) => ({
      ...entry,
      key: keyAt(entry),
      revision: REVISION,
      by: ME.name,
      at: '2026-10-14T09:58:00.000Z',
    })),
    next: null,
  };
}

const adopted = {
  id: 'B0',
  name: 'Adopted plan',
  kind: 'adopted',
  revision: 1,
  asOf: '2025-07-01',
  reportNumber: null,
  period: null,
  reason: '',
  at: '2025-07-01T16:00:00.000Z',
  by: ME.name,
  earlierNames: [],
} as const;

/** How a figure has really changed since a day, or since the plan was adopted; all said by one person. */
function bridgeOf(query: URLSearchParams): unknown {
  const { measure = '', from, to: _to, asOf = TODAY, step: key, limit = '100', ...part } = Object.fromEntries(query);
  const program = programOf();
  const since = from === 'B0' ? adopted.asOf : from === 'today' ? TODAY : (from ?? null);
  const momentOn = (day: string) => ({ program, facts: planFacts(program, day) });
  const { start, end, steps } = bridgeFigure({
    from: since === null ? null : momentOn(since),
    to: momentOn(asOf),
    measure,
    part,
  });
  const baseline = from === 'B0' ? { id: adopted.id, name: adopted.name } : null;
  return {
    measure,
    from: since === null ? null : { revision: baseline ? 1 : REVISION, asOf: since, baseline },
    to: { revision: REVISION, asOf, baseline: null },
    start,
    end,
    steps: steps.map(({ entries, ...step }) => ({
      ...step,
      ...titleOf(step.change),
      type: null,
      reason: null,
      by: step.change === null ? null : ME.name,
      count: entries.length,
    })),
    entries: (steps.find((step) => step.key === key)?.entries ?? []).slice(0, Number(limit)).map((entry) => ({
      ...entry,
      key: keyAt(entry),
      basis: null,
      revision: REVISION,
      by: ME.name,
      at: '2026-10-14T09:58:00.000Z',
      note: '',
    })),
    next: null,
  };
}

function titleOf(change: string | null) {
  const cells = [...(plan.tables.get('changes') ?? new Map()).values()].find(({ number }) => number === change);
  return { title: cells?.title ?? null, reportNumber: cells?.reportNumber ?? null };
}

function keyAt({ table, row }: { readonly table: string; readonly row: string }): string | null {
  const cells = plan.tables.get(table)?.get(row);
  return cells === undefined ? null : keyOf(tableNamed(table), cells);
}

/** A stream that says it is open, then who is here, and stays. */
function eventStream({ people, fails }: Wire): ReadableStream<Uint8Array> {
  const opening = fails === 'offline' ? '' : `:\n\nevent: presence\ndata: ${JSON.stringify({ people })}\n\n`;
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(opening)) });
}
