import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inserts, site, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { patient } from '../../test/patience.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { createGuidePages } from '../guide/guide-pages.ts';
import type { DatabaseAddress } from '../storage/database.ts';
import { lockProgram } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';

const databases = {
  SQLite: () => Promise.resolve({ address: { file: ':memory:' }, drop: () => Promise.resolve() }),
  PostgreSQL: async () => {
    const { url, ownerUrl, drop } = await freshDatabaseWithRole();
    return { address: { url, ownerUrl }, drop };
  },
} satisfies Readonly<Record<string, () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>>>;

/** A newer server comes and brings the database up to date. */
async function takesOver(db: Kysely<Database>): Promise<void> {
  await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-of-a-newer-server', '2027-01-01')`.execute(db);
}

async function goesAgain(db: Kysely<Database>): Promise<void> {
  await sql`DELETE FROM kysely_migration WHERE name LIKE '9999%'`.execute(db);
}

/** A program with a site, and who may change it. */
async function planAt(server: TestServer): Promise<{ client: TestClient; row: string }> {
  const client = await server.member(await server.program(), 'admin');
  const { ids, edits } = inserts(site('0417'));
  await client.sync({ sites: edits });
  return { client, row: ids[0] ?? '' };
}

const toldOf = async (response: Response) => [response.status, (await response.json()).error?.code];
const refused = [503, 'unavailable'];

describe.each(Object.entries(databases))('[FG3] a server on %s beside a newer one', (_name, open) => {
  let server: TestServer;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    server = await startTestServer(database.address);
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  test('writes and tells nothing any more, a request of before that comes again included, and says that it is not ready', async () => {
    const { client, row } = await planAt(server);
    const rename = client.request({ sites: update(row, { name: 'Alder' }) }, { base: 1 });
    const first = await client.post(rename);
    await takesOver(server.store.write);
    const another = client.request({ sites: update(row, { name: 'Beech' }) }, { base: 2 });
    const response = await client.post(another);
    expect(response.headers.get('retry-after')).toBe('5');
    const { error } = await response.clone().json();
    expect(error.message).toContain('Nothing of yours was stored here; it is still where you entered it.');
    const pull = client.request({}, { base: 1 });
    const asked = [client.post(rename), client.post(another, '?preview=true'), client.post(pull)];
    for (const answer of [response, ...(await Promise.all(asked))]) expect(await toldOf(answer)).toEqual(refused);
    expect(await toldOf(await client.fetchApi('/ready'))).toEqual(refused);

    await goesAgain(server.store.write);
    expect((await client.rows('sites')).get(row)?.cells['name']).toBe('Alder');
    expect(await (await client.post(rename)).json()).toEqual(await first.json());
    expect((await client.fetchApi('/ready')).status).toBe(200);
  });

  test('reads nothing to anybody and lets nobody in, while it says that it lives and how it is', async () => {
    const { client } = await planAt(server);
    const paths = ['/programs', `/programs/${client.program}/totals`, `/programs/${client.program}/rows`];
    const statuses = () => Promise.all(paths.map(async (path) => (await client.fetchApi(path)).status));
    expect(await statuses()).toEqual([200, 200, 200]);
    await takesOver(server.store.write);
    // A look holds for a second.
    server.clock = new Date(server.clock.getTime() + 1_000);
    for (const path of paths) expect(await toldOf(await client.fetchApi(path))).toEqual(refused);
    const guides = createGuidePages({
      store: server.store,
      now: () => server.clock,
      log: () => expect.unreachable('Nothing is wrong.'),
      publicUrl: () => 'http://localhost',
    });
    const guide = await guides.request(`/guide/${client.program}/`);
    expect([guide.status, await guide.text()]).toEqual([503, expect.stringContaining('Try again in a few minutes.')]);
    const feed = await server.app.request(`/odata/${client.program}/`);
    expect([feed.status, (await client.fetchApi('/sign-in', { method: 'POST' })).status]).toEqual([503, 503]);
    const still = ['/live', '/health'].map(async (path) => (await client.fetchApi(path)).status);
    expect(await Promise.all(still)).toEqual([200, 200]);

    await goesAgain(server.store.write);
    expect(await statuses()).toEqual([200, 200, 200]);
  });
});

test('[FG3] a server writes nothing that has waited for the program while a newer server came', async () => {
  const { address, drop } = await databases.PostgreSQL();
  const server = await startTestServer(address);
  const { client, row } = await planAt(server);
  const { write } = server.store;
  const someoneWaits = async (): Promise<void> => {
    const { rows } = await sql`SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(write);
    expect(rows).toHaveLength(1);
  };
  const sent: Promise<Response>[] = [];
  await write.transaction().execute(async (transaction) => {
    await lockProgram(transaction, client.program);
    sent.push(client.post(client.request({ sites: update(row, { name: 'Alder' }) }, { base: 1 })));
    await vi.waitFor(someoneWaits, { timeout: patient(20_000), interval: 20 });
    await takesOver(transaction);
  });
  for (const answer of await Promise.all(sent)) expect(await toldOf(answer)).toEqual(refused);
  expect((await client.rows('sites')).get(row)?.cells['name']).toBe('School 0417');
  await server.close();
  await drop();
});
