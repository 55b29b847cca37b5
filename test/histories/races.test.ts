import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { explainFlags } from '../contracts/explain-flags.ts';
import { budgetLine, inserts, project, site, source, system, update } from '../contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { lastDayOf } from '../../shared/tables/kinds/calendar-dates.ts';
import { freshDatabase } from '../postgres/fresh-database.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { createRandom, type Random } from './random.ts';

/** Times that two acts meet which cannot both be. */
const RACES = isLong ? 2_000 : 200;
/** What is proved above the database is proved on SQLite; locks and order of PostgreSQL show in the first few. */
const databases = [
  { name: 'SQLite', races: RACES, open: async () => ({ address: { file: ':memory:' }, drop: async () => undefined }) },
  {
    name: 'PostgreSQL',
    races: RACES / 10,
    open: async () => {
      const { url, drop } = await freshDatabase();
      return { address: { url }, drop };
    },
  },
];

/** Invoices that come in while a month is being closed. */
const POSTINGS = 40;

type Edits = Record<string, TableEdits>;

describe.each(databases)('acts that meet on $name', ({ races, open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  let officer: TestClient;
  let finance: TestClient;
  const seed = firstSeed();

  beforeAll(async () => {
    const database = await open();
    ({ drop } = database);
    server = await startTestServer(database.address);
    const program = await server.program();
    [officer, finance] = [await server.member(program, 'editor'), await server.member(program, 'finance')];
    const opening = await finance.sync({
      sites: inserts(site('0417')).edits,
      systems: inserts(system('LAN')).edits,
      fundingSources: inserts(source('BND-A')).edits,
      projects: inserts(project('26.00001')).edits,
      budgetLines: inserts(budgetLine('BL-001'), budgetLine('BL-002', { category: 'Contingency' })).edits,
    });
    if (opening.refusals.length > 0) throw new Error(JSON.stringify(opening.refusals));
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  test(`a change is approved with the amounts that stood when it was, ${races} times`, async () => {
    const random = createRandom(seed);
    const outcomes = new Set<string>();
    for (let race = 0; race < races; race++) {
      const { change, lines, revision } = await submitted(officer, race);
      const approval = { status: 'Approved', effectiveDate: '2026-11-20' };
      const takenBack = { status: 'Draft' };
      const raised: Edits = {
        changeLines: { updates: lines.map(({ row, cells }) => ({ row, cells: doubled(cells) })) },
      };
      await atOnce(random, [
        () => finance.sync({ changes: update(change, approval) }, { base: revision }),
        async () => {
          const { revision: later } = await officer.sync({ changes: update(change, takenBack) }, { base: revision });
          await officer.sync(raised, { base: later });
        },
      ]);
      const status = (await finance.rows('changes')).get(change)?.cells['status'];
      const amounts = await amountsOf(finance, lines);
      const place = `seed ${seed}, race ${race}`;
      outcomes.add(String(status));
      // Either the approval came first and nothing moved, or the change was taken back and the approval came too late.
      if (status === 'Approved') expect([place, amounts]).toEqual([place, [-100, 100]]);
      else expect([place, status, amounts]).toEqual([place, 'Draft', [-200, 200]]);
    }
    expect(outcomes).toEqual(new Set(['Approved', 'Draft']));
  });

  test('a month that closes while many post to it agrees with the ledger, and takes nothing once it is closed', async () => {
    const random = createRandom(seed);
    const months = Math.ceil(races / 20);
    const outcomes = new Set<string>();
    for (let n = 0; n < months; n++) {
      const period = `20${String(30 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}`;
      // The month can be closed when so many of the postings are in and no other.
      const before = random.int(POSTINGS + 1);
      const controlTotal = 100 * (1 + before);
      const month = inserts({ period, status: 'Soft close', controlTotal });
      const first = inserts(posting(period, 0));
      await finance.sync({ periods: month.edits, expenditures: first.edits });
      const revision = await explainFlags(finance, lastDayOf(period), ['V33']);
      const [row = ''] = month.ids;
      const acts = Array.from({ length: POSTINGS }, (_, i) => {
        const { edits } = inserts(posting(period, i + 1));
        return () => finance.sync({ expenditures: edits }, { base: revision });
      });
      const close = () => finance.sync({ periods: update(row, { status: 'Closed' }) }, { base: revision });
      await Promise.all(
        acts.toSpliced(random.chance(0.8) ? before : random.int(POSTINGS), 0, close).map((act) => act()),
      );
      const status = (await finance.rows('periods')).get(row)?.cells['status'];
      const rows = [...(await finance.rows('expenditures')).values()];
      const ofMonth = rows.filter(({ cells }) => cells['period'] === period);
      const posted = ofMonth.reduce((sum, { cells }) => sum + Number(cells['amount']), 0);
      const place = `seed ${seed}, month ${period}`;
      outcomes.add(String(status));
      const total = status === 'Closed' ? controlTotal : 100 * (1 + POSTINGS);
      expect([place, posted]).toEqual([place, total]);
      // A month that does not agree with the ledger stands in the way of the next ones.
      const { revision: head } = await finance.sync({});
      if (status !== 'Closed') await finance.sync({ periods: update(row, { controlTotal: total }) }, { base: head });
    }
    // Which of them comes first is chance: over many months the closing is in time once.
    if (months >= 10) expect([...outcomes]).toContain('Closed');
  });
});

interface Line {
  readonly row: RowId;
  readonly cells: Cells;
}

/** A change that moves one dollar between the two lines, drafted and submitted by the officer. */
async function submitted(
  officer: TestClient,
  n: number,
): Promise<{ change: RowId; lines: readonly Line[]; revision: number }> {
  const number = `BC-${n + 1}`;
  const cells = [
    { change: number, line: 1, budgetLine: 'BL-001', amount: -100 },
    { change: number, line: 2, budgetLine: 'BL-002', amount: 100 },
  ];
  const header = inserts({
    number,
    type: 'Staff Modification',
    status: 'Draft',
    title: 'Move a dollar',
    reason: 'Licenses cost a dollar more than was thought.',
    requestedBy: 'PM-01',
  });
  const lines = inserts(...cells);
  const [change = ''] = header.ids;
  const drafted = await officer.sync({ changes: header.edits, changeLines: lines.edits }, { base: 0 });
  expect(drafted.refusals).toEqual([]);
  const { refusals, revision } = await officer.sync(
    { changes: update(change, { status: 'Pending' }) },
    { base: drafted.revision },
  );
  expect(refusals).toEqual([]);
  return { change, lines: cells.map((own, i) => ({ row: lines.ids[i] ?? '', cells: own })), revision };
}

function doubled({ amount }: Cells): Cells {
  return { amount: 2 * Number(amount) };
}

async function amountsOf(client: TestClient, lines: readonly Line[]): Promise<unknown[]> {
  const rows = await client.rows('changeLines');
  return lines.map(({ row }) => rows.get(row)?.cells['amount']);
}

/** An invoice of one dollar on the first line. */
function posting(period: string, n: number): Cells {
  return {
    document: `V${period.replace('-', '')}${String(n).padStart(4, '0')}`,
    line: 1,
    postingDate: `${period}-10`,
    period,
    budgetLine: 'BL-001',
    amount: 100,
    type: 'Invoice',
  };
}

/** Sets all of them off in one turn, in a chance order. */
async function atOnce(random: Random, acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  const order = acts.map((act) => ({ act, at: random.next() })).sort((a, b) => a.at - b.at);
  await Promise.all(order.map(({ act }) => act()));
}
