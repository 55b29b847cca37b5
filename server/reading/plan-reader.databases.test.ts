import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedCuts } from '../../shared/roll-up/published-cuts.ts';
import { site, update } from '../../test/contracts/plan-rows.ts';
import { newRow, startTestServer, TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { addMiniPlan } from '../../test/round-trips/mini-plan.ts';
import { grant } from '../identity/accounts.ts';
import type { DatabaseAddress } from '../storage/database.ts';
import { createPlanReader, readingPlaces, type PlanReader } from './plan-reader.ts';

const databases = {
  SQLite: () => {
    const folder = mkdtempSync(join(tmpdir(), 'sep-reader-'));
    const drop = () => Promise.resolve(rmSync(folder, { recursive: true }));
    return Promise.resolve({ address: { file: join(folder, 'sep.sqlite') }, drop });
  },
  PostgreSQL: async () => {
    const { url, ownerUrl, drop } = await freshDatabaseWithRole();
    return { address: { url, ownerUrl }, drop };
  },
} satisfies Readonly<Record<string, () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>>>;

/** What is long, and what is wrong about it. */
const PATHS = [
  '/verify',
  '/checks',
  '/checks?at=1&asOf=2026-10-31',
  '/compare?from=1&to=2',
  '/compare?from=2026-07-01&asOf=2026-10-31',
  '/compare',
  '/compare?from=99',
  '/moved?from=1&by=region',
  '/moved?from=no-such-baseline',
  '/bridge?measure=current',
  '/bridge?measure=estimate&from=1&project=26.00001',
  '/bridge?measure=none',
  '/postings?measure=current&limit=3',
  '/rows?at=1',
  '/rows?tables=sites,projects&asOf=2026-10-31',
  '/rows?at=99',
  '/rows?tables=planets',
  '/schedule?milestones=true',
  '/spending',
  '/spending?at=99',
  '/totals?by=region,source',
  '/totals?at=1&by=project',
];

describe.each(Object.entries(databases))('[FD11] long reading beside the server, on %s', (_name, open) => {
  let server: TestServer;
  let reader: PlanReader;
  /** Requests that were handed on. */
  let answered = 0;
  const counts = (): number => answered;
  let address: DatabaseAddress;
  let drop: () => Promise<void>;
  let apart: TestClient;
  /** The same person on an app that reads by itself. */
  let within: TestClient;

  beforeAll(async () => {
    const database = await open();
    ({ address, drop } = database);
    const ours = createPlanReader({ address, version: '0.0.0-test' });
    reader = { ...ours, answer: (...asked) => (answered++, ours.answer(...asked)) };
    server = await startTestServer(address, { reader });
    apart = await addMiniPlan(server);
    const [row = ''] = [...(await apart.rows('sites')).keys()];
    await apart.sync({ sites: update(row, { name: 'Alder Academy' }, { name: 1 }) }, { base: 1 });
    const other = await startTestServer(address);
    within = new TestClient(other.app, apart.program, apart.person);
    closing.push(other);
  });
  const closing: TestServer[] = [];
  afterAll(async () => {
    await reader.close();
    await Promise.all([server, ...closing].map((each) => each.close()));
    await drop();
  });

  test.each(PATHS)('%s is answered as the server itself does, errors too', async (path) => {
    const told = async (client: TestClient) => {
      const response = await client.fetch(path);
      return [response.status, response.headers.get('content-type'), await response.json()];
    };
    expect(await told(apart)).toEqual(await told(within));
  });

  test('[RUP2] what a roll-up would be told of an older revision is worked out there, by each of its cuts', async () => {
    const told = async (client: TestClient) => (await client.fetch('/roll-ups/to-publish?at=1')).json();
    const asked = counts();
    const answer = await told(apart);
    expect(counts()).toBe(asked + publishedCuts.length);
    expect(answer).toMatchObject({ revision: 1 });
    expect(answer).toEqual(await told(within));
  });

  test('who has the rows of a revision already and says so gets none', async () => {
    const { headers } = await apart.fetch('/rows?at=1&tables=sites');
    const again = await apart.fetch('/rows?at=1&tables=sites', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('who asks for the head of an answer alone is not answered by the server’s own thread either', async () => {
    const asked = counts();
    expect((await apart.fetch('/verify', { method: 'HEAD' })).status).toBe(200);
    expect(counts()).toBe(asked + 1);
  });

  test('who is no member learns nothing there either, and what has just been synced is in the next answer', async () => {
    const stranger = (await server.member(await server.program(), 'admin')).in(apart.program);
    expect((await stranger.fetch('/verify')).status).toBe(404);
    const [row = ''] = [...(await apart.rows('sites')).keys()];
    const { revision } = await apart.sync({ sites: update(row, { name: 'Alder Hall' }, { name: 2 }) }, { base: 2 });
    expect(await (await apart.fetch('/verify')).json()).toMatchObject({ ok: true, head: revision });
  });

  test('a history that nobody has named yet gets its names before a thread that writes nothing is asked for one', async () => {
    const unnamed = apart.in(await server.program());
    await grant(server.store.write, {
      program: unnamed.program,
      account: unnamed.person.id,
      role: 'finance',
      scope: null,
    });
    await unnamed.sync({ sites: { inserts: [{ row: newRow(), cells: site('0417') }] } });
    for (const path of ['/moved?from=adopted', '/spending?baseline=B1', '/totals?baseline=B1', '/compare?from=B1'])
      expect([path, (await unnamed.fetch(path)).status]).toEqual([path, 404]);
  });

  test('what takes too long is given up with a sentence, and the next one who asks gets an answer', async () => {
    const hasty = createPlanReader({ address, version: '0.0.0-test', timeLimitMs: 1 });
    const other = await startTestServer(address, { reader: hasty });
    closing.push(other);
    const client = new TestClient(other.app, apart.program, apart.person);
    const refused = await client.fetch('/verify');
    expect([refused.status, refused.headers.get('retry-after'), (await refused.json()).error.message]).toEqual([
      503,
      '5',
      'That took too long to work out. Nothing is lost; try again in a moment, or ask for less.',
    ]);
    await hasty.close();
    expect((await apart.fetch('/verify')).status).toBe(200);
  });

  test('a pull of much is answered there with the bytes of the server itself, and errors too', async () => {
    const other = await startTestServer(address, { reader, mostPulled: 0 });
    closing.push(other);
    const client = new TestClient(other.app, apart.program, apart.person);
    const pulled = async (who: TestClient, base: number, { query = '', packed = true }) => {
      const body = JSON.stringify(who.request({}, { base, syncId: 'pull' }));
      const headers = { 'content-type': 'application/json', ...(packed && { 'accept-encoding': 'gzip' }) };
      const response = await who.fetch(`/sync${query}`, { method: 'POST', headers, body });
      const bytes = Buffer.from(await response.arrayBuffer());
      const isPacked = response.headers.get('content-encoding') === 'gzip';
      return [response.status, JSON.parse((isPacked ? gunzipSync(bytes) : bytes).toString())];
    };
    const ways = [
      [0, {}],
      [0, { packed: false }],
      [0, { query: '?computed=moved&cells=moved&hash=' }],
      [1, { query: '?computed=moved&cells=moved' }],
      [1, { query: `?hash=${'0'.repeat(64)}` }],
      [99, {}],
    ] as const;
    for (const [base, how] of ways) expect(await pulled(client, base, how)).toEqual(await pulled(within, base, how));
    const { revision } = await apart.sync({});
    const asked = counts();
    await pulled(client, revision, {});
    expect(counts()).toBe(asked);
    await pulled(client, 0, {});
    expect(counts()).toBe(asked + 1);
  });

  test('who goes away ends the work, and its place is free again', async () => {
    const gone = new AbortController();
    const asked = apart.fetch('/verify', { signal: gone.signal });
    gone.abort();
    expect((await asked).status).toBe(499);
    expect(await (await apart.fetch('/verify')).json()).toMatchObject({ ok: true });
  });

  test('many at once of one person wait for each other; more than that are told to come again', async () => {
    // The one place a person has is taken until all have asked: how fast a plan is read decides nothing.
    const giveBack = await readingPlaces.take({ person: apart.person.id });
    const statuses: number[] = [];
    const asked = Promise.all(
      Array.from({ length: 13 }, async () => {
        const answer = await apart.fetch('/checks');
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }),
    );
    await expect.poll(() => statuses.length + readingPlaces.counts().waiting).toBe(13);
    expect(statuses).toEqual([429, 429, 429]);
    giveBack();
    await asked;
    expect(statuses.slice(3)).toEqual(Array.from({ length: 10 }, () => 200));
  });
});
