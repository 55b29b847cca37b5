import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '../../shared/plan/time/program-day.ts';
import { defaultSettings } from '../../shared/plan/program-settings.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { inserts, site, system, update } from '../../test/contracts/plan-rows.ts';
import { createProgramEvents } from '../program-events.ts';
import { submissionOf } from '../reconcile/testing/submission-of.ts';
import { createSyncService } from '../reconcile/sync-program.ts';
import type { Cells } from '../../shared/tables/cell.ts';

let server: TestServer;
let finance: TestClient;
let lineId = '';

const project: Cells = {
  number: '26.00001',
  name: 'LAN/WLAN Refresh',
  program: 'School Network Modernization',
  primarySystem: 'WLAN',
  class: 'Multi-site',
  bondListRef: 'IT-04',
  status: 'Proposed',
  phase: 'Pre-Design',
  financialStatus: 'Open',
  percentComplete: 0,
};
const source: Cells = {
  code: 'BND-A',
  name: 'Measure A',
  type: 'GO Bond',
  fund: '21',
  resource: '9010',
  authorized: 120_000,
  available: 90_000,
};
const line: Cells = {
  id: 'BL-001',
  project: '26.00001',
  source: 'BND-A',
  fiscalYear: '2025-26',
  category: 'Equipment',
  original: 60_001,
};
const scopeRow: Cells = {
  project: '26.00001',
  location: '0417',
  system: 'WLAN',
  item: 'Replace access points',
  status: 'Planned',
  basis: 'Equal',
};

async function json(client: TestClient, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await client.fetch(path);
  return { status: response.status, body: await response.json() };
}

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  finance = await server.member(await server.program(), 'finance');
  const lines = inserts(line);
  lineId = lines.ids[0] ?? '';
  await finance.sync({
    sites: inserts(site('0417'), site('0420', { region: 'South' })).edits,
    systems: inserts(system('WLAN')).edits,
    projects: inserts(project).edits,
    fundingSources: inserts(source).edits,
    budgetLines: lines.edits,
    scope: inserts(scopeRow, { ...scopeRow, location: '0420' }).edits,
  });
  await finance.sync({ budgetLines: update(lineId, { original: 60_003 }) }, { base: 1 });
});
afterAll(() => server.close());

describe('GET totals', () => {
  test('a cut by source has its groups, every measure and a total, at the head', async () => {
    const { status, body } = await json(finance, '/totals?by=source');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      revision: 2,
      asOf: '2026-11-23',
      by: ['source'],
      rows: [{ source: 'BND-A', original: 60_003, authorized: 120_000, unallocated: 59_997, percentSpent: 0 }],
      total: { original: 60_003, available: 90_000 },
    });
  });

  test('[REV4] totals at an earlier revision are those of that revision, before and after others are asked for', async () => {
    for (const [at, original] of [
      [1, 60_001],
      [2, 60_003],
      [1, 60_001],
      [0, 0],
    ]) {
      const { body } = await json(finance, `/totals?at=${at}`);
      expect(body).toMatchObject({ revision: at, rows: [], total: { original } });
    }
  });

  test('several cuts at once: regions by allocation of the project’s scope', async () => {
    const { body } = await json(finance, '/totals?by=region,status&at=2');
    expect(body['rows']).toMatchObject([
      { region: 'North', status: 'Proposed', original: 30_002 },
      { region: 'South', status: 'Proposed', original: 30_001 },
    ]);
  });

  test('what was posted after a cut-off day does not count, and the day is told back', async () => {
    const clerk = await server.member(await server.program(), 'finance');
    const posting = (number: number, postingDate: string, amount: number): Cells => ({
      document: `INV-${number}`,
      line: 1,
      postingDate,
      period: '2026-12',
      budgetLine: 'BL-001',
      amount,
      type: 'Invoice',
    });
    await clerk.sync({
      systems: inserts(system('WLAN')).edits,
      projects: inserts(project).edits,
      fundingSources: inserts(source).edits,
      budgetLines: inserts(line).edits,
      expenditures: inserts(posting(1, '2026-06-30', 1_001), posting(2, '2026-07-01', 20_020)).edits,
    });
    for (const [asOf, expended] of [
      ['2026-06-29', 0],
      ['2026-06-30', 1_001],
      ['2026-07-01', 21_021],
    ]) {
      const { body } = await json(clerk, `/totals?by=source&asOf=${asOf}`);
      expect(body).toMatchObject({ asOf, rows: [{ expended }], total: { original: 60_001, expended } });
    }
    // Whoever asks about a day is told between which days the plan has been kept; who asks about none, nothing.
    const day = dayIn(defaultSettings.timeZone, server.clock);
    const { body: dated } = await json(clerk, '/totals?asOf=1990-01-01');
    expect(dated).toMatchObject({ span: { begun: day, today: day } });
    expect((await json(clerk, '/totals')).body).not.toHaveProperty('span');
  });

  test.each([
    ['by=vendor', 'by'],
    ['by=source,source', 'by'],
    ['asOf=2026-02-30', 'asOf'],
    ['at=one', 'at'],
  ])('%s is refused, naming the place', async (query, path) => {
    const { status, body } = await json(finance, `/totals?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'invalid_request', details: { path } } });
  });

  test('a revision above the head is 409, another program 404', async () => {
    expect((await json(finance, '/totals?at=3')).body).toMatchObject({ error: { code: 'revision_unknown' } });
    const stranger = await server.member(await server.program(), 'admin');
    expect((await stranger.fetchApi(`/programs/${finance.program}/totals`)).status).toBe(404);
    expect((await stranger.fetchApi(`/programs/${finance.program}/checks`)).status).toBe(404);
  });
});

describe('GET checks', () => {
  test('every check passes at revision 2', async () => {
    const { body } = await json(finance, '/checks?at=2');
    expect(body).toMatchObject({ revision: 2, passed: true });
    expect(body['checks']).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'C01', passed: true })]));
  });

  test('what is wrong at the head is told with its place and amount, and the past stays as it was', async () => {
    // As a server took it that did not judge the plan as a whole: by now it is refused.
    const edits = { budgetLines: update(lineId, { original: 120_001 }) };
    expect((await finance.sync(edits, { base: 2 })).refusals.map(({ rule }) => rule)).toEqual(['V13']);
    const { store } = server;
    const older = createSyncService({
      store,
      events: createProgramEvents(store),
      now: () => server.clock,
      judge: () => undefined,
    });
    const submission = submissionOf(finance.person, { base: 2, syncId: 'before-the-rules', edits });
    const reply = await older.sync(finance.program, submission);
    expect(reply.committed).toBe(3);
    const { body } = await json(finance, '/checks');
    expect(body).toMatchObject({ revision: 3, passed: false });
    expect(body['checks']).toEqual(
      expect.arrayContaining([
        {
          id: 'C02',
          name: 'Current budgets stay within the authorized amounts',
          severity: 'error',
          passed: false,
          difference: 1,
          detail: 'BND-A · Measure A: allocations 1,200.01 exceed the authorized 1,200.00 by 0.01.',
        },
      ]),
    );
    expect(body['invariants']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'V13',
          subject: 'source',
          count: 1,
          findings: [
            {
              subject: 'BND-A · Measure A',
              difference: 1,
              message: 'BND-A · Measure A: allocations 1,200.01 exceed the authorized 1,200.00 by 0.01.',
              cells: [{ table: 'fundingSources', row: expect.any(String), column: 'authorized' }],
            },
          ],
        }),
      ]),
    );
    expect((await json(finance, '/checks?at=2')).body).toMatchObject({ passed: true });
  });
});
