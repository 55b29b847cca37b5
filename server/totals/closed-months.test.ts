import fc from 'fast-check';
import { expect, test } from 'vitest';
import { totalsReply } from '../../shared/protocol/totals.ts';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { cuts } from '../../shared/plan/figures/cuts.ts';
import { inserts, update, workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient } from '../../test/contracts/test-server.ts';

const days = fc.constantFrom('2026-01-15', '2026-02-11', '2026-02-28', '2026-05-20', '2026-07-01');
const cents = fc.integer({ min: -9_999_999, max: 9_999_999 });

/** What somebody syncs after the months were closed: a new row, or other cells of the nth row of a table. */
type Later =
  | { readonly kind: 'insert'; readonly table: string; readonly cells: Cells }
  | { readonly kind: 'update'; readonly table: string; readonly nth: number; readonly cells: Cells };

const changed = (table: string, cells: fc.Arbitrary<Cells>): fc.Arbitrary<Later> =>
  fc.record({ kind: fc.constant('update' as const), table: fc.constant(table), nth: fc.nat(8), cells });

const laters: fc.Arbitrary<Later> = fc.oneof(
  fc
    .record({ document: fc.uuid(), postingDate: days, amount: cents })
    .map(({ document, postingDate, amount }): Later => ({
      kind: 'insert',
      table: 'expenditures',
      cells: {
        document: document.toUpperCase().slice(0, 23),
        line: 1,
        postingDate,
        period: '2026-07',
        budgetLine: 'BL-008',
        amount,
        type: 'Journal',
      },
    })),
  fc
    .record({ etc: fc.nat(10 ** 9), period: fc.constantFrom('2026-01', '2026-02', '2026-04', '2026-11') })
    .map(({ etc, period }): Later => ({
      kind: 'insert',
      table: 'forecasts',
      cells: { project: '26.00002', category: 'All categories', etc, period, method: 'Manual' },
    })),
  changed('sites', fc.record({ enrollment: fc.nat(2000), region: fc.constantFrom('North', 'South', 'West') })),
  changed('commitments', fc.record({ status: fc.constantFrom('Cancelled', 'Closed'), statusDate: days })),
  changed('fundingSources', fc.record({ available: fc.nat(10 ** 9), availableFrom: days })),
  changed('projects', fc.record({ manager: fc.constant(null), percentComplete: fc.nat(1_000_000) })),
);

async function editsOf(client: TestClient, later: Later): Promise<Record<string, TableEdits>> {
  if (later.kind === 'insert') return { [later.table]: inserts(later.cells).edits };
  const rows = [...(await client.rows(later.table)).keys()];
  return { [later.table]: update(rows[later.nth % rows.length] ?? '', later.cells) };
}

/** May of the worked example is still being reconciled. */
async function closeMay(client: TestClient): Promise<void> {
  const rows = [...(await client.rows('periods')).values()];
  const edits = rows
    .filter(({ cells }) => cells['status'] === 'Soft close')
    .map(({ row }) => ({ row, cells: { status: 'Closed' } }));
  const { committed } = await client.sync({ periods: { updates: edits } }, { base: 1 });
  expect(committed).toBe(2);
}

test('[§2.3.14] as-of figures of a closed month never change, whatever is synced afterwards', async () => {
  const server = await startTestServer({ file: ':memory:' });
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(laters, { minLength: 1, maxLength: 4 }), async (history) => {
      const finance = await server.member(await server.program(), 'admin');
      await finance.sync(workedExample());
      await closeMay(finance);
      const figures = async () => {
        const asked = cuts.flatMap((cut) => [`by=${cut}&asOf=2026-02-14`, `by=${cut}&asOf=2026-05-31`]);
        return Promise.all(
          asked.map(async (query) => totalsReply.parse(await (await finance.fetch(`/totals?${query}`)).json())),
        );
      };
      const closed = await figures();
      for (const later of history) {
        const { revision } = totalsReply.parse(await (await finance.fetch('/totals')).json());
        const { committed } = await finance.sync(await editsOf(finance, later), { base: revision });
        if (committed !== null) taken += 1;
      }
      expect(await figures()).toEqual(closed);
    }),
    { numRuns: 12 },
  );
  expect(taken).toBeGreaterThan(5);
  await server.close();
});
