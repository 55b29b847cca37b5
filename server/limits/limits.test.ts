import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inserts, site, system } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { isPreviewed } from './count-requests.ts';
import { createRequestCounts } from './request-counts.ts';
import { noLimits, type RequestLimits } from './request-limits.ts';

const described = z.record(
  z.string(),
  z.record(z.string(), z.object({ parameters: z.array(z.object({ name: z.string() })).optional() })),
);

let server: TestServer;

/** A server with these limits alone. */
async function limitedTo(limits: Partial<RequestLimits>): Promise<TestServer> {
  server = await startTestServer({ file: ':memory:' }, { limits: { ...noLimits, ...limits } });
  return server;
}
afterEach(() => server.close());

const push = (client: TestClient, code: string): Promise<Response> =>
  client.post(client.request({ systems: inserts(system(code)).edits }));
const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;

/** How many of so many requests, one after another, are refused. */
async function refusedOf(count: number, ask: (index: number) => Promise<Response>): Promise<number> {
  let refused = 0;
  for (let index = 0; index < count; index++) refused += (await ask(index)).status === 429 ? 1 : 0;
  return refused;
}

describe('[FD14] how often one may ask', () => {
  test('a push over the limit of a person is refused whole, with a sentence and the seconds to wait; asking for news is not', async () => {
    await limitedTo({ pushesPerPerson: 2 });
    const finance = await server.member(await server.program(), 'finance');
    expect([await statusOf(push(finance, 'A')), await statusOf(push(finance, 'B'))]).toEqual([200, 200]);
    const refused = await push(finance, 'C');
    const { error } = await refused.json();
    expect([refused.status, error.code, error.message]).toEqual([
      429,
      'too_many_requests',
      'That was sent very often. Nothing is lost: it stays where it is, and can be sent in a moment.',
    ]);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBe(error.details.retryAfterSeconds);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await finance.rows('systems')).size).toBe(2);
    expect(await finance.sync({})).toMatchObject({ revision: 2 });
  });

  test('the window passes, and then the same push is taken', async () => {
    await limitedTo({ pushesPerPerson: 1, windowSeconds: 0.2 });
    const finance = await server.member(await server.program(), 'finance');
    const edits = finance.request({ systems: inserts(system('B')).edits });
    await push(finance, 'A');
    expect(await statusOf(finance.post(edits))).toBe(429);
    await expect.poll(() => statusOf(finance.post(edits))).toBe(200);
    expect((await finance.rows('systems')).size).toBe(2);
  });

  test('who sends at ten times the limit takes nothing from colleagues, and no program from another', async () => {
    await limitedTo({ pushesPerPerson: 5, pushesPerProgram: 10 });
    const [crowded, calm] = [await server.program(), await server.program()];
    const [eager, colleague, third] = [
      await server.member(crowded, 'finance'),
      await server.member(crowded, 'editor'),
      await server.member(crowded, 'editor'),
    ];
    expect(await refusedOf(50, (index) => push(eager, `E${index}`))).toBe(45);
    expect(await refusedOf(5, (index) => push(colleague, `C${index}`))).toBe(0);
    // Five and five are all that the program takes.
    expect(await refusedOf(3, (index) => push(third, `T${index}`))).toBe(3);
    const other = await server.member(calm, 'finance');
    expect(await refusedOf(5, (index) => push(other, `O${index}`))).toBe(0);
  });

  test('who is no member uses up nothing of a program', async () => {
    await limitedTo({ pushesPerProgram: 1 });
    const id = await server.program();
    const stranger = (await server.member(await server.program(), 'finance')).in(id);
    expect(await statusOf(push(stranger, 'X'))).toBe(404);
    expect(await statusOf(push(await server.member(id, 'finance'), 'A'))).toBe(200);
  });

  test('what changes a program by another door counts as well', async () => {
    await limitedTo({ pushesPerPerson: 1 });
    const finance = await server.member(await server.program(), 'finance');
    await finance.sync({ sites: inserts(site('0417')).edits });
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    for (const path of ['/comments', '/revisions/1/revert', '/periods/2026-07/close', '/changes'])
      expect([path, await statusOf(finance.fetch(path, json))]).toEqual([path, 429]);
    expect(await statusOf(finance.fetch('/presence', json))).toBe(400);
  });

  test('files, comparisons, checks and previews have a limit of their own; reading goes on', async () => {
    await limitedTo({ longPerPerson: 1 });
    const finance = await server.member(await server.program(), 'finance');
    await finance.sync({ sites: inserts(site('0417')).edits });
    expect(await statusOf(finance.fetch('/compare?from=0'))).toBe(200);
    const long = ['/compare?from=0', '/verify', '/workbook.xlsx', '/audit.csv', '/reports/site.pdf', '/moved?from=1'];
    for (const path of long) expect([path, await statusOf(finance.fetch(path))]).toEqual([path, 429]);
    expect(await statusOf(finance.post(finance.request({}), '?preview=true'))).toBe(429);
    for (const path of ['/rows', '/totals', '/ledger', '/history'])
      expect([path, await statusOf(finance.fetch(path))]).toEqual([path, 200]);
  });

  test('a preview is known by its route: what takes none is a push whatever its address says', async () => {
    await limitedTo({ pushesPerPerson: 1 });
    const finance = await server.member(await server.program(), 'finance');
    await push(finance, 'A');
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect(await statusOf(finance.fetch('/comments?preview=true', json))).toBe(429);
    const { paths } = z
      .object({ paths: described })
      .parse(await (await server.app.request('/api/openapi.json')).json());
    // What an administrator of the server asks is counted by person and network alone.
    const ofPrograms = Object.entries(paths).filter(([path]) => path.startsWith('/api/programs/{program}'));
    const routes = ofPrograms.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({
        asked: `${method.toUpperCase()} ${path.replace('/api/programs/{program}', '').replaceAll(/[{}]/g, '')}`,
        takesPreview: parameters.some(({ name }) => name === 'preview'),
      })),
    );
    expect(routes.filter(({ asked, takesPreview }) => isPreviewed(asked) !== takesPreview)).toEqual([]);
    expect(routes.filter(({ takesPreview }) => takesPreview)).not.toEqual([]);
  });

  test('requests are counted per person wherever they lead, by a token for reading too', async () => {
    await limitedTo({ requestsPerPerson: 3 });
    const finance = await server.member(await server.program(), 'finance');
    const made = await finance.fetch('/access-tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Report', days: 30 }),
    });
    const { token } = await made.json();
    const feed = (): Promise<number> =>
      statusOf(
        Promise.resolve(
          server.app.request(`/odata/${finance.program}/`, { headers: { authorization: `Bearer ${String(token)}` } }),
        ),
      );
    expect([made.status, await feed(), await feed(), await feed()]).toEqual([200, 200, 200, 429]);
    expect(await statusOf(finance.fetch('/tables/sites.csv'))).toBe(429);
    expect(await statusOf(finance.fetchApi('/programs'))).toBe(429);
    expect(await statusOf((await server.member(finance.program, 'viewer')).fetchApi('/programs'))).toBe(200);
  });

  test('an address of the network has a limit for who is not signed in too; whether the server is up is always told', async () => {
    await limitedTo({ requestsPerSource: 2 });
    const from = (remoteAddress: string, path: string) =>
      server.app.request(path, {}, { incoming: { socket: { remoteAddress } } });
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await from('203.0.113.7', '/api/programs')).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await from('::ffff:203.0.113.7', '/odata/x/')).status).toBe(429);
    expect((await from('203.0.113.8', '/api/programs')).status).toBe(401);
    expect((await from('203.0.113.7', '/api/health')).status).toBe(200);
  });

  test('without limits nobody is counted', async () => {
    const counts = createRequestCounts(noLimits);
    server = await startTestServer({ file: ':memory:' });
    for (let asked = 0; asked < 10_000; asked++) await counts.push('ana', 'plan');
    expect(await statusOf(Promise.resolve(server.app.request('/api/health')))).toBe(200);
  });
});
