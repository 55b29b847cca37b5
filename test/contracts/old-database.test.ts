import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, Migrator, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase, type DatabaseAddress } from '../../server/storage/database.ts';
import { m0001 } from '../../server/storage/migrations/0001-initial.ts';
import { readProgram } from '../../server/storage/programs.ts';
import { readRows } from '../../server/storage/rows.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { freshDatabase } from '../postgres/fresh-database.ts';
import { isLong } from '../run-size.ts';
import { update } from './plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from './test-server.ts';

/**
 * A database as the first version wrote it (commit faa862e): the worked example and a hundred revisions of four people, with
 * conflicts, deletes and awkward texts; and what that version told of it at some of its revisions.
 */
const recorded = z
  .object({
    schema: z.array(z.string()),
    tables: z.record(
      z.string(),
      z.object({
        columns: z.array(z.string()),
        rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
      }),
    ),
    expected: z.array(
      z.object({
        revision: z.number(),
        totals: z.record(z.string(), z.number().nullable()),
        rows: z.record(z.string(), z.string()),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('first-database.json', import.meta.url), 'utf8')));

const PROGRAM = 'cedar-basin';
const HEAD = 108;
/** How a forecast counts has changed since: then the last month of a project spoke for all of its categories. */
const forecastMeasures: ReadonlySet<string> = new Set(['etc', 'eac', 'vac']);

const databases = [
  { name: 'SQLite', open: openOldSqlite },
  { name: 'PostgreSQL', open: openOldPostgres },
];

describe.each(databases)('a database of the first version on $name', ({ open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  let finance: TestClient;

  beforeAll(async () => {
    const database = await open();
    ({ drop } = database);
    server = await startTestServer(database.address);
    finance = await server.member(PROGRAM, 'finance');
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  const verify = async (): Promise<unknown> => (await finance.fetch('/verify')).json();

  test('is brought up to date, and its history verifies from the first revision on', async () => {
    expect(await verify()).toMatchObject({ ok: true, revisions: HEAD, head: HEAD, faults: [] });
  });

  test.each(recorded.expected)(
    'tells the rows and the totals of revision $revision as they were told',
    async (then) => {
      for (const [table, digest] of Object.entries(then.rows))
        expect([table, await digestOf(server, table, then.revision)]).toEqual([table, digest]);
      const reply = totalsReply.parse(
        await (await finance.fetch(`/totals?at=${then.revision}&asOf=2060-12-31`)).json(),
      );
      const known = (values: object) =>
        Object.entries(values).filter(([name]) => name in then.totals && !forecastMeasures.has(name));
      expect(Object.fromEntries(known(reply.total))).toEqual(Object.fromEntries(known(then.totals)));
    },
  );

  test('its first sync fills the kept sums, which say what the rows say, in every cut and on every day', async () => {
    const cutsAsked = ['project', 'source', 'fiscalYear', 'status', 'program', 'manager', 'region', 'boardDistrict'];
    const queries = cutsAsked.flatMap((by) => [`by=${by}`, `by=${by}&asOf=2026-03-01`, `by=${by}&asOf=2060-12-31`]);
    const figures = async () =>
      Promise.all(
        queries.map(async (query) => {
          const { revision: _, ...told } = totalsReply.parse(await (await finance.fetch(`/totals?${query}`)).json());
          return told;
        }),
      );
    const keptAt = async () => (await readProgram(server.store.read, PROGRAM))?.sums_revision ?? null;
    const fromRows = await figures();
    expect(await keptAt()).toBeNull();
    const [site = ''] = (await finance.rows('sites')).keys();
    const { revision } = await finance.sync({ sites: update(site, { latitude: 34_052_200 }) }, { base: HEAD });
    expect([revision, await keptAt()]).toEqual([HEAD + 1, HEAD + 1]);
    expect(await figures()).toEqual(fromRows);
    expect(await verify()).toMatchObject({ ok: true, faults: [] });

    // That verify looks at each kind of what is kept: one cent more or less of it is found.
    for (const table of ['postings', 'line_sums', 'group_sums'] as const) {
      const column = table === 'postings' ? 'cents' : 'original';
      const move = (by: number) =>
        sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sql.ref(column)} + ${by} WHERE program = ${PROGRAM}`.execute(
          server.store.write,
        );
      await move(1);
      expect([table, await verify()]).toMatchObject([table, { ok: false, fault: { kind: 'sums' } }]);
      await move(-1);
    }
    expect(await verify()).toMatchObject({ ok: true, faults: [] });
  });

  test('goes on: a workbook of then is told what has changed, and sends what it has', async () => {
    const [site = ''] = (await finance.rows('sites')).keys();
    const old = await finance.sync({ sites: update(site, { shortName: 'Alder' }) }, { base: 40 });
    expect(old.conflicts.length + old.accepted).toBe(1);
    const now = await finance.sync(
      { sites: update(site, { shortName: 'Alder' }, { shortName: HEAD + 1 }) },
      { base: HEAD + 1 },
    );
    expect([now.refusals, now.conflicts]).toEqual([[], []]);
    expect(now.revision).toBeGreaterThan(HEAD + 1);
    expect(await verify()).toMatchObject({ ok: true, head: now.revision });
  });

  test('answers a sync of then as it was answered then', async () => {
    const stored = recorded.tables['sync_replies'];
    const at = (column: string) => stored?.columns.indexOf(column) ?? -1;
    const last = stored?.rows.at(-1) ?? [];
    const outcome = syncReply.omit({ remote: true }).parse(JSON.parse(String(last[at('outcome')])));
    const kept = await server.store.read
      .selectFrom('sync_replies')
      .selectAll()
      .where('sync_id', '=', String(last[at('sync_id')]))
      .executeTakeFirstOrThrow();
    expect(syncReply.omit({ remote: true }).parse(JSON.parse(kept.outcome))).toEqual(outcome);
  });
});

/** [PRO15] Statements after which an upgrade is broken off: some of them, or in a long run each. */
function* breaks(): Generator<number> {
  for (let at = 1; ; at = isLong ? at + 1 : Math.ceil(at * 1.7)) yield at;
}

/** Tables, columns and indexes, and what the history holds: what an upgrade that did not happen has not touched. */
async function stateOf(address: DatabaseAddress): Promise<unknown> {
  const db = plainDatabase(address);
  const schema = await (
    address.url === undefined
      ? sql`SELECT name, sql FROM sqlite_master ORDER BY name`
      : sql`SELECT table_name, column_name, is_nullable, column_default FROM information_schema.columns
            WHERE table_schema = 'public' ORDER BY 1, 2`
  ).execute(db);
  const rows = Object.keys(recorded.tables).filter((table) => !table.startsWith('kysely_'));
  const counts: unknown[] = [];
  for (const table of rows)
    counts.push([table, (await sql`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(db)).rows]);
  const hashes = await sql`SELECT number, hash FROM revisions ORDER BY number`.execute(db);
  await db.destroy();
  return { schema: schema.rows, counts, hashes: hashes.rows };
}

/** How many migrations have been done, whole. */
async function stepsTaken(address: DatabaseAddress): Promise<number> {
  const db = plainDatabase(address);
  const { rows } = await sql<{ count: number | string }>`SELECT count(*) AS count FROM kysely_migration`.execute(db);
  await db.destroy();
  return Number(rows[0]?.count);
}

function plainDatabase({ url, file = '' }: DatabaseAddress): Kysely<OldDatabase> {
  if (url === undefined) return new Kysely({ dialect: new SqliteDialect({ database: new Sqlite(file) }) });
  return new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) });
}

test.each(databases)(
  '[PRO15] an upgrade on $name that is broken off at a statement has changed nothing, and the next one succeeds',
  async ({ open }) => {
    const { address, drop } = await open();
    const [before, taken] = [await stateOf(address), await stepsTaken(address)];
    let broken = 0;
    for (const at of breaks()) {
      let heard = 0;
      const opened = openDatabase(address, () => {
        heard += 1;
        if (heard === at) throw new Error('The power is gone.');
      });
      const met = await opened.catch(String);
      if (typeof met !== 'string') {
        await met.close();
        break;
      }
      // What comes after it, the walls between programs on PostgreSQL, is made up for at the next start.
      if ((await stepsTaken(address)) > taken) break;
      expect(met).toContain('The power is gone.');
      broken += 1;
      expect(await stateOf(address)).toEqual(before);
    }
    expect(broken).toBeGreaterThan(8);
    const server = await startTestServer(address);
    const finance = await server.member(PROGRAM, 'finance');
    expect(await (await finance.fetch('/verify')).json()).toMatchObject({ ok: true, revisions: HEAD, faults: [] });
    await server.close();
    expect(await stateOf(address)).toMatchObject({ hashes: Object(before).hashes });
    await drop();
  },
);

/** As the first version's rows were digested: cells that are filled, by column, in the order of Row IDs. */
async function digestOf(server: TestServer, table: string, revision: number): Promise<string> {
  const rows = await readRows(server.store.read, PROGRAM, tableNamed(table), revision);
  const told = rows.map(({ row, revision: since, cells }) => {
    const filled = Object.entries(cells).filter(([, cell]) => cell !== null);
    return [row, since, Object.fromEntries(filled.sort(([a], [b]) => compareText(a, b)))] as const;
  });
  const ordered = told.sort(([a], [b]) => compareText(a, b));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 16);
}

type OldDatabase = Record<string, Record<string, string | number | null>>;

/** Rows of the recorded tables; which migrations have been run is known to whoever has run them. */
async function fill(db: Kysely<OldDatabase>, isWanted: (table: string) => boolean): Promise<void> {
  for (const [table, { columns, rows }] of Object.entries(recorded.tables)) {
    if (!isWanted(table)) continue;
    for (const values of rows) {
      const cells = Object.fromEntries(columns.map((column, i) => [column, values[i] ?? null]));
      await db.insertInto(table).values(cells).execute();
    }
  }
}

async function openOldSqlite(): Promise<{ address: DatabaseAddress; drop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'sep-old-'));
  const file = join(folder, 'sep.sqlite');
  const db = new Kysely<OldDatabase>({ dialect: new SqliteDialect({ database: new Sqlite(file) }) });
  for (const statement of recorded.schema) await sql.raw(statement).execute(db);
  await db.transaction().execute((transaction) => fill(transaction, () => true));
  await db.destroy();
  return { address: { file }, drop: () => Promise.resolve(rmSync(folder, { recursive: true })) };
}

async function openOldPostgres(): Promise<{ address: DatabaseAddress; drop: () => Promise<void> }> {
  const { url, drop } = await freshDatabase();
  const db = new Kysely<OldDatabase>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) });
  const provider = { getMigrations: () => Promise.resolve({ '0001-initial': m0001 }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  await db.transaction().execute((transaction) => fill(transaction, (table) => !table.startsWith('kysely_')));
  await db.destroy();
  return { address: { url }, drop };
}
