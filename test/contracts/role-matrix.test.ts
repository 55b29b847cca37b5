import fc from 'fast-check';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles as planRoles } from '../../shared/tables/lists.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { describedRoutes, requestOf, type DescribedRoute, type FuzzRequest } from '../fuzz/fuzz-requests.ts';
import { planWords } from '../fuzz/plan-words.ts';
import { patient } from '../patience.ts';
import { addMiniPlan, openMiniPlan } from '../round-trips/mini-plan.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Every time the same requests: the page that is compared is to differ only where the routes do. */
const SEED = 12;
/** Requests of a route among which one is looked for that an administrator is not told to be misunderstood. */
const TRIES = 10;

/**
 * What a wall answers; for who is let through it, whether it was done (`in`), done without what the person may not (`part`), or
 * not done for another reason (`past`).
 */
type Outcome = 'in' | 'part' | 'past' | '401' | '403' | '404';

/** The roll-up that generated requests name. */
const ROLL_UP = 'state-office';

/** Asks without waiting: so many requests an hour nobody sends. */
const HOUR_MS = 3_600_000;

interface Actor {
  readonly name: string;
  readonly token: string | null;
}

let server: TestServer;
let home: TestClient;
let routes: { readonly route: DescribedRoute; readonly request: FuzzRequest }[];
let actors: readonly Actor[];
let limited: readonly Actor[];

/** A sign-out would end the run, and a workbook made for nobody takes seconds. */
const isAsked = ({ path }: DescribedRoute): boolean => !/\/sign-out$|\/practice\.xlsx$/.test(path);

beforeAll(async () => {
  const plan = await openMiniPlan();
  ({ server, finance: home } = plan);
  const program = home.program;
  const administrator = await server.member(program, 'admin');
  const stranger = await server.member((await addMiniPlan(server)).program, 'admin');
  const disabled = await server.member(program, 'admin');
  const ofServer = await server.member((await addMiniPlan(server)).program, 'viewer');
  const { write } = server.store;
  const [reads, manages] = await Promise.all([rollUpMember('reader'), rollUpMember('manager')]);
  await joinRollUp(program);
  await write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', disabled.person.id).execute();
  await write.updateTable('accounts').set({ administers: 1 }).where('id', '=', ofServer.person.id).execute();
  const body = JSON.stringify({ name: 'Power Query', days: 30 });
  const made = await administrator.fetch('/access-tokens', json('POST', body));
  const { token } = await made.json();
  actors = [
    { name: 'nobody', token: null },
    { name: 'disabled', token: disabled.person.token },
    { name: 'stranger', token: stranger.person.token },
    { name: 'token', token },
    { name: 'viewer', token: (await server.member(program, 'viewer')).person.token },
    { name: 'editor', token: (await server.member(program, 'editor')).person.token },
    { name: 'finance', token: (await server.member(program, 'finance')).person.token },
    { name: 'admin', token: administrator.person.token },
    { name: 'server', token: ofServer.person.token },
    { name: 'reads', token: reads },
    { name: 'manages', token: manages },
  ];
  limited = await Promise.all(
    planRoles.map(async (planRole) => {
      const limits = { planRoles: { always: [planRole], whileAssigned: [] } };
      return { name: planRole, token: (await server.member(program, 'admin', null, limits)).person.token };
    }),
  );
  routes = await requests(administrator.person.token);
  // One of them may have left.
  await write
    .insertInto('roll_up_shares')
    .values(shareOf(program))
    .onConflict((on) => on.doNothing())
    .execute();
}, patient(120_000));
afterAll(() => server.close());

/** Somebody who is nothing in the program, and something in the roll-up that it has joined. @returns their token */
async function rollUpMember(role: 'reader' | 'manager'): Promise<string> {
  const { person } = await server.member(await server.program(), 'viewer');
  const row = { roll_up: ROLL_UP, account: person.id, role };
  await server.store.write.insertInto('roll_up_members').values(row).execute();
  return person.token;
}

async function joinRollUp(program: string): Promise<void> {
  const { write } = server.store;
  const at = server.clock.toISOString();
  const rollUp = { id: ROLL_UP, name: 'State office', stale_days: 60, open_to_districts: 1, made_at: at };
  const district = { roll_up: ROLL_UP, code: '0417', name: 'Cedar Basin', seat: 'seat', invited_until: null };
  await write.insertInto('roll_ups').values(rollUp).execute();
  await write
    .insertInto('roll_up_districts')
    .values({ ...district, invitation_hash: null })
    .execute();
  await write.insertInto('roll_up_shares').values(shareOf(program)).execute();
}

function shareOf(program: string) {
  const joinedAt = server.clock.toISOString();
  return { program, roll_up: ROLL_UP, seat: 'seat', joined_at: joinedAt, monthly: 0, published: null };
}

/** One request per route that is understood, as far as one is found. */
async function requests(token: string): Promise<typeof routes> {
  const description = await (await server.app.request('/api/openapi.json')).json();
  const words = await planWords(home, description.components.schemas);
  const described = describedRoutes(description).filter(isAsked);
  const chosen: typeof routes = [];
  for (const route of described) {
    const sampled = fc.sample(requestOf(route, words), { seed: SEED, numRuns: TRIES });
    const candidates = sampled.map((request) => atHome(route, request));
    const [first] = candidates;
    let request = isDear(route) ? first : undefined;
    for (const candidate of request ? [] : candidates) {
      const { status } = await ask(candidate, token);
      if (status === 400 || status === 404 || status === 413 || status === 415) continue;
      request = candidate;
      break;
    }
    if (request ?? first) chosen.push({ route, request: request ?? first ?? { ...unasked, path: route.path } });
  }
  return chosen;
}

const unasked: FuzzRequest = { method: 'GET', path: '', headers: {}, body: null };

/** Documents are refused by their day once somebody is let in: setting them takes seconds. */
function isDear({ path }: DescribedRoute): boolean {
  return /\/reports\/|\/workbook\.xlsx$|exceptions\.xlsx$/.test(path);
}

/** Asks about the program at home, in no odd way. */
function atHome(route: DescribedRoute, { method, path, body }: FuzzRequest): FuzzRequest {
  const [type] = Object.keys(route.bodies);
  const sent = path.replace(/^(\/api\/programs\/)[^/?]+/, `$1${home.program}`);
  const address = isDear(route) ? `${sent.split('?')[0]}?asOf=never&at=never` : sent;
  return { method, path: address, headers: type === undefined ? {} : { 'content-type': type }, body };
}

async function ask({ method, path, headers, body }: FuzzRequest, token: string | null): Promise<Response> {
  server.clock = new Date(server.clock.getTime() + HOUR_MS / 600);
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await server.app.request(path, { method, body, headers: { ...headers, ...authorization } });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel();
  return response;
}

async function outcome(request: FuzzRequest, { token }: Actor): Promise<Outcome> {
  const response = await ask(request, token);
  const { status } = response;
  if (status === 401 || status === 403) return status === 401 ? '401' : '403';
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? await response.json() : null;
  if (status < 400) return withRefusals.safeParse(body).success ? 'part' : 'in';
  const told = errorBody.safeParse(body).data?.error.message ?? '';
  const wall = request.path.startsWith('/api/roll-ups/') ? 'such roll-up' : 'such program';
  return status === 404 && told.includes(wall) ? '404' : 'past';
}

const withRefusals = z.object({ refusals: z.array(z.unknown()).min(1) });

const LEGEND = `Who is let through to which route, over two programs. Made by role-matrix.test.ts; look at each line that changes.
reads, manages: a member of a roll-up that the program has joined, and of no program that is asked about.
in: done. part: done without what the person may not. past: let through, and not done for another reason.
What may change within a sync, a change, settings or texts is judged cell by cell: docs/roles.md.
`;

describe('[SEC3] who is let through to which route', () => {
  test(
    'is what has been looked at: by role of the account, and by role of the plan where roles differ',
    async () => {
      const width = Math.max(...routes.map(({ route }) => nameOf(route).length));
      const lines = [
        ['', ...actors.map(({ name }) => name)].map((name, at) => name.padEnd(at === 0 ? width : 9)).join(''),
      ];
      for (const { route, request } of routes) {
        const outcomes: Outcome[] = [];
        for (const actor of actors) outcomes.push(await outcome(request, actor));
        lines.push(nameOf(route).padEnd(width) + outcomes.map((each) => each.padEnd(9)).join(''));
        const members = outcomes.slice(4, 8);
        if (new Set(members).size > 1) lines.push(`    limited to: ${(await letIn(request)).join(', ') || 'nobody'}`);
      }
      const page = lines.map((line) => line.trimEnd()).join('\n');
      await expect(`${LEGEND}\n${page}\n`).toMatchFileSnapshot('role-matrix.txt');
    },
    patient(240_000),
  );

  test('[SEC1] another program answers a stranger as one that is not there, to the letter', async () => {
    const stranger = actors.find(({ name }) => name === 'stranger') ?? { name: '', token: null };
    const answers = new Set<string>();
    for (const { route, request } of routes) {
      if (!route.path.startsWith('/api/programs/{program}/') || route.path.includes('/tables/')) continue;
      for (const id of [home.program, 'no-such-program']) {
        const path = request.path.replace(home.program, id);
        const response = await ask({ ...request, path }, stranger.token);
        answers.add(`${response.status} ${JSON.stringify(withoutId(await response.json()))}`);
      }
    }
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toMatch(/^404 /);
  });
});

async function letIn(request: FuzzRequest): Promise<string[]> {
  const found: string[] = [];
  for (const actor of limited) if (isLetIn(await outcome(request, actor))) found.push(actor.name);
  return found;
}

function isLetIn(each: Outcome): boolean {
  return each === 'in' || each === 'past';
}

function nameOf({ method, path }: DescribedRoute): string {
  return `${method} ${path.replace('/api/', '/')} `;
}

/** Every answer has an id of its own, by which it is found in the log. */
function withoutId(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key: string, value: unknown) => (key === 'requestId' ? undefined : value)));
}

function json(method: string, body: string): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body };
}
