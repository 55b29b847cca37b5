import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inserts, site, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { openSession } from '../identity/sessions.ts';
import { pruneReplies, startRetentionClock } from './retention-clock.ts';

const DAY_MS = 86_400_000;
const databases = {
  SQLite: () => Promise.resolve({ address: { file: ':memory:' }, drop: () => Promise.resolve() }),
  PostgreSQL: async () => {
    const { url, ownerUrl, drop } = await freshDatabaseWithRole();
    return { address: { url, ownerUrl }, drop };
  },
};

describe.each(Object.entries(databases))('what is kept for a while on %s', (_name, open) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await open();
    ({ drop } = database);
    server = await startTestServer(database.address);
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  test('[I1] a reply is there for 90 days; who repeats the sync after that loses nothing, doubles nothing and overwrites nothing', async () => {
    const client = await server.member(await server.program(), 'finance');
    const { ids, edits } = inserts(site('0417'), site('0418'));
    const [first = '', second = ''] = ids;
    await client.sync({ sites: edits });
    const both = { updates: [first, second].map((row) => ({ row, cells: { name: 'Alder' } })) };
    const request = client.request({ sites: both }, { base: 1, syncId: 'late' });
    const began = server.clock;
    const ask = async (by = client) => (await by.post(request)).json();
    const answered = await ask();
    const kept = async () =>
      (
        await server.store.read
          .selectFrom('sync_replies')
          .select('sync_id')
          .where('program', '=', client.program)
          .execute()
      ).length;
    const later = (days: number): Date => new Date(began.getTime() + days * DAY_MS);
    expect([await pruneReplies(server.store, later(90)), await kept()]).toEqual([0, 2]);
    expect((await ask()).receipt).toEqual(answered.receipt);

    server.clock = later(91);
    // Sessions do not last so long.
    const random = { randomBytes, store: server.store, now: () => server.clock };
    const token = await openSession(random, client.person.id);
    const again = new TestClient(server.app, client.program, { ...client.person, token });
    await again.sync({ sites: update(second, { name: 'Birch' }) }, { base: 2 });
    const lines: string[] = [];
    const log = (_: string, message: string, fields: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
    const clock = startRetentionClock({ store: server.store, log, now: () => server.clock });
    await expect.poll(kept).toBe(1);
    await expect.poll(() => clock.status()).toMatchObject({ state: 'done', at: server.clock.toISOString(), count: 2 });
    await clock.stop();
    expect(lines).toEqual(['Old replies to syncs were taken away. {"count":2}']);

    const late = await ask(again);
    expect([late.committed, late.conflicts.length]).toEqual([null, 1]);
    expect(late.conflicts[0]).toMatchObject({ row: second, local: 'Alder', remote: 'Birch' });
    const names = [...(await again.rows('sites')).values()].map(({ cells }) => cells['name']);
    expect(new Set(names)).toEqual(new Set(['Alder', 'Birch']));
    server.clock = began;
  });
});
