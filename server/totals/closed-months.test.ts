import fc from 'fast-check';
import { expect, test } from 'vitest';
import { totalsReply } from '../../shared/protocol/totals.ts';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { cuts } from '../../shared/plan/figures/cuts.ts';
import { explainFlags } from '../../test/contracts/explain-flags.ts';
import { inserts, site, update, workedExample } from '../../test/contracts/plan-rows.ts';
import { grant } from '../identity/accounts.ts';
import { quickAccount } from '../identity/testing/quick-passwords.ts';
import { issueBefore } from '../reports/document/issue-before.ts';
import { createProgramEvents } from '../program-events.ts';
import { createSyncService } from '../reconcile/sync-program.ts';
import { newRow, startTestServer, type TestClient } from '../../test/contracts/test-server.ts';
import { tries } from '../../test/run-size.ts';

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
  // Whatever names the row follows it, and is the same under another name.
  changed('budgetLines', fc.record({ id: fc.nat(999).map((number) => `BL-R${number}`) })),
  changed('commitments', fc.record({ number: fc.nat(999).map((number) => `PO-R${number}`) })),
  changed('commitments', fc.record({ line: fc.integer({ min: 10, max: 99 }) })),
  changed('projects', fc.record({ number: fc.integer({ min: 10_000, max: 99_999 }).map((number) => `26.${number}`) })),
  changed('projects', fc.record({ manager: fc.constant(null), percentComplete: fc.nat(1_000_000) })),
);

async function editsOf(client: TestClient, later: Later): Promise<Record<string, TableEdits>> {
  if (later.kind === 'insert') return { [later.table]: inserts(later.cells).edits };
  const rows = [...(await client.rows(later.table)).keys()];
  return { [later.table]: update(rows[later.nth % rows.length] ?? '', later.cells) };
}

/** May of the worked example is still being reconciled. */
async function closeMay(client: TestClient): Promise<number> {
  const base = await explainFlags(client, '2026-05-31');
  const rows = [...(await client.rows('periods')).values()];
  const edits = rows
    .filter(({ cells }) => cells['status'] === 'Soft close')
    .map(({ row }) => ({ row, cells: { status: 'Closed' } }));
  const { committed } = await client.sync({ periods: { updates: edits } }, { base });
  expect(committed).toBe(base + 1);
  return base + 1;
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
    { numRuns: tries(12) },
  );
  expect(taken).toBeGreaterThan(5);
  await server.close();
});

const renames: readonly { readonly what: string; readonly table: string; readonly key: (nth: number) => Cells }[] = [
  { what: 'budget lines', table: 'budgetLines', key: (nth) => ({ id: `BL-R${nth}` }) },
  { what: 'commitments', table: 'commitments', key: (nth) => ({ number: `PO-R${nth}` }) },
  { what: 'lines of commitments', table: 'commitments', key: (nth) => ({ line: 70 + nth }) },
  { what: 'projects', table: 'projects', key: (nth) => ({ number: `26.${90_000 + nth}` }) },
];

test.each(renames)('[§2.3.14] a closed month is told from its close when $what get another key', async (renamed) => {
  const server = await startTestServer({ file: ':memory:' });
  const admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
  const forecast = { project: '26.00002', category: 'All categories', period: '2026-05', etc: 500, method: 'Manual' };
  const late = { document: 'V-LATE', line: 1, postingDate: '2026-05-20', budgetLine: 'BL-008', type: 'Journal' };
  await admin.sync({ forecasts: inserts(forecast).edits }, { base: 1 });
  const close = await closeMay(admin);
  const told = async () => totalsReply.parse(await (await admin.fetch('/totals?asOf=2026-05-31')).json());
  const closed = await told();
  expect(closed.revision).toBe(close);
  await admin.sync({ expenditures: inserts({ ...late, period: '2026-07', amount: 99 }).edits }, { base: close });
  const rows = [...(await admin.rows(renamed.table)).keys()];
  for (const [nth, row] of rows.entries()) {
    const { refusals } = await admin.sync(
      { [renamed.table]: update(row, renamed.key(nth)) },
      { base: close + 1 + nth },
    );
    expect(refusals).toEqual([]);
  }
  expect(rows.length).toBeGreaterThan(0);
  expect(await told()).toEqual(closed);
  await server.close();
});

test('[§2.3.14] a month that was closed before its ledger was there is told from when the last of it had come in', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
  const june = { period: '2026-06', status: 'Closed', controlTotal: 12_345 };
  expect(await admin.sync({ periods: inserts(june).edits }, { base: 1 })).toMatchObject({ refusals: [], revision: 2 });
  const told = async () => {
    const { revision, total } = totalsReply.parse(await (await admin.fetch('/totals?asOf=2026-06-30')).json());
    return [revision, total['expended']];
  };
  const before = 314_484_617;
  expect(await told()).toEqual([2, before]);

  const events = createProgramEvents(server.store);
  const service = createSyncService({ store: server.store, events, now: () => server.clock });
  const author = await quickAccount(server.store.write, {
    email: 'l@example.org',
    name: 'Ledger',
    password: 'cedar-basin',
  });
  await grant(server.store.write, { program: admin.program, account: author.id, role: 'finance', scope: null });
  const imported = async (base: number, table: string, cells: Cells, row = newRow(), seen?: number) => {
    const edit =
      seen === undefined
        ? ({ kind: 'insert', table, row, cells, seen: base } as const)
        : ({ kind: 'update', table, row, cells, seen: Object.fromEntries([[Object.keys(cells)[0], seen]]) } as const);
    const origin = { door: 'demo', workbook: 'ledger', syncId: newRow(), digest: '', base, note: 'Ledger' } as const;
    expect(await service.sync(admin.program, { author, origin, edits: [edit] })).toMatchObject({ refusals: [] });
    return row;
  };
  const posting = { line: 1, postingDate: '2026-06-15', period: '2026-06', budgetLine: 'BL-008', type: 'Journal' };
  const row = await imported(2, 'expenditures', { ...posting, document: 'V8', amount: 12_345 });
  expect(await told()).toEqual([3, before + 12_345]);
  // What does not belong to the month, and what is not fixed by its close, moves nothing.
  await imported(3, 'expenditures', { ...posting, document: 'V9', period: '2026-07', amount: 7 });
  await imported(4, 'expenditures', { account: '21-9010-0-0000-8500-6400-417' }, row, 4);
  expect(await told()).toEqual([3, before + 12_345]);
  const forecast = { project: '26.00002', category: 'All categories', period: '2026-06', etc: 500, method: 'Manual' };
  await imported(5, 'forecasts', forecast);
  expect((await told())[0]).toBe(6);
  await events.close();
  await server.close();
});

test('a report compares with the month before as it was closed, for whom the close was known', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const program = await server.program();
  const admin = await server.member(program, 'admin');
  await admin.sync(workedExample());
  const close = await closeMay(admin);
  const compares = (revision: number) => issueBefore(server.store.read, program, { revision, asOf: '2026-06-30' });
  await admin.sync({ sites: inserts({ ...site('0999') }).edits }, { base: close });
  expect(await compares(close + 1)).toEqual({ revision: close, asOf: '2026-05-31' });
  expect(await compares(close)).toEqual({ revision: close, asOf: '2026-05-31' });
  // Everything was entered after the month: nothing was known of it on its last day.
  expect(await compares(close - 1)).toBeNull();
  const reopened = await admin.fetch('/periods/2026-05/reopen', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ syncId: 'reopen-may-2026', reason: 'An invoice was missing.' }),
  });
  expect(reopened.status).toBe(200);
  expect(await compares(close + 2)).toBeNull();
  expect(await compares(close + 1)).toEqual({ revision: close, asOf: '2026-05-31' });
  await server.close();
});
