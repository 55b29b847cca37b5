import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bridgeReply, type BridgeReply } from '../../shared/protocol/bridge.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { cuts } from '../../shared/plan/figures/cuts.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { update, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** How figures of the worked example came to be what they are, from one moment to another. */
export function bridgeContract(server: () => TestServer): void {
  describe('the bridge', () => {
    let finance: TestClient;
    let clock: Date;
    let base: number;

    beforeEach(async () => {
      clock = server().clock;
      server().clock = new Date('2026-11-24T18:00:00.000Z');
      finance = await server().member(await server().program(), 'finance');
      base = 0;
      await sync(workedExample(), await server().member(finance.program, 'finance'));
    });
    afterEach(() => {
      server().clock = clock;
    });

    const sync = async (edits: Parameters<TestClient['sync']>[0], who = finance, note = ''): Promise<void> => {
      const { refusals, conflicts, revision } = await who.sync(edits, { base, note });
      expect([refusals, conflicts]).toEqual([[], []]);
      base = revision;
    };
    const set = async (table: string, [column, value]: readonly [string, string], cells: Cells, note = '') => {
      const rows = [...(await finance.rows(table))];
      const row = rows.find(([, { cells: known }]) => known[column] === value)?.[0] ?? '';
      await sync({ [table]: update(row, cells) }, finance, note);
    };
    const approve = () =>
      set('changes', ['number', 'BC-03'], {
        status: 'Approved',
        reportNumber: 'Rep-110-26/27',
        boardDate: '2026-11-18',
        effectiveDate: '2026-11-18',
      });
    const bridge = async (query: string): Promise<BridgeReply> =>
      bridgeReply.parse(await (await finance.fetch(`/bridge?${query}`)).json());
    const steps = (reply: BridgeReply) => reply.steps.map(({ key, amount }) => [key, amount]);

    test('says why a project grew: the amendment with its report, day, reason and who approved it', async () => {
      await approve();
      const reply = await bridge('measure=current&project=26.00003&from=B0');
      expect(reply).toMatchObject({
        start: 154_000_001,
        end: 164_000_001,
        from: { revision: 1, baseline: { id: 'B0', name: 'Adopted plan' } },
        to: { revision: 2, baseline: null },
      });
      expect(reply.steps).toEqual([
        {
          key: 'change/board/BC-03',
          kind: 'change',
          account: 'board',
          category: null,
          change: 'BC-03',
          type: 'Board Amendment',
          title: 'Augment the camera upgrade from the reserve',
          reportNumber: 'Rep-110-26/27',
          reason: 'Two more entrances are to be covered at the request of the site.',
          date: '2026-11-18',
          by: finance.person.name,
          amount: 10_000_000,
          count: 1,
        },
      ]);
      const { entries, next } = await bridge('measure=current&project=26.00003&from=B0&step=change/board/BC-03');
      expect([entries.length, next]).toEqual([1, null]);
      expect(entries[0]).toMatchObject({ table: 'changeLines', line: 'BL-007', amount: 10_000_000, revision: 1 });
    });

    test('goes from the original budget to today, with what waits, and down to each document', async () => {
      const today = await bridge('measure=proposed&project=26.00003');
      expect([today.start, steps(today)]).toEqual([
        0,
        [
          ['original', 150_000_000],
          ['change/staff/BC-02', 4_000_001],
          ['change/pending/BC-03', 10_000_000],
        ],
      ]);
      const query = 'measure=expended&project=26.00003&from=2025-01-01&to=2026-11-24';
      const paid = await bridge(`${query}&step=paid&limit=1`);
      expect(paid.entries).toHaveLength(1);
      const rest = await bridge(`${query}&step=paid&limit=1&cursor=${paid.next ?? ''}`);
      expect([...paid.entries, ...rest.entries].map(({ amount }) => amount)).toEqual([59_999_999, 12_500_000]);
      expect(rest.next).not.toBeNull();
    });

    test('adds up for every figure of every cut as the totals tell them, between revisions and days, in both directions', async () => {
      await approve();
      const moments = [
        { name: 'B0', query: 'at=1&asOf=2026-11-24' },
        { name: '2026-04-30', query: 'asOf=2026-04-30' },
        { name: 'today', query: '' },
      ];
      for (const cut of cuts) {
        const told = await Promise.all(
          moments.map(async ({ query }) =>
            totalsReply.parse(await (await finance.fetch(`/totals?by=${cut}&${query}`)).json()),
          ),
        );
        const group = String(told[0]?.rows[0]?.[cut]);
        for (const measure of ['current', 'eac', 'vac', 'uncommitted']) {
          for (const [i, from] of moments.entries()) {
            for (const [j, to] of moments.entries()) {
              const said = [told[i], told[j]].map(
                (reply) => reply?.rows.find((row) => row[cut] === group)?.[measure] ?? 0,
              );
              const { start, end } = await bridge(
                `measure=${measure}&${cut}=${encodeURIComponent(group)}&from=${from.name}&to=${to.name}`,
              );
              expect([cut, group, measure, from.name, to.name, start, end]).toEqual([
                cut,
                group,
                measure,
                from.name,
                to.name,
                ...said,
              ]);
            }
          }
        }
      }
    });

    test('what is no figure in money is refused by name', async () => {
      expect((await finance.fetch('/bridge?measure=percentSpent')).status).toBe(400);
      expect((await finance.fetch('/bridge?measure=current&from=Nowhere')).status).toBe(404);
    });
  });
}
