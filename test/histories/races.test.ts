import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { explainFlags } from '../contracts/explain-flags.ts';
import type { ChangeOutcome } from '../../shared/protocol/budget-changes.ts';
import { decideBy, outcomeOf, reverseBy } from '../contracts/change-office.ts';
import { budgetLine, inserts, project, site, source, system, update } from '../contracts/plan-rows.ts';
import { startServerPair } from '../contracts/server-pair.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import { lastDayOf } from '../../shared/tables/kinds/calendar-dates.ts';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { createRandom, type Random } from './random.ts';

/** Times that two acts meet which cannot both be. */
const RACES = isLong ? 2_000 : 200;
/** What is proved above the database is proved on SQLite; locks and order of PostgreSQL show in the first few. */
const databases = [
  {
    name: 'SQLite',
    races: RACES,
    others: RACES,
    open: async () => ({
      server: await startTestServer({ file: ':memory:' }),
      atOther: (client: TestClient) => client,
      drop: async () => undefined,
    }),
  },
  {
    name: 'two servers over one PostgreSQL',
    races: RACES / 2,
    others: RACES / 10,
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      const server = await startServerPair({ url, ownerUrl });
      return { server, atOther: (client: TestClient) => server.atOther(client), drop };
    },
  },
];

/** Whoever comes too late reads who was there before, or what has become of the change. */
const TOLD =
  /has set Status to \w+( \w+)? in the meantime|has changed \S+ since you looked at it|was (approved|withdrawn)|has been|is Draft and/;

/** Invoices that come in while a month is being closed: the first month meets as many as a busy office sends. */
const POSTINGS = 40;
const POSTINGS_OF_FIRST = 200;

/** Changes that a board decides on in one evening; each by itself is a revision of its own. */
const boardsDecide = { oneRevision: { count: 50, prefix: 'OR' }, oneEach: { count: 10, prefix: 'OE' } } as const;

type Edits = Record<string, TableEdits>;

describe.each(databases)('acts that meet on $name', ({ races, others, open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  let atOther: (client: TestClient) => TestClient;
  let officer: TestClient;
  let finance: TestClient;
  const seed = firstSeed();

  beforeAll(async () => {
    ({ server, atOther, drop } = await open());
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

  test(`a change is approved with the amounts that stood when it was, ${others} times`, async () => {
    const random = createRandom(seed);
    const outcomes = new Set<string>();
    const all: Submitted[] = [];
    for await (const submitted of submittedInTurn(officer, numbered('BC', others))) {
      const { race, change, lines, revision } = submitted;
      all.push(submitted);
      const approval = { status: 'Approved', effectiveDate: '2026-11-20' };
      const takenBack = { status: 'Draft' };
      const raised: Edits = {
        changeLines: { updates: lines.map(({ row, cells }) => ({ row, cells: doubled(cells) })) },
      };
      const asked = random.chance(0.75) ? officer : atOther(officer);
      await atOnce(random, race, [
        () => finance.sync({ changes: update(change, approval) }, { base: revision }),
        async () => {
          const { revision: later } = await asked.sync({ changes: update(change, takenBack) }, { base: revision });
          await asked.sync(raised, { base: later });
        },
      ]);
    }
    const stands = await standing(finance);
    for (const { race, change, lines } of all) {
      const { status, amounts } = stands(change, lines);
      const place = `seed ${seed}, race ${race}`;
      outcomes.add(status);
      // Either the approval came first and nothing moved, or the change was taken back and the approval came too late.
      if (status === 'Approved') expect([place, amounts]).toEqual([place, [-100, 100]]);
      else expect([place, status, amounts]).toEqual([place, 'Draft', [-200, 200]]);
    }
    expect(outcomes).toEqual(new Set(['Approved', 'Draft']));
  });

  test(`a change that is withdrawn while it is approved is one of both, and the other is told, ${races} times`, async () => {
    const random = createRandom(seed);
    const outcomes = new Set<string>();
    const told: (Submitted & { approval: ChangeOutcome; withdrawal: ChangeOutcome })[] = [];
    for await (const submitted of submittedInTurn(officer, numbered('WA', races))) {
      const { number, race, revision: seen } = submitted;
      // Both at one server, or at two: there whoever has less to work out comes first as a rule.
      const asked = random.chance(0.75) ? officer : atOther(officer);
      const [approval, withdrawal] = await bothAtOnce(random, race, [
        () => outcomeOf(finance, number, 'approve', { effectiveDate: '2026-11-20', seen }),
        () => outcomeOf(asked, number, 'withdraw', { seen }),
      ]);
      told.push({ ...submitted, approval, withdrawal });
    }
    const stands = await standing(finance);
    for (const { race, change, approval, withdrawal } of told) {
      const { status } = stands(change);
      const place = `seed ${seed}, race ${race}`;
      outcomes.add(status);
      const isApproved = status === 'Approved';
      expect([place, approval.done, withdrawal.done]).toEqual([place, isApproved, !isApproved]);
      const late = isApproved ? withdrawal : approval;
      expect(late).toMatchObject({ status, committed: null });
      expect(late.message).toMatch(TOLD);
    }
    expect(outcomes).toEqual(new Set(['Approved', 'Withdrawn']));
  });

  // Each race is five requests, and the same is proved of syncs above.
  const edits = races / 4;
  test(`a change that is edited while it is approved has the amounts that were looked at, ${edits} times`, async () => {
    const random = createRandom(seed);
    const outcomes = new Set<string>();
    const told: (Submitted & { approval: ChangeOutcome; isEdited: boolean })[] = [];
    for await (const submitted of submittedInTurn(officer, numbered('EA', edits))) {
      const { number, race, lines, revision: seen } = submitted;
      const raised: Edits = {
        changeLines: { updates: lines.map(({ row, cells }) => ({ row, cells: doubled(cells) })) },
      };
      const [approval, isEdited] = await bothAtOnce(random, race, [
        () => outcomeOf(finance, number, 'approve', { effectiveDate: '2026-11-20', seen }),
        async () => {
          // Who edits submits it again: the approver must not decide on what they have never seen.
          const { done, committed } = await outcomeOf(officer, number, 'revise', { seen });
          if (!done || committed === null) return false;
          const { refusals } = await officer.sync(raised, { base: committed });
          return refusals.length === 0 && (await outcomeOf(officer, number, 'submit')).done;
        },
      ]);
      told.push({ ...submitted, approval, isEdited });
    }
    const stands = await standing(finance);
    for (const { race, change, lines, approval, isEdited } of told) {
      const { status, amounts } = stands(change, lines);
      const place = `seed ${seed}, race ${race}`;
      outcomes.add(status);
      const expected = status === 'Approved' ? [true, false, [-100, 100]] : [false, true, [-200, 200]];
      expect([place, approval.done, isEdited, amounts]).toEqual([place, ...expected]);
      if (!approval.done) expect(approval.message).toMatch(TOLD);
    }
    expect(outcomes).toEqual(new Set(['Approved', 'Pending']));
  });

  const boards = Math.ceil(others / 50);
  test.each(['oneRevision', 'oneEach'] as const)(
    `changes that are approved as %s while some are taken back and raised are each approved whole or not at all, ${boards} times`,
    async (as) => {
      const random = createRandom(seed);
      for (let race = 0; race < boards; race++) {
        const { count, prefix } = boardsDecide[as];
        const numbers = Array.from({ length: count }, (_, n) => `${prefix}-${race}-${n}`);
        const { lines, revision: seen } = await submittedTogether(officer, numbers);
        const raised = random.pick(numbers);
        const [withdrawn = ''] = numbers.filter((number) => number !== raised);
        const asked = random.chance(0.5) ? officer : atOther(officer);
        const [reply, [isRaised, isWithdrawn]] = await bothAtOnce(random, race, [
          () => decideBy(finance, { numbers, act: 'approve', as, effectiveDate: '2026-11-20', seen }),
          async () => {
            const { done, committed } = await outcomeOf(asked, raised, 'revise', { seen });
            const own = lines.filter(({ cells }) => cells['change'] === raised);
            const updates = own.map(({ row, cells }) => ({ row, cells: doubled(cells) }));
            if (done) await asked.sync({ changeLines: { updates } }, { base: committed ?? seen });
            return [done, (await outcomeOf(asked, withdrawn, 'withdraw', { seen })).done] as const;
          },
        ]);
        const place = `seed ${seed}, race ${race}`;
        const headers = [...(await finance.rows('changes')).values()];
        const own = headers.filter(({ cells }) => numbers.includes(String(cells['number'])));
        const stateOf = new Map(own.map(({ cells }) => [cells['number'], cells['status']]));
        const left = new Map([
          [raised, isRaised ? 'Draft' : null],
          [withdrawn, isWithdrawn ? 'Withdrawn' : null],
        ]);
        const isNone = as === 'oneRevision' && (isRaised || isWithdrawn);
        const expected = numbers.map((number) => left.get(number) ?? (isNone ? 'Pending' : 'Approved'));
        expect([place, numbers.map((number) => stateOf.get(number))]).toEqual([place, expected]);
        const approved = numbers.filter((_, n) => expected[n] === 'Approved');
        expect([place, reply.done]).toEqual([place, approved.length]);
        expect(reply.changes.flatMap(({ number, done }) => (done ? [number] : []))).toEqual(approved);
        const revisions = new Set(
          own.flatMap(({ cells, revision }) => (cells['status'] === 'Approved' ? [revision] : [])),
        );
        expect([place, revisions.size]).toEqual([
          place,
          as === 'oneEach' ? approved.length : Math.min(1, approved.length),
        ]);
        const amounts = await amountsOf(finance, lines);
        const whole = lines.map(
          ({ cells }) => Number(cells['amount']) * (isRaised && cells['change'] === raised ? 2 : 1),
        );
        expect([place, amounts]).toEqual([place, whole]);
      }
    },
  );

  test('a change is reversed once, however many submit its reversal at once', async () => {
    const random = createRandom(seed);
    for (let race = 0; race < others / 20; race++) {
      const number = `RV-${race + 1}`;
      await submittedTogether(officer, [number]);
      expect(await outcomeOf(finance, number, 'approve', { effectiveDate: '2026-11-20' })).toMatchObject({
        done: true,
      });
      const reversals = await bothAtOnce(random, race, [
        () => reverseBy(officer, number),
        () => reverseBy(finance, number),
      ]);
      const drafted = reversals.filter(({ change }) => change.done).map(({ change }) => change.number);
      const outcomes = await Promise.all(drafted.map((each) => outcomeOf(officer, each, 'submit')));
      expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
      for (const { done, message } of outcomes)
        if (!done) expect(message).toMatch(/is reversed by .* already, which is Pending. A change is reversed once\./);
    }
  });

  test('a month that closes while many post to it agrees with the ledger, and takes nothing once it is closed', async () => {
    const random = createRandom(seed);
    const months = Math.ceil(others / 20);
    const outcomes = new Set<string>();
    for (let n = 0; n < months; n++) {
      const period = `20${String(30 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}`;
      const postings = n === 0 ? POSTINGS_OF_FIRST : POSTINGS;
      // The month can be closed when so many of the postings are in and no other.
      const before = random.int(postings + 1);
      const controlTotal = 100 * (1 + before);
      const month = inserts({ period, status: 'Soft close', controlTotal });
      const first = inserts(posting(period, 0));
      await finance.sync({ periods: month.edits, expenditures: first.edits });
      const revision = await explainFlags(finance, lastDayOf(period), ['V33']);
      const [row = ''] = month.ids;
      const acts = Array.from({ length: postings }, (_, i) => {
        const { edits } = inserts(posting(period, i + 1));
        return () => finance.sync({ expenditures: edits }, { base: revision });
      });
      const close = () => finance.sync({ periods: update(row, { status: 'Closed' }) }, { base: revision });
      const order = acts.toSpliced(random.chance(0.8) || n === 1 ? before : random.int(postings), 0, close);
      if (n === 1) for (const act of order) await act();
      else await Promise.all(order.map((act) => act()));
      const status = (await finance.rows('periods')).get(row)?.cells['status'];
      const rows = [...(await finance.rows('expenditures')).values()];
      const ofMonth = rows.filter(({ cells }) => cells['period'] === period);
      const posted = ofMonth.reduce((sum, { cells }) => sum + Number(cells['amount']), 0);
      const place = `seed ${seed}, month ${period}`;
      outcomes.add(String(status));
      const total = status === 'Closed' ? controlTotal : 100 * (1 + postings);
      expect([place, posted]).toEqual([place, total]);
      // A month that does not agree with the ledger stands in the way of the next ones.
      const { revision: head } = await finance.sync({});
      if (status !== 'Closed') await finance.sync({ periods: update(row, { controlTotal: total }) }, { base: head });
    }
    // Which of them comes first is chance, but in the second month, in which they come one by one.
    if (months > 1) expect([...outcomes]).toContain('Closed');
  });
});

interface Line {
  readonly row: RowId;
  readonly cells: Cells;
}

/** Changes that move a dollar each, submitted in one sync as from the tables of a workbook. */
async function submittedTogether(
  officer: TestClient,
  numbers: readonly string[],
): Promise<{ changes: readonly RowId[]; lines: readonly Line[]; revision: number }> {
  const cells = numbers.flatMap((change) => [
    { change, line: 1, budgetLine: 'BL-001', amount: -100 },
    { change, line: 2, budgetLine: 'BL-002', amount: 100 },
  ]);
  const asked = {
    type: 'Staff Modification',
    status: 'Pending',
    title: 'Move a dollar',
    reason: 'Licenses cost a dollar more than was thought.',
  };
  const lines = inserts(...cells);
  const changes = inserts(...numbers.map((number) => ({ number, ...asked })));
  const edits = { changes: changes.edits, changeLines: lines.edits };
  const { refusals, revision } = await officer.sync(edits, { base: 0 });
  expect(refusals).toEqual([]);
  return { changes: changes.ids, lines: cells.map((own, i) => ({ row: lines.ids[i] ?? '', cells: own })), revision };
}

interface Submitted {
  readonly number: string;
  /** Its place among the numbers, from 0. */
  readonly race: number;
  readonly change: RowId;
  readonly lines: readonly Line[];
  /** Revision that has submitted it. */
  readonly revision: number;
}

/** Changes of one of the above after the other: some at a time, so that whoever acts has seen what is about them lately. */
async function* submittedInTurn(officer: TestClient, numbers: readonly string[]): AsyncGenerator<Submitted> {
  for (let from = 0; from < numbers.length; from += SUBMITTED_AT_A_TIME) {
    const some = numbers.slice(from, from + SUBMITTED_AT_A_TIME);
    const { changes, lines, revision } = await submittedTogether(officer, some);
    const ofChange = groupBy(lines, ({ cells }) => cells['change']);
    for (const [i, number] of some.entries())
      yield { number, race: from + i, change: changes[i] ?? '', lines: ofChange.get(number) ?? [], revision };
  }
}

const SUBMITTED_AT_A_TIME = 20;

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${n + 1}`);
}

function doubled({ amount }: Cells): Cells {
  return { amount: 2 * Number(amount) };
}

/** How changes stand now, and what their lines move. */
async function standing(client: TestClient) {
  const [changes, lines] = [await client.rows('changes'), await client.rows('changeLines')];
  return (change: RowId, own: readonly Line[] = []) => ({
    status: String(changes.get(change)?.cells['status']),
    amounts: own.map(({ row }) => lines.get(row)?.cells['amount']),
  });
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

/**
 * Sets both off in one turn, in a chance order. The first two races are run one
 * after the other, in either order: so each outcome is there for sure, whichever is the quicker on a machine.
 * @returns what came of each
 */
async function bothAtOnce<A, B>(
  random: Random,
  race: number,
  [one, other]: readonly [() => Promise<A>, () => Promise<B>],
): Promise<readonly [A, B]> {
  if (race === 0) {
    const first = await one();
    return [first, await other()];
  }
  if (race === 1) {
    const first = await other();
    return [await one(), first];
  }
  if (random.chance(0.5)) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}

/** Sets all of them off in one turn, in a chance order, or in the first two races one after the other. */
async function atOnce(random: Random, race: number, acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  if (race < 2) {
    for (const act of race === 0 ? acts : acts.toReversed()) await act();
    return;
  }
  const order = acts.map((act) => ({ act, at: random.next() })).sort((a, b) => a.at - b.at);
  await Promise.all(order.map(({ act }) => act()));
}
