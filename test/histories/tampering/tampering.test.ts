import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import { readHeads, type Anchor } from '../../../server/anchor/anchor.ts';
import { anchorFaults } from '../../../server/anchor/verify-anchors.ts';
import { recordAct } from '../../../server/audit/append-act.ts';
import { verifyServerActs } from '../../../server/audit/verify-server-acts.ts';
import { verifyProgram } from '../../../server/reconcile/verify-program.ts';
import type { Database } from '../../../server/storage/schema.ts';
import { inserts, site, update } from '../../contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../contracts/test-server.ts';
import { firstSeed, isLong } from '../../run-size.ts';
import { kinds } from '../history-options.ts';
import { playHistory } from '../history.ts';
import { createRandom } from '../random.ts';
import { coveredTables, partTamperings, wholeTamperings, type Covered } from './tamperings.ts';

/** How often something is changed behind the server's back. */
const TAMPERINGS = isLong ? 10_000 : 2_000;
/** Every so many, a history that is wrong from its beginning to its end and holds in itself. */
const WHOLE = 5;

let server: TestServer;
let anchors: readonly Anchor[];
let covered: readonly Covered[];
let programs: readonly string[];
const seed = firstSeed();

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  const { read } = server.store;
  await playHistory(server, seed, { ...kinds.ordinary, people: 2, steps: 10 });
  const small = await server.member(await server.program(), 'admin');
  const { ids, edits } = inserts(site('0417'), site('0418'));
  await small.sync({ sites: edits });
  programs = (await read.selectFrom('programs').select('id').orderBy('id').execute()).map(({ id }) => id);
  const taken: Anchor[] = [];
  for (let turn = 0; turn < 3; turn++) {
    for (const program of [...programs, null]) await recordAct(server.store, actIn(program, turn));
    const [row = ''] = ids;
    const basket = { basket: `b${turn}`, updates: update(row, { shortName: `Name ${turn}` }).updates };
    await small.sync(
      { sites: { updates: basket.updates?.map((one) => ({ ...one, basket: basket.basket })) } },
      { base: turn + 1 },
    );
    taken.push(await readHeads(read, server.clock.toISOString()));
  }
  anchors = taken;
  // Kept sums have tests of their own, and to add them up anew for each tampering takes most of the time.
  await server.store.write.updateTable('programs').set({ sums_revision: null }).execute();
  covered = await coveredTables(read);
}, 120_000);
afterAll(() => server.close());

function actIn(program: string | null, turn: number) {
  const document = { receipt: `1-AAAA-BBBB-CCCC-000${turn}`, digest: `${turn}`.repeat(64) };
  const person = { id: 'p1', name: 'Ana' };
  return {
    program,
    at: server.clock.toISOString(),
    kind: 'export',
    person,
    door: 'app',
    what: 'Workbook',
    document,
  } as const;
}

interface Found {
  readonly byChain: boolean;
  readonly byAnchor: boolean;
}

async function verify(db: Kysely<Database>): Promise<Found> {
  const byAnchor = (await anchorFaults(db, anchors)).length > 0;
  const rows = await db.selectFrom('programs').selectAll().execute();
  for (const program of rows) if ((await verifyProgram(db, program)).faultCount > 0) return { byChain: true, byAnchor };
  return { byChain: (await verifyServerActs(db)).faults.length > 0, byAnchor };
}

const undone = new Error('Undone.');

/** Does it within a transaction that is taken back. */
async function tampered(at: number): Promise<(Found & { readonly kind: string; readonly what: string }) | null> {
  const random = createRandom(seed * 7 + at);
  const isWhole = at % WHOLE === 0;
  const [kind, tamper] = random.pick(Object.entries(isWhole ? wholeTamperings : partTamperings));
  let found: Awaited<ReturnType<typeof tampered>> = null;
  const done = server.store.write.transaction().execute(async (db) => {
    const what = await tamper({ db, random, covered, programs });
    if (what !== null) found = { kind, what, ...(await verify(db)) };
    throw undone;
  });
  await done.catch((error: unknown) => {
    // What the database itself does not take has not been done.
    if (error !== undone && !(error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')))
      throw error;
  });
  return found;
}

test('[AUD2, AUD4, REV7] the history that nobody has touched verifies', async () => {
  expect(await verify(server.store.read)).toEqual({ byChain: false, byAnchor: false });
  expect(covered.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['revisions', 'journal', 'baskets', 'acts', 'server_acts', 'programs', 'sites', 'projects']),
  );
});

test(`[AUD2, AUD4, REV7] ${TAMPERINGS} random tamperings are all found, from seed ${seed} on`, async () => {
  const missed: string[] = [];
  const counts = new Map<string, number>();
  let done = 0;
  for (let at = 1; done < TAMPERINGS; at++) {
    const found = await tampered(at);
    if (found === null) continue;
    done++;
    const isWhole = at % WHOLE === 0;
    counts.set(found.kind, (counts.get(found.kind) ?? 0) + 1);
    if (isWhole ? !found.byAnchor : !found.byChain) missed.push(`${at} ${found.kind}: ${found.what}`);
    // A whole one leaves a chain behind that holds in itself: that is why there are anchors.
    if (isWhole && found.byChain) missed.push(`${at} ${found.kind} is found without the anchor: ${found.what}`);
  }
  expect(missed).toEqual([]);
  expect([...counts.keys()].sort()).toEqual([...Object.keys(partTamperings), ...Object.keys(wholeTamperings)].sort());
  expect(await verify(server.store.read)).toEqual({ byChain: false, byAnchor: false });
});
