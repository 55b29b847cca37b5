import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPlanFunctions } from '../../addin/functions/plan-functions.ts';
import { columnIndex, gridOf } from '../../server/workbook/testing/sheet-grid.ts';
import { sheetPath } from '../../server/workbook/testing/edit-file.ts';
import { measures } from '../../shared/plan/figures/measures.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { comparison } from '../../shared/protocol/compare.ts';
import { postingsReply } from '../../shared/protocol/postings.ts';
import { checksReply, totalsReply } from '../../shared/protocol/totals.ts';
import { bookOf, figuresOf, planAfter, rowsOf, stillToCome, withForecast, type Figures } from '../replay/replay.ts';
import { toldRevisions } from '../replay/told-revisions.ts';
import { explainFlags } from './explain-flags.ts';
import { inserts, update, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** What the plan was before its adoption, in closed months, since then, today and tomorrow; and which revision says so. */
const days = [
  { asOf: '2025-11-01', is: 'before the projects were approved', revision: 6 },
  { asOf: '2026-02-20', is: 'in a month that came in closed', revision: 1 },
  { asOf: '2026-05-31', is: 'the last of a month that was closed here', revision: 4 },
  { asOf: '2026-07-15', is: 'between the last close and today', revision: 6 },
  { asOf: '2026-11-24', is: 'today', revision: 6 },
  { asOf: '2026-11-25', is: 'tomorrow', revision: 6 },
] as const;

/** Money that every surface tells, by its name. */
const told = ['current', 'pending', 'committed', 'openEncumbrance', 'expended', 'etc', 'eac', 'vac'] as const;

type Told = Readonly<Record<string, number>>;

/** One day on every surface, against the figures that a second program works out from the history. */
export function surfacesContract(server: () => TestServer): void {
  describe('the plan as of a day', () => {
    let admin: TestClient;

    beforeEach(async () => {
      server().clock = new Date('2026-11-24T18:00:00.000Z');
      admin = await server().member(await server().program(), 'admin');
      await live(admin);
    });

    test.each(days)('is the same on every surface, $is ($asOf)', async ({ asOf, revision }) => {
      const oracle = await workedOut(admin, revision, asOf);
      const totals = totalsReply.parse(await ask(`/totals?by=project&asOf=${asOf}`));
      expect(totals).toMatchObject({ revision, asOf });
      expect(picked(totals.total)).toEqual(oracle.program);
      expect(Object.fromEntries(totals.rows.map((row) => [row['project'], picked(row)]))).toEqual(oracle.projects);
      expect(await inRows(asOf)).toEqual(oracle.projects);
      expect(await inWorkbook(asOf)).toEqual(oracle.program);
      expect(await inFunctions(asOf)).toEqual(oracle.program);
      for (const measure of told.filter((name) => !['etc', 'eac', 'vac'].includes(name))) {
        const postings = postingsReply.parse(await ask(`/postings?measure=${measure}&asOf=${asOf}`));
        expect([measure, postings.revision, postings.total]).toEqual([measure, revision, oracle.program[measure]]);
      }
      const { figures } = comparison.parse(await ask(`/compare?fromAsOf=2025-07-01&asOf=${asOf}`));
      expect(figures?.to.asOf).toBe(asOf);
      expect(picked(figures?.to.total ?? {})).toEqual(oracle.program);
      const checks = checksReply.parse(await ask(`/checks?asOf=${asOf}`));
      expect(checks).toMatchObject({ revision, asOf });
      const over = Object.values(oracle.projects).reduce((sum, { vac = 0 }) => sum + Math.max(0, -vac), 0);
      expect(checks.invariants?.find(({ id }) => id === 'V35')?.difference).toBe(over);
    });

    test('is that of today where no day is named; what comes into effect tomorrow is pending until then', async () => {
      const now = totalsReply.parse(await ask('/totals?by=project'));
      expect(totalsReply.parse(await ask('/totals?by=project&asOf=2026-11-24'))).toMatchObject(now);
      const pendingOf = async (asOf: string) => (await workedOut(admin, 6, asOf)).projects['26.00001'];
      const [today, tomorrow] = [await pendingOf('2026-11-24'), await pendingOf('2026-11-25')];
      expect(today).toMatchObject({ current: 495_000_000, pending: 10_000_000 });
      expect(tomorrow).toMatchObject({ current: 505_000_000, pending: 0 });
    });

    const ask = async (path: string): Promise<unknown> => (await admin.fetch(path)).json();

    const inRows = async (asOf: string): Promise<Record<string, Told>> => {
      const { tables } = rowsReply.parse(await ask(`/rows?tables=projects&asOf=${asOf}`));
      const { columns = [], rows = [] } = tables['projects'] ?? {};
      const cells = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i + 2] ?? null])));
      return Object.fromEntries(cells.map((project) => [String(project['number']), picked(project)]));
    };

    /** The Summary of the workbook: measures in their order, amounts in the third column. */
    const inWorkbook = async (asOf: string): Promise<Told> => {
      const file = new Uint8Array(await (await admin.fetch(`/workbook.xlsx?asOf=${asOf}`)).arrayBuffer());
      const { rows } = gridOf(strFromU8(unzipSync(file)[sheetPath(file, 'Summary')] ?? new Uint8Array()));
      const inThird = rows.map(({ cells }) => /<v>([^<]*)<\/v>/.exec(cells[columnIndex('C')]?.content ?? '')?.[1]);
      const header = inThird.findIndex((text) => text !== undefined);
      const amounts = inThird.slice(header + 1);
      const entries = measures.map(({ name }, i) => [name, Math.round(Number(amounts[i]) * 100)] as const);
      return picked(Object.fromEntries(entries));
    };

    const inFunctions = async (asOf: string): Promise<Told> => {
      const functions = createPlanFunctions({
        totals: async (_program, query) => {
          const by = query.by.map((cut) => `&by=${cut}`).join('');
          const day = query.asOf === undefined ? '' : `&asOf=${query.asOf}`;
          return { ok: true, value: totalsReply.parse(await ask(`/totals?${by}${day}`)) };
        },
        program: () => admin.program,
        revision: () => 6,
        wait: () => Promise.resolve(),
      });
      const values: Record<string, number> = {};
      for (const name of told) {
        const answer = await functions.total(name, ['asOf', asOf]);
        values[name] = answer.ok ? Math.round(Number(answer.value) * 100) : Number.NaN;
      }
      return values;
    };
  });
}

/** A plan that goes on after its opening: what is late, what comes into effect tomorrow, a month that is closed, a site that moves. */
async function live(admin: TestClient): Promise<void> {
  const sync = async (edits: Parameters<TestClient['sync']>[0], base: number) => {
    const { refusals, conflicts, revision } = await admin.sync(edits, { base });
    expect([refusals, conflicts, revision]).toEqual([[], [], base + 1]);
  };
  const posting = (document: string, postingDate: string, amount: number) => {
    return { document, line: 1, postingDate, period: '2026-11', budgetLine: 'BL-008', amount, type: 'Journal' };
  };
  const amendment = {
    number: 'BC-04',
    type: 'Board Amendment',
    status: 'Approved',
    title: 'Augment the refresh from the reserve',
    reason: 'Two more schools asked for closets with power.',
    reportNumber: 'Rep-111-26/27',
    boardDate: '2026-11-17',
    effectiveDate: '2026-11-25',
    requestedBy: 'PM-07',
    approvedBy: 'Board of Education',
  };
  const moved = { change: 'BC-04', counterpart: null };
  const order = { number: 'PO-7', line: 10, budgetLine: 'BL-008', type: 'PO', status: 'Open', vendor: 'Vendor A02' };
  const forecast = { project: '26.00003', category: 'All categories', method: 'Manual', updatedBy: 'PM-07' };
  await sync(workedExample(), 0);
  await sync(
    {
      changes: inserts(amendment).edits,
      changeLines: inserts(
        { ...moved, line: 1, budgetLine: 'BL-001', amount: 10_000_000 },
        { ...moved, line: 2, budgetLine: 'BL-009', amount: -10_000_000 },
      ).edits,
      commitments: inserts({
        ...order,
        description: 'Licenses',
        awardDate: '2026-11-25',
        statusDate: '2026-11-25',
        original: 333_333,
      }).edits,
      expenditures: inserts(
        posting('V8', '2026-11-24', 1_001),
        posting('V9', '2026-11-25', 2_002),
        posting('V10', '2026-02-20', 4_004),
      ).edits,
      forecasts: inserts(
        { ...forecast, period: '2026-11', etc: 90_000_001 },
        { ...forecast, period: '2026-12', etc: 80_000_001 },
      ).edits,
    },
    1,
  );
  const idOf = async (table: string, column: string, value: string) =>
    [...(await admin.rows(table))].find(([, { cells }]) => cells[column] === value)?.[0] ?? '';
  const explained = await explainFlags(admin, '2026-05-31');
  await sync({ periods: update(await idOf('periods', 'period', '2026-05'), { status: 'Closed' }) }, explained);
  await sync({ expenditures: inserts(posting('V11', '2026-05-28', 8_008)).edits }, explained + 1);
  const boundary = { location: '0417', effectiveFrom: '2026-11-25', region: 'West', boardDistrict: '7' };
  await sync({ siteBoundaries: inserts(boundary).edits }, explained + 2);
}

function picked(values: Readonly<Record<string, unknown>>): Told {
  return Object.fromEntries(told.map((name) => [name, Number(values[name])]));
}

/** The figures by the definitions alone, from the history as it is told. */
async function workedOut(client: TestClient, revision: number, asOf: string) {
  const revisions = await toldRevisions(client);
  const book = bookOf(planAfter(revisions.slice(0, revision)), asOf);
  const plain = (figures: Figures) => picked(figures);
  const [projects, whole]: [Record<string, Told>, { etc: bigint }] = [{}, { etc: 0n }];
  for (const project of rowsOf(book.plan, 'projects')) {
    const etc = stillToCome(book, project);
    whole.etc += etc;
    const own = figuresOf(book, (line) => line['project'] === project['number']);
    projects[String(project['number'])] = plain(withForecast(own, etc));
  }
  const all = figuresOf(book, () => true);
  return { projects, program: plain(withForecast(all, whole.etc)) };
}
