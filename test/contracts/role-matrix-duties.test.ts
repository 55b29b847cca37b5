import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasDuty } from '../../shared/access/duties.ts';
import { duties, type Duty } from '../../shared/access/duty.ts';
import type { PlanRole } from '../../shared/access/plan-role.ts';
import { planRoleRights } from '../../shared/access/plan-role-rights.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { roles as planRoles } from '../../shared/tables/lists.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { describedRoutes } from '../fuzz/fuzz-requests.ts';
import { patient } from '../patience.ts';
import { jsonOf, type DutyAct } from './duty-act.ts';
import { dutyActs } from './duty-acts.ts';
import { openDutyOffice, type Asked, type DutyOffice } from './duty-office.ts';
import { inserts } from './plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from './test-server.ts';

/** Somebody whose right to an act is looked at. */
interface Actor {
  readonly name: string;
  readonly client: TestClient;
  /** By the duties alone: limits of rows and tables take more away, and nothing gives more. */
  readonly has: (duty: Duty) => boolean;
}

const DONE = 'done';

let server: TestServer;
let office: DutyOffice;
let actors: readonly Actor[];
const outcomes = new Map<DutyAct, ReadonlyMap<string, string>>();

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  office = await openDutyOffice(server);
  actors = [...(await ofAccounts()), ...(await ofPlan())];
  for (const act of dutyActs) outcomes.set(act, await tried(act));
}, patient(240_000));
afterAll(() => server.close());

async function ofAccounts(): Promise<Actor[]> {
  const { program } = office;
  const account = async (role: 'viewer' | 'editor' | 'finance' | 'admin', name: string = role): Promise<Actor> => {
    const scope = name === role ? null : { regions: ['South'], projects: [] };
    const client = await server.member(program, role, scope);
    return { name, client, has: (duty) => hasDuty({ role }, duty) };
  };
  return [
    await account('viewer'),
    await account('editor', 'editor in South'),
    await account('editor'),
    await account('finance'),
    await account('admin'),
  ];
}

/** Roles of the plan that only read are all alike: the first of them stands for the others. */
function isUnlike(role: PlanRole, index: number, all: readonly PlanRole[]): boolean {
  return all.findIndex((other) => planRoleRights[other] === planRoleRights[role]) === index;
}

/** Accounts without a limit of their own that are limited to one role of the plan, for every row. */
async function ofPlan(): Promise<Actor[]> {
  const everywhere = { project: null, program: null, region: null, from: '2026-01-01' };
  const people = planRoles.filter(isUnlike).map((role, index) => ({ role, person: `R-${index}` }));
  await office.bring({
    people: inserts(...people.map(({ person: id }) => ({ id, name: id, organization: 'District', active: true })))
      .edits,
    assignments: inserts(...people.map((each) => ({ ...everywhere, ...each }))).edits,
  });
  return Promise.all(
    people.map(async ({ role, person }): Promise<Actor> => {
      const isAssigned = planRoleRights[role].isAssigned === true;
      const given = isAssigned ? { always: [], whileAssigned: [role] } : { always: [role], whileAssigned: [] };
      const client = await server.member(office.program, 'admin', null, { planRoles: given, person });
      const holds = [{ planRole: role, reach: null }];
      const rights = planRoleRights[role];
      const inPart = new Set(rights.tables.map(({ table }) => tableNamed(table).duty));
      return { name: role, client, has: (duty) => inPart.has(duty) || hasDuty({ role: 'admin', holds }, duty) };
    }),
  );
}

/** What became of an act by each. What one has done is not there any more for the next. */
async function tried(act: DutyAct): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let asked: Asked | null = null;
  // What every member may is tried by who has no duty at all.
  const who = act.duty === null ? actors.slice(0, 1) : actors;
  for (const { name, client } of who) {
    asked ??= await act.asked(office);
    const revision = await office.head();
    const outcome = await sent(act, asked, client);
    const moved = (await office.head()) - revision;
    found.set(name, outcome === DONE || moved === 0 ? outcome : `${outcome}, and yet a revision`);
    if (outcome === DONE || moved > 0) asked = null;
  }
  return found;
}

async function sent({ isYes }: DutyAct, asked: Asked, client: TestClient): Promise<string> {
  const init = asked.file ? { method: asked.method, body: asked.file() } : jsonOf(asked);
  const response = await client.fetch(asked.path, init);
  if (response.status === 403) return '403';
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const text = isJson ? await response.text() : '';
  if (response.status >= 400) return `${response.status} ${text.slice(0, 300)}`;
  if (isYes !== undefined) return isYes(text) ? DONE : 'not told';
  // What a merge refuses, what stops an act on a change, and what stays out of an import.
  const objections = [...text.matchAll(/"(?:refusals|objections|exceptions)":\[(?=\{)/g)];
  if (objections.length === 0) return DONE;
  const rules = text.slice(objections[0]?.index).matchAll(/"rule":"(\w+)"/g);
  const refusing = new Set([...rules].flatMap(([, rule = '']) => (rule === 'M8' ? [] : rule)));
  return [...refusing].toSorted(compareText).join(' ') || 'refused';
}

const LEGEND = `Who does what in a program, act by act, by a request that succeeds for who has the duty. Made by
role-matrix-duties.test.ts; look at each line that changes. Roles of the plan are held by administrators who are limited to
them, for every row; the Board of Education stands for all that only read, and a viewer for every member. After what was not done stands the rule that refused it (shared/plan/rules/SPEC.md), or 403.
`;

describe('[SEC3, PPL1, PPL4] who does what', () => {
  test('is what has been looked at, act by act and duty by duty', async () => {
    const lines = dutyActs.flatMap((act) => {
      const by = new Map<string, string[]>();
      for (const [name, outcome] of outcomes.get(act) ?? []) by.set(outcome, [...(by.get(outcome) ?? []), name]);
      const groups = [...by].toSorted(([a], [b]) => (a === DONE ? -1 : b === DONE ? 1 : a < b ? -1 : 1));
      const head = [`${act.does} (${act.duty ?? 'no duty'})`, `    ${act.route}`];
      return [...head, ...groups.map(([outcome, names]) => `    ${outcome}: ${names.join(', ')}`)];
    });
    await expect(`${LEGEND}\n${lines.join('\n')}\n`).toMatchFileSnapshot('role-matrix-duties.txt');
  });

  test('[law] nobody does what takes a duty that they do not have, and somebody does everything', () => {
    const wrong = dutyActs.flatMap((act) => {
      const { does, duty } = act;
      const found = outcomes.get(act) ?? new Map<string, string>();
      return actors
        .filter(({ name, has }) => found.get(name) === DONE && duty !== null && !has(duty))
        .map(({ name }) => `${name} may ${does}`);
    });
    expect(wrong).toEqual([]);
    const idle = dutyActs.filter((act) => outcomes.get(act)?.get(act.duty === null ? 'viewer' : 'admin') !== DONE);
    expect(idle.map(({ does }) => does)).toEqual([]);
  });

  test('[law] what a page tells somebody of their rights is what they do', () => {
    const byWhom = (does: string) => {
      const act = dutyActs.find((each) => each.does === does);
      return actors.filter(({ name }) => act && outcomes.get(act)?.get(name) === DONE).map(({ name }) => name);
    };
    const telling = dutyActs.filter(({ tells }) => tells !== undefined);
    expect(telling.map(({ does }) => [does, byWhom(does)])).toEqual(
      telling.map(({ does, tells }) => [does, byWhom(tells ?? '')]),
    );
  });

  test('every duty stands in it, and every route of a program that changes something', async () => {
    const acted = new Set(dutyActs.map(({ duty }) => duty));
    expect(duties.admin.filter((duty) => !acted.has(duty))).toEqual([]);
    const description = await (await server.app.request('/api/openapi.json')).json();
    const routes = describedRoutes(description)
      .map(({ method, path }) => `${method} ${path.replace('/api/', '/')}`)
      .filter((route) => /^(?!GET).* \/programs\/\{program\}\//.test(route));
    const tried = new Set(dutyActs.map(({ route }) => route));
    expect(routes.filter((route) => !tried.has(route))).toEqual(['DELETE /programs/{program}/access-tokens/{id}']);
  });
});
