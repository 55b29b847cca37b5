import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import { readHeads, type Anchor } from '../../../server/anchor/anchor.ts';
import { anchorFaults } from '../../../server/anchor/verify-anchors.ts';
import { recordAct } from '../../../server/audit/append-act.ts';
import { verifyServerActs } from '../../../server/audit/verify-server-acts.ts';
import { verifyProgram } from '../../../server/reconcile/verify-program.ts';
import type { Database } from '../../../server/storage/schema.ts';
import { inserts, site, update } from '../../contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../postgres/fresh-role.ts';
import { firstSeed, isLong } from '../../run-size.ts';
import { kinds } from '../history-options.ts';
import { playHistory } from '../history.ts';
import { createRandom } from '../random.ts';
import { coveredTables, partTamperings, wholeTamperings, type Covered } from './tamperings.ts';

/** How often something is changed behind the server's back. */
const TAMPERINGS = isLong ? 10_000 : 2_000;
/** What is found is worked out above the database; that PostgreSQL stores and reads what is sealed shows in some of them. */
const SOME = isLong ? TAMPERINGS : 100;
/** Every so many, a history that is wrong from its beginning to its end and holds in itself. */
const WHOLE = 5;
const seed = firstSeed();

const databases = [
  {
    name: 'SQLite',
    times: TAMPERINGS,
    open: async () => ({ address: { file: ':memory:' }, drop: async () => undefined }),
  },
  {
    name: 'PostgreSQL',
    times: SOME,
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { address: { url, ownerUrl }, drop };
    },
  },
];

describe.each(databases)('behind the back of a server on $name', ({ times, open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  let anchors: readonly Anchor[];
  let covered: readonly Covered[];
  let programs: readonly string[];

  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    server = await startTestServer(database.address);
    const { read } = server.store;
    await playHistory(server, seed, { ...kinds.ordinary, people: 2, steps: 10 });
    const small = await server.member(await server.program(), 'admin');
    const { ids, edits } = inserts(site('0417'), site('0418'));
    await small.sync({ sites: edits });
    programs = (await read.selectFrom('programs').select('id').orderBy('id').execute()).map(({ id }) => id);
    const taken: Anchor[] = [];
    for (let turn = 0; turn < 3; turn++) {
      for (const program of [...programs, null]) await recordAct(server.store, actIn(program, turn, server.clock));
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
  afterAll(async () => {
    await server.close();
    await drop();
  });

  /** Does it within a transaction that is taken back. */
  async function tampered(at: number): Promise<(Found & { readonly kind: string; readonly what: string }) | null> {
    const random = createRandom(seed * 7 + at);
    const [kind, tamper] = kindOf(at);
    let found: Awaited<ReturnType<typeof tampered>> = null;
    const done = server.store.write.transaction().execute(async (db) => {
      const what = await tamper({ db, random, covered, programs });
      if (what !== null) found = { kind, what, ...(await verify(db, anchors)) };
      throw undone;
    });
    await done.catch((error: unknown) => {
      if (error !== undone && !isNotTaken(error)) throw error;
    });
    return found;
  }

  test('[AUD2, AUD4, REV7] the history that nobody has touched verifies', async () => {
    expect(await verify(server.store.read, anchors)).toEqual({ byChain: false, byAnchor: false });
    expect(covered.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'revisions',
        'journal',
        'baskets',
        'acts',
        'server_acts',
        'programs',
        'sites',
        'projects',
      ]),
    );
  });

  test(`[AUD2, AUD4, REV7] ${times} random tamperings are all found, from seed ${seed} on`, async () => {
    const missed: string[] = [];
    const counts = new Map<string, number>();
    let done = 0;
    for (let at = 1; done < times; at++) {
      const found = await tampered(at);
      if (found === null) continue;
      done++;
      const isWhole = isOfWhole(at);
      counts.set(found.kind, (counts.get(found.kind) ?? 0) + 1);
      if (isWhole ? !found.byAnchor : !found.byChain) missed.push(`${at} ${found.kind}: ${found.what}`);
      // A whole one leaves a chain behind that holds in itself: that is why there are anchors.
      if (isWhole && found.byChain) missed.push(`${at} ${found.kind} is found without the anchor: ${found.what}`);
    }
    expect(missed).toEqual([]);
    expect([...counts.keys()].sort()).toEqual([...Object.keys(partTamperings), ...Object.keys(wholeTamperings)].sort());
    expect(await verify(server.store.read, anchors)).toEqual({ byChain: false, byAnchor: false });
  });
});

function actIn(program: string | null, turn: number, at: Date) {
  const document = { receipt: `1-AAAA-BBBB-CCCC-000${turn}`, digest: `${turn}`.repeat(64) };
  const person = { id: 'p1', name: 'Ana' };
  return {
    program,
    at: at.toISOString(),
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

async function verify(db: Kysely<Database>, anchors: readonly Anchor[]): Promise<Found> {
  const byAnchor = (await anchorFaults(db, anchors)).length > 0;
  const rows = await db.selectFrom('programs').selectAll().execute();
  for (const program of rows) if ((await verifyProgram(db, program)).faultCount > 0) return { byChain: true, byAnchor };
  return { byChain: (await verifyServerActs(db)).faults.length > 0, byAnchor };
}

const undone = new Error('Undone.');

/** Each kind in turn, so that a few of them are of every kind. */
function kindOf(at: number) {
  const ways = Object.entries(isOfWhole(at) ? wholeTamperings : partTamperings);
  const turn = isOfWhole(at) ? at / WHOLE : at - Math.floor(at / WHOLE);
  const way = ways[turn % ways.length];
  if (way === undefined) throw new Error('There is no kind of tampering.');
  return way;
}

function isOfWhole(at: number): boolean {
  return at % WHOLE === 0;
}

/** Whether it is the database itself that does not take it: a key that is there, nothing where something has to be, a text as number. */
function isNotTaken(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(?:SQLITE_CONSTRAINT|22|23)/.test(code);
}
