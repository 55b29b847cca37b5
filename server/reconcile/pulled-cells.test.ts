import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { ParsedSyncRequest, SyncReply } from '../../shared/protocol/sync.ts';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { tries } from '../../test/run-size.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createProgramEvents, type ProgramEvents } from '../program-events.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { readRows } from '../storage/rows.ts';
import { createSyncService, type SyncService } from './sync-program.ts';
import { stillOpen } from './testing/still-open.ts';
import { submissionOf } from './testing/submission-of.ts';

const PROGRAM = 'cedar-basin';
const RUNS = tries(60, 10);
/** The plan that every history begins with. */
const folder = mkdtempSync(join(tmpdir(), 'sep-pulled-'));
const seeded = join(folder, 'seeded.sqlite');

let store: Store;
let events: ProgramEvents;
let finance: WirePerson;
let syncs = 0;

/** A server that has just started: it remembers nothing. */
function restartedService(): SyncService {
  // Money moves here to wherever, so that every computed cell does.
  return createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z'), judge: () => undefined });
}

function sync(service: SyncService, base: number, edits: ParsedSyncRequest['edits'] = {}): Promise<SyncReply> {
  return service.sync(PROGRAM, submissionOf(finance, { base, syncId: `test-${++syncs}`, edits }));
}

/** What a workbook shows, computed cells and all: table and Row ID → the row as it came. */
type Sheet = ReadonlyMap<string, string>;

function applied(sheet: Sheet, { remote }: SyncReply): Sheet {
  const rows = new Map(sheet);
  for (const [table, { rows: changed, deleted }] of Object.entries(remote.tables)) {
    for (const row of changed) rows.set(`${table}/${row[0]}`, JSON.stringify(row));
    for (const row of deleted) rows.delete(`${table}/${row}`);
  }
  return rows;
}

/** A workbook that is made new from the head. */
async function headSheet(): Promise<Sheet> {
  return applied(new Map(), await sync(restartedService(), 0));
}

/** Gives every commitment a second line, for postings and change orders to move to. */
async function addSecondLines(service: SyncService): Promise<void> {
  const commitments = await readRows(store.read, PROGRAM, tableNamed('commitments'));
  const added = commitments.map(({ cells }, index) => ({
    row: `R00000000000${String(1000 + index)}`,
    cells: Object.fromEntries(
      Object.entries({ ...cells, line: Number(cells['line']) + 1 }).filter(([, value]) => value !== null),
    ),
  }));
  const { revision } = await sync(service, 0);
  const reply = await sync(service, revision, { commitments: { inserts: added } });
  expect(reply).toMatchObject({ committed: revision + 1, refusals: [] });
}

beforeAll(async () => {
  store = await openDatabase({ file: seeded });
  events = createProgramEvents(store);
  const service = restartedService();
  const noting: Pick<SyncService, 'sync'> = {
    sync: (program, submission) => {
      if (submission.author.name.startsWith('Félix')) finance = submission.author;
      return service.sync(program, { ...submission, edits: submission.edits.map(stillOpen) });
    },
  };
  await seedDemo(store, noting, 'mini');
  await addSecondLines(service);
  await close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function close(): Promise<void> {
  await events.close();
  await store.close();
}

/** On a copy of its own: moves that follow each other for long have nothing left to move. */
async function onFreshPlan(play: () => Promise<void>): Promise<void> {
  const file = join(folder, 'played.sqlite');
  copyFileSync(seeded, file);
  store = await openDatabase({ file });
  events = createProgramEvents(store);
  try {
    await play();
  } finally {
    await close();
    rmSync(file);
  }
}

async function rowWhere(table: TableName, cells: Cells): Promise<{ row: RowId; cells: Cells }> {
  const rows = await readRows(store.read, PROGRAM, tableNamed(table));
  const found = rows.find((row) => Object.entries(cells).every(([name, value]) => row.cells[name] === value));
  if (!found) throw new Error(`No row of ${table} has ${JSON.stringify(cells)}.`);
  return found;
}

describe('computed cells after a pull', () => {
  test('[FG1] a posting that moves to another commitment and then to another line leaves nothing behind', async () => {
    await onFreshPlan(async () => {
      const service = restartedService();
      const posting = await rowWhere('expenditures', { commitment: 'PO-4' });
      const from = await rowWhere('commitments', { number: 'PO-4', line: posting.cells['commitmentLine'] ?? null });
      const to = await rowWhere('commitments', { number: 'PO-6', line: posting.cells['commitmentLine'] ?? null });
      const start = (await sync(service, 0)).revision;
      const before = await headSheet();
      const move = async (at: number, cells: Record<string, Cell>) => {
        const reply = await sync(service, at, { expenditures: { updates: [{ row: posting.row, cells }] } });
        expect(reply).toMatchObject({ committed: at + 1, refusals: [], conflicts: [] });
      };
      await move(start, { commitment: 'PO-6', budgetLine: to.cells['budgetLine'] ?? null });
      await move(start + 1, { commitmentLine: Number(posting.cells['commitmentLine']) + 1 });
      const pulled = applied(before, await sync(restartedService(), start));
      const head = await headSheet();
      const left = `commitments/${from.row}`;
      expect(before.get(left)).toContain('70500000');
      expect(pulled.get(left)).toBe(head.get(left));
      expect(pulled).toEqual(head);
    });
  });
});

/** Columns that take the values of the same columns of another row: parts of keys of two columns, … */
const keysOfTwo = [
  ['expenditures', ['commitment', 'commitmentLine', 'budgetLine']],
  ['expenditures', ['commitmentLine']],
  ['expenditures', ['commitment']],
  ['commitmentChanges', ['commitment', 'commitmentLine']],
  ['commitmentChanges', ['commitmentLine']],
] as const;

/** … keys of one, and amounts. */
const others = [
  ['expenditures', ['amount', 'period']],
  ['commitments', ['budgetLine']],
  ['commitments', ['status']],
  ['changeLines', ['change']],
  ['changeLines', ['budgetLine']],
  ['changes', ['status']],
  ['budgetLines', ['project']],
  ['scope', ['project']],
  ['scope', ['location', 'plannedQuantity']],
  ['forecasts', ['project', 'category']],
  ['milestones', ['project', 'forecastFinish']],
] as const;

const moves = fc.array(
  fc.record({
    place: fc.oneof(fc.constantFrom(...keysOfTwo), fc.constantFrom(...others)),
    row: fc.nat({ max: 30 }),
    from: fc.nat({ max: 30 }),
    gone: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 4, maxLength: 9 },
);

type Move = typeof moves extends fc.Arbitrary<(infer T)[]> ? T : never;

async function editsOf({ place: [table, columns], row, from, gone }: Move): Promise<ParsedSyncRequest['edits']> {
  const rows = await readRows(store.read, PROGRAM, tableNamed(table));
  // A few rows take turns, so that one moves several times.
  const [target, source] = [rows[row % Math.min(2, rows.length)], rows[from % rows.length]];
  if (!target || !source) return {};
  if (gone && rows.length > 3) return { [table]: { deletes: [{ row: target.row }] } };
  const cells = Object.fromEntries(columns.map((column) => [column, source.cells[column] ?? null]));
  return { [table]: { updates: [{ row: target.row, cells }] } };
}

describe('computed cells after a pull', () => {
  test('[FG1] are the head’s in a workbook of any revision, whenever the server was restarted', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(moves, fc.nat({ max: 7 }), (some, restart) =>
        onFreshPlan(async () => {
          let service = restartedService();
          const books = new Map<number, Sheet>();
          const note = async (revision: number) => books.set(revision, await headSheet());
          let { revision } = await sync(service, 0);
          await note(revision);
          for (const [index, move] of some.entries()) {
            if (index === restart) service = restartedService();
            const reply = await sync(service, revision, await editsOf(move));
            if (reply.committed === null) continue;
            written++;
            revision = reply.revision;
            await note(revision);
          }
          const head = await headSheet();
          for (const [at, book] of books) {
            for (const answering of [service, restartedService()]) {
              expect(applied(book, await sync(answering, at))).toEqual(head);
            }
          }
        }),
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Many moves are refused or change nothing; so few would mean that hardly any was tried.
    expect(written).toBeGreaterThan(RUNS / 2);
  });
});
