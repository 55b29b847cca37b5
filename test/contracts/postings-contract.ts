import { beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '../../shared/plan/time/program-day.ts';
import { defaultSettings } from '../../shared/plan/program-settings.ts';
import { postingsReply, type PostingsReply } from '../../shared/protocol/postings.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { inserts, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Every figure can be asked what it is made of. On the worked example of the office's definitions. */
export function postingsContract(server: () => TestServer): void {
  describe('what a figure is made of', () => {
    let finance: TestClient;

    beforeAll(async () => {
      finance = await server().member(await server().program(), 'finance');
      const { refusals } = await finance.sync(workedExample());
      expect(refusals).toEqual([]);
    });

    const ask = async (query: string, client = finance): Promise<PostingsReply> => {
      const response = await client.fetch(`/postings?${query}`);
      expect([query, response.status]).toEqual([query, 200]);
      return postingsReply.parse(await response.json());
    };

    test('a budget is its original amounts and its changes, each with title, report and the rows that say so', async () => {
      const reply = await ask('measure=current&project=26.00001');
      expect(reply).toMatchObject({ revision: 1, measure: 'current', total: 495_000_000, next: null });
      expect(reply.asOf).toBe(dayIn(defaultSettings.timeZone, server().clock));
      expect(reply.groups).toEqual([
        { account: 'original', change: null, title: null, reportNumber: null, amount: 470_000_000, count: 4 },
        {
          account: 'board',
          change: 'BC-01',
          title: 'Augment the refresh of North Group 1 from the reserve',
          reportNumber: 'Rep-110-25/26',
          amount: 25_000_000,
          count: 1,
        },
      ]);
      expect(reply.postings.at(-1)).toMatchObject({
        account: 'board',
        amount: 25_000_000,
        date: '2026-01-20',
        line: 'BL-002',
        project: '26.00001',
        source: 'BND-A',
        change: 'BC-01',
        table: 'changeLines',
        revision: 1,
        by: finance.person.name,
        at: server().clock.toISOString(),
      });
    });

    test('an open encumbrance is contracts and change orders less what was paid against them', async () => {
      const { groups, total } = await ask('measure=openEncumbrance&line=BL-002');
      expect(groups.map(({ account, amount }) => [account, amount])).toEqual([
        ['contract', 120_000_000],
        ['changeOrder', 8_733_333],
        ['liquidated', -36_250_050],
      ]);
      expect(total).toBe(92_483_283);
    });

    test('unallocated money of a source is what was authorized less its budget', async () => {
      const { groups, total } = await ask('measure=unallocated&source=BND-A');
      expect(total).toBe(645_000_000);
      expect(groups[0]).toMatchObject({ account: 'original', amount: -555_000_000 });
      expect(groups.at(-1)).toMatchObject({ account: 'authorized', amount: 1_200_000_000 });
    });

    test('pages follow one another over one revision, whatever is synced between them', async () => {
      const whole = await ask('measure=expended');
      const first = await ask('measure=expended&limit=4');
      // The months of the others are closed.
      const month = { postingDate: '2026-11-02', period: '2026-11' };
      const late = inserts({ document: 'V9', line: 1, ...month, budgetLine: 'BL-002', amount: 1, type: 'Invoice' });
      const [row] = late.ids;
      expect(await finance.sync({ expenditures: late.edits }, { base: 1 })).toMatchObject({ committed: 2 });
      const second = await ask(`measure=expended&limit=4&cursor=${first.next ?? ''}`);
      expect([first.next, second.revision, second.next]).toEqual([`1.4.${whole.asOf}`, 1, null]);
      expect(second.asOf).toBe(whole.asOf);
      expect([...first.postings, ...second.postings]).toEqual(whole.postings);
      const now = await ask('measure=expended');
      expect([now.revision, now.total === whole.total]).toEqual([2, false]);
      expect(now.postings.find((posting) => posting.row === row)).toMatchObject({ amount: 1, revision: 2 });
      expect(await ask('measure=expended&at=1')).toEqual(whole);
    });

    test('a figure of a place is the rows that lie there and its share of each project for several sites', async () => {
      for (const cut of ['region', 'boardDistrict', 'site']) {
        const totals = totalsReply.parse(await (await finance.fetch(`/totals?by=${cut}&at=1`)).json());
        for (const row of totals.rows) {
          const group = String(row[cut]);
          const reply = await ask(`measure=current&${cut}=${encodeURIComponent(group)}&at=1`);
          expect([group, reply.total]).toEqual([group, row['current']]);
          expect(reply.groups.reduce((sum, { amount }) => sum + amount, 0)).toBe(reply.total);
        }
      }
      const { postings } = await ask('measure=current&region=North&at=1');
      const shares = postings.filter(({ account }) => account === 'share');
      expect(shares.length).toBeGreaterThan(0);
      for (const share of shares) expect(share).toMatchObject({ table: 'projects', key: share.project, line: null });
      expect(await ask('measure=current&region=North&at=1&account=share')).toMatchObject({
        total: shares.reduce((sum, { amount }) => sum + amount, 0),
      });
    });

    test('[ER1–ER4] what E-Rate’s funding requests come to is made of the requests', async () => {
      const other = await server().member(await server().program(), 'finance');
      const request = { fundingYear: 2026, category: 'C2', serviceType: 'Internal Connections', discount: 850_000 };
      const decided = { status: 'Funded', fcdlDate: '2026-06-01', disbursed: 40_000 };
      const { edits } = inserts(
        { ...request, ...decided, frn: '9900000001', preDiscount: 33_333_333 },
        { ...request, frn: '9900000002', preDiscount: 100_000, status: 'Pending' },
      );
      expect((await other.sync({ fundingRequests: edits })).refusals).toEqual([]);
      const by = totalsReply.parse(await (await other.fetch('/totals?by=frn&at=1')).json());
      for (const measure of ['erateGross', 'erateShare', 'erateDistrictShare', 'erateDisbursed']) {
        expect([measure, (await ask(`measure=${measure}&at=1`, other)).total]).toEqual([measure, by.total[measure]]);
        for (const row of by.rows) {
          const frn = String(row['frn']);
          const { total, postings } = await ask(`measure=${measure}&frn=${encodeURIComponent(frn)}&at=1`, other);
          expect([frn, total]).toEqual([frn, row[measure]]);
          for (const posting of postings) expect(posting).toMatchObject({ table: 'fundingRequests', key: frn });
        }
      }
      expect(by.total).toMatchObject({ erateGross: 33_333_333, erateShare: 28_333_333, erateDistrictShare: 5_000_000 });
      expect((await ask('measure=erateGross&source=BND-A&at=1', other)).postings).toEqual([]);
    });

    test('as of a day only what was posted by then has a part', async () => {
      const { postings, total } = await ask('measure=expended&asOf=2026-02-28&at=1');
      expect(postings.every(({ date }) => date !== null && date <= '2026-02-28')).toBe(true);
      expect(total).toBe(106_750_050);
    });

    test('a figure that is no sum, an unknown one and a wrong page are refused in a sentence', async () => {
      for (const [query, path] of [
        ['measure=percentSpent', 'measure'],
        ['measure=profit', 'measure'],
        ['', 'measure'],
        ['measure=current&cursor=next', 'cursor'],
        ['measure=current&cursor=1.0.2026-99-99', 'cursor'],
        ['measure=current&limit=501', 'limit'],
        ['measure=current&asOf=2026-02-30', 'asOf'],
      ] as const) {
        const response = await finance.fetch(`/postings?${query}`);
        expect([query, response.status]).toEqual([query, 400]);
        expect(await response.json()).toMatchObject({ error: { code: 'invalid_request', details: { path } } });
      }
    });

    test('a stranger to the program is told nothing', async () => {
      const stranger = await server().member(await server().program(), 'finance');
      expect((await stranger.in(finance.program).fetch('/postings?measure=current')).status).toBe(404);
    });
  });
}
