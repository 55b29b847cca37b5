import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import golden from '../../test/golden/worked-example.json' with { type: 'json' };
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { createProgramEvents } from '../program-events.ts';
import { createSyncService } from '../reconcile/sync-program.ts';
import { DATA_DATE } from './demo-size.ts';
import { generateDemo } from './generate-demo.ts';
import { knownBaselines } from '../baselines/known-baselines.ts';
import { seedDemo, seedSteps } from './seed-demo.ts';
import { openingSteps } from './seed-steps.ts';

let server: TestServer;
let token = '';

async function get(path: string): Promise<Record<string, unknown>> {
  const response = await server.app.request(`/api/programs/cedar-basin${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([path, response.status]).toEqual([path, 200]);
  return response.json();
}

async function signIn(email: string): Promise<string> {
  const response = await server.app.request('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'cedar-basin' }),
  });
  expect([email, response.status]).toEqual([email, 200]);
  const body: { token: string } = await response.json();
  return body.token;
}

/** Rows of a cut by their group, cut down to the measures that are expected. */
function figures(body: Record<string, unknown>, cut: string, expected: Readonly<Record<string, object>>): unknown {
  const rows = Array.isArray(body['rows']) ? body['rows'] : [];
  return Object.fromEntries(
    rows.map((row: Readonly<Record<string, unknown>>) => {
      const group = String(row[cut]);
      return [group, Object.fromEntries(Object.keys(expected[group] ?? {}).map((name) => [name, row[name]]))];
    }),
  );
}

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' }, { demo: true });
  const events = createProgramEvents(server.store);
  await seedDemo(server.store, createSyncService({ store: server.store, events, now: () => server.clock }), 'mini');
  await events.close();
  token = await signIn('finance@cedar-basin.example');
});
afterAll(() => server.close());

describe('the worked example on the real server', () => {
  test('totals by project, source and fiscal year are the published ones, to the cent', async () => {
    const { byProject, bySource, byFiscalYear, program } = golden.expected;
    expect(figures(await get('/totals?by=project'), 'project', byProject)).toEqual(byProject);
    expect(figures(await get('/totals?by=source'), 'source', bySource)).toEqual(bySource);
    expect(figures(await get('/totals?by=fiscalYear'), 'fiscalYear', byFiscalYear)).toEqual(byFiscalYear);
    expect((await get('/totals'))['total']).toMatchObject(program);
  });

  test('the first project’s budget goes to its three sites by enrollment', async () => {
    const body = await get('/totals?by=project,site');
    const rows: unknown = body['rows'];
    const [first, second, third] = golden.expected.project2600001CurrentByEnrollment225_256_581;
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ project: '26.00001', site: '0417', current: first }),
        expect.objectContaining({ project: '26.00001', site: '0420', current: second }),
        expect.objectContaining({ project: '26.00001', site: '0433', current: third }),
      ]),
    );
  });

  test('every check passes, and the history verifies from the first revision on', async () => {
    expect(await get('/checks')).toMatchObject({ passed: true });
    expect(await get('/verify')).toMatchObject({ ok: true, fault: null });
  });

  test('earlier revisions show the plan as it grew', async () => {
    expect((await get('/totals?at=2'))['total']).toMatchObject({ original: 755_000_000, committed: 0, expended: 0 });
    expect((await get('/totals?at=1'))['total']).toMatchObject({ original: 0 });
  });

  test('the adopted plan, its amendments and its closed months have names', async () => {
    const made = await knownBaselines(server.store, 'cedar-basin');
    expect(made.map(({ kind, name, revision }) => [kind, name, revision])).toEqual([
      ['adopted', 'Adopted plan', 2],
      ['amendment', 'Amendment Rep-110-25/26', 3],
      ['monthClose', 'Close of 2026-02', 6],
    ]);
  });

  test('everybody of the demo can sign in', async () => {
    for (const name of ['admin', 'north', 'south', 'viewer']) {
      expect(await signIn(`${name}@cedar-basin.example`)).not.toBe('');
    }
  });
});

test('a plan as it is today is taken up at once: projects that are closed come with all that was ordered and paid on them', async () => {
  const other = await startTestServer({ file: ':memory:' }, { demo: true });
  const events = createProgramEvents(other.store);
  const now = new Date(`${DATA_DATE}T23:00:00.000Z`);
  const rows = generateDemo('demo');
  const closed = rows.of('projects').filter(({ cells }) => cells['financialStatus'] === 'Closed');
  expect(closed.length).toBeGreaterThan(0);
  const steps = openingSteps((table) => rows.of(table), { isPaid: true });
  const notes = steps.map(({ note }) => note);
  await seedSteps(other.store, createSyncService({ store: other.store, events, now: () => now }), steps);
  expect(notes).toContain('Contracts, orders and what was paid on them');
  expect(steps).toEqual([]);
  const program = await other.store.read.selectFrom('programs').selectAll().executeTakeFirstOrThrow();
  expect(program).toMatchObject({ revision: notes.length, sums_revision: notes.length });
  await events.close();
  await other.close();
});
