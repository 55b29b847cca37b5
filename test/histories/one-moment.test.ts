import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readProgramWorkbook } from '../../server/workbook/read/read-program-workbook.ts';
import type { FileTable } from '../../server/workbook/read/workbook-contents.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { budgetLine, inserts, project, site, source, system } from '../contracts/plan-rows.ts';
import { startServerPair } from '../contracts/server-pair.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { firstSeed, tries } from '../run-size.ts';
import { createRandom } from './random.ts';

/** Files that are written while the plan moves on. */
const FILES = tries(2, 100);
/** Rows of each table: they are read in several portions, and others write between two of them. */
const ROWS = 520;
const MOST_MOVED = 1_000;
const looked = [tableNamed('sites'), tableNamed('budgetLines')];

const databases = [
  {
    name: 'SQLite',
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sep-moment-'));
      const server = await startTestServer({ file: join(folder, 'sep.sqlite') });
      return { server, drop: async () => rmSync(folder, { recursive: true }) };
    },
  },
  {
    name: 'two servers over one PostgreSQL',
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { server: await startServerPair({ url, ownerUrl }), drop };
    },
  },
];

describe.each(databases)('a workbook that is downloaded from $name while others write', ({ open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  let writer: TestClient;
  let reader: TestClient;
  let sites: readonly RowId[];
  let lines: readonly RowId[];
  /** Cents of the first and of the last line. */
  let amounts: [number, number] = [1_000_000, 1_000_000];
  const random = createRandom(firstSeed());

  beforeAll(async () => {
    ({ server, drop } = await open());
    const program = await server.program();
    [writer, reader] = [await server.member(program, 'finance'), await server.member(program, 'finance')];
    const numbers = Array.from({ length: ROWS }, (_, at) => 1_000 + at);
    const [madeSites, madeLines] = [
      inserts(...numbers.map((number) => site(String(number), { street: '1' }))),
      inserts(...numbers.map((number) => budgetLine(`BL-${number}`, { note: '1' }))),
    ];
    [sites, lines] = [madeSites.ids, madeLines.ids];
    const { refusals } = await writer.sync({
      sites: madeSites.edits,
      systems: inserts(system('LAN')).edits,
      fundingSources: inserts(source('BND-A')).edits,
      projects: inserts(project('26.00001')).edits,
      budgetLines: madeLines.edits,
    });
    if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  /** One revision: its number goes into the ends of both tables, and cents from one line to another. @returns its number */
  async function moveOn(base: number): Promise<number> {
    const moved = random.int(2 * MOST_MOVED) - MOST_MOVED;
    amounts = [amounts[0] - moved, amounts[1] + moved];
    const ends = (rows: readonly RowId[]) => [rows[0] ?? '', rows.at(-1) ?? ''];
    const mark = String(base + 1);
    const { committed } = await writer.sync(
      {
        sites: { updates: ends(sites).map((row) => ({ row, cells: { street: mark } })) },
        budgetLines: {
          updates: ends(lines).map((row, at) => ({ row, cells: { note: mark, original: amounts[at] ?? 0 } })),
        },
      },
      { base },
    );
    expect(committed).toBe(base + 1);
    return base + 1;
  }

  test(`[PRO14] ${FILES} files are each of one revision, and say which`, async () => {
    let head = 1;
    // A file counts when revisions were made after its own and before it was there.
    for (let met = 0; met < FILES;) {
      const file = { isThere: false };
      const download = reader.fetch('/workbook.xlsx').then(async (response) => {
        const bytes = new Uint8Array(await response.arrayBuffer());
        file.isThere = true;
        return bytes;
      });
      while (!file.isThere) head = await moveOn(head);
      const reading = await readProgramWorkbook(await download, looked);
      if (!reading.ok || !reading.contents.metadata.ok) throw new Error(`seed ${firstSeed()}: the file is not read`);
      const { revision } = reading.contents.metadata.metadata;
      expect(told(reading.contents.tables), `seed ${firstSeed()}`).toEqual({
        marks: new Set([String(revision)]),
        rows: [ROWS, ROWS],
        original: ROWS * 1_000_000,
      });
      if (revision < head) met++;
    }
  });
});

/** What the ends of both tables are marked with, how many rows there are, and what the lines come to. */
function told(tables: readonly FileTable[]): { marks: Set<Cell>; rows: number[]; original: number } {
  const marks = new Set<Cell>();
  let original = 0;
  for (const { rows } of tables) {
    for (const at of [0, -1]) {
      const { street, note } = rows.at(at)?.cells ?? {};
      marks.add(street ?? note ?? null);
    }
    for (const { cells } of rows) original += typeof cells['original'] === 'number' ? cells['original'] : 0;
  }
  return { marks, rows: tables.map(({ rows }) => rows.length), original };
}
