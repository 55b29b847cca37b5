import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spendingReply, type SpendingReply } from '../../shared/protocol/spending.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
});
afterAll(() => server.close());

const spending = async (query = ''): Promise<SpendingReply> =>
  spendingReply.parse(await (await admin.fetch(`/spending${query}`)).json());
const totals = async (query = '') => totalsReply.parse(await (await admin.fetch(`/totals${query}`)).json());

describe('spending month by month', () => {
  test.each(['', '?asOf=2026-10-31', '?at=1', '?at=1&asOf=2026-06-30'])(
    '%s ends in the figures of the totals',
    async (query) => {
      const [{ months, asOf, revision, undatedBudget, undatedToCome }, { total }] = [
        await spending(query),
        await totals(query),
      ];
      expect(revision).toBe(1);
      const today = months.findLast(({ spent }) => spent !== null);
      expect(today?.month).toBe(asOf.slice(0, 7));
      expect(today?.spent).toBe(total['expended']);
      expect((months.at(-1)?.planned ?? 0) + undatedBudget).toBe(total['current']);
      expect((months.at(-1)?.forecast ?? 0) + undatedToCome).toBe(total['eac']);
      expect(total['expended']).toBeGreaterThan(0);
    },
  );

  test('is the same from the rows of a revision as from the head', async () => {
    expect(await spending('?at=1&asOf=2026-11-23')).toEqual(await spending('?asOf=2026-11-23'));
    const site = [...(await admin.rows('sites')).entries()][0];
    await admin.sync({ sites: { updates: [{ row: site?.[0] ?? '', cells: { shortName: 'Later' } }] } });
    expect({ ...(await spending('?at=1')), revision: 2 }).toEqual(await spending('?at=2'));
  });

  test('is nobody else’s', async () => {
    const stranger = await server.member(await server.program(), 'viewer');
    expect((await stranger.fetchApi(`/programs/${admin.program}/spending`)).status).toBe(404);
  });
});
