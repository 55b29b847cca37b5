import { afterAll, beforeAll, expect, test } from 'vitest';
import { workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { tables } from '../../shared/tables/all-tables.ts';

let server: TestServer;
let viewer: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  const admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
  viewer = await server.member(admin.program, 'viewer');
});
afterAll(() => server.close());

const get = (file: string, query = ''): Promise<Response> => viewer.fetch(`/tables/${file}${query}`);

test('every table is told as CSV with the heads of its sheet, and as JSON with the same rows', async () => {
  for (const { name, columns } of tables) {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await get(`${name}.csv`)).arrayBuffer());
    const rows: unknown[] = await (await get(`${name}.json`)).json();
    const [first = ''] = csv.split('\r\n');
    expect(first).toBe(`\uFEFF${['Row ID', ...Object.values(columns).map(({ label }) => label)].join(',')}`);
    expect(csv.split(/\r\n(?=R[0-9A-Z]{15},)/), name).toHaveLength(rows.length + 1);
  }
});

test('amounts are dollars with cents, computed columns are those of the day, dates as they are', async () => {
  const projects: Record<string, string>[] = await (await get('projects.json', '?asOf=2026-06-30')).json();
  const totals = await (await viewer.fetch('/totals?by=project&asOf=2026-06-30')).json();
  const { rows }: { rows: { project: string; current: number }[] } = totals;
  for (const project of projects) {
    const cents = rows.find((row) => row.project === project['Project Number'])?.current ?? 0;
    expect(project['Current Budget']).toBe((cents / 100).toFixed(2));
  }
  expect(
    projects.map((project) => project['Approval Date'] ?? '2026-01-01').every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)),
  ).toBe(true);
});

test.each(['people.xml', 'nothing.csv', 'projects', '__proto__.csv'])('there is no table file %s', async (file) => {
  const response = await get(file);
  expect(response.status).toBe(404);
});

test('a revision that does not exist is refused, and nobody reads without a sign-in', async () => {
  expect((await get('sites.csv', '?at=9')).status).toBe(409);
  expect((await server.app.request(`/api/programs/${viewer.program}/tables/sites.csv`)).status).toBe(401);
});
