import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { stillOpen } from './testing/still-open.ts';
import { submissionOf } from './testing/submission-of.ts';
import type { Submission } from './submission.ts';
import type { WireRow } from '../../shared/protocol/cells.ts';
import type { ParsedSyncRequest, SyncReply } from '../../shared/protocol/sync.ts';
import { advance, emptyProgram, type ProgramState } from '../../shared/sync/program-rows.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createProgramEvents, type ProgramEvents } from '../program-events.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { unpackText } from '../storage/packed-text.ts';
import { readRows } from '../storage/rows.ts';
import { createSyncService, type SyncService } from './sync-program.ts';
import { isLong } from '../../test/run-size.ts';

const PROGRAM = 'cedar-basin';
const RUNS = isLong ? 500 : 25;

let store: Store;
let events: ProgramEvents;
let finance: WirePerson;
let syncs = 0;

/** A service that has answered nobody yet. */
function freshService(): SyncService {
  // Money moves here to wherever, so that every computed cell does.
  return createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z'), judge: () => undefined });
}

function request(base: number, edits: ParsedSyncRequest['edits'] = {}): Submission {
  return submissionOf(finance, { base, syncId: `test-${++syncs}`, edits });
}

const folder = mkdtempSync(join(tmpdir(), 'sep-remote-'));
const seeded = join(folder, 'seeded.sqlite');
let copies = 0;

/** The demo district as it was seeded. */
async function openCopy(): Promise<void> {
  const file = join(folder, `copy-${++copies}.sqlite`);
  copyFileSync(seeded, file);
  await openFile(file);
}

async function openFile(file: string): Promise<void> {
  store = await openDatabase({ file });
  events = createProgramEvents(store);
}

async function close(): Promise<void> {
  await events.close();
  await store.close();
}

beforeAll(async () => {
  await openFile(seeded);
  const service = freshService();
  await seedDemo(
    store,
    {
      sync: (program, seed) => {
        if (seed.author.name.startsWith('Félix')) finance = seed.author;
        return service.sync(program, { ...seed, edits: seed.edits.map(stillOpen) });
      },
    },
    'mini',
  );
  await close();
});

beforeEach(openCopy);
afterEach(close);
afterAll(() => rmSync(folder, { recursive: true }));

/** Cells that move computed cells near and far, by links too, and one that moves none. */
const places = [
  ['budgetLines', 'original'],
  ['budgetLines', 'project'],
  ['budgetLines', 'note'],
  ['changes', 'status'],
  ['changeLines', 'amount'],
  ['changeLines', 'budgetLine'],
  ['commitments', 'original'],
  ['commitments', 'budgetLine'],
  ['commitmentChanges', 'amount'],
  ['commitmentChanges', 'status'],
  ['expenditures', 'amount'],
  ['expenditures', 'budgetLine'],
  ['forecasts', 'etc'],
  ['projects', 'percentComplete'],
  ['sites', 'enrollment'],
  ['scope', 'plannedQuantity'],
  ['scope', 'status'],
] as const;

const deletable = ['changeLines', 'commitmentChanges', 'expenditures', 'forecasts', 'scope', 'budgetLines'] as const;

/** One sync: who of the people, which cells take the value of the same column of another row, and which row goes. */
const step = fc.record({
  person: fc.nat({ max: 3 }),
  /** Which of two server processes is asked. */
  process: fc.nat({ max: 1 }),
  cells: fc.array(fc.record({ place: fc.constantFrom(...places), row: fc.nat(), from: fc.nat() }), {
    minLength: 1,
    maxLength: 4,
  }),
  gone: fc.option(fc.record({ table: fc.constantFrom(...deletable), row: fc.nat() }), { freq: 4 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function editsOf({ cells, gone }: Step): Promise<ParsedSyncRequest['edits']> {
  const edits: Record<string, { updates: { row: string; cells: Record<string, Cell> }[]; deletes: { row: string }[] }> =
    {};
  const taken = new Set<string>();
  const free = (row: string): boolean => !taken.has(row) && taken.add(row).size > 0;
  const at = (table: string) => (edits[table] ??= { updates: [], deletes: [] });
  for (const { place, row, from } of cells) {
    const [table, column] = place;
    const rows = await readRows(store.read, PROGRAM, tableNamed(table));
    const [target, source] = [rows[row % rows.length], rows[from % rows.length]];
    if (!target || !source || !free(target.row)) continue;
    at(table).updates.push({ row: target.row, cells: { [column]: source.cells[column] ?? null } });
  }
  if (gone) {
    const rows = await readRows(store.read, PROGRAM, tableNamed(gone.table));
    const target = rows[gone.row % rows.length];
    if (target && free(target.row)) at(gone.table).deletes.push({ row: target.row });
  }
  return edits;
}

/** What an answer brings: rows come in the order in which they changed, or were read. */
function inOrder(reply: SyncReply | undefined): SyncReply['remote']['tables'] {
  const tables = Object.entries(reply?.remote.tables ?? {});
  return Object.fromEntries(
    tables.map(([name, { rows, moved = [], ...table }]) => [
      name,
      {
        ...table,
        rows: byId(rows),
        moved: moved
          .map((part) => ({ ...part, rows: byId(part.rows) }))
          .toSorted((one, other) => (one.columns.join() < other.columns.join() ? -1 : 1)),
      },
    ]),
  );
}

function byId(rows: readonly WireRow[]): WireRow[] {
  return rows.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

async function headNow(): Promise<number> {
  const program = await store.read.selectFrom('programs').select('revision').where('id', '=', PROGRAM).execute();
  return program[0]?.revision ?? 0;
}

test('a repeated sync is answered with the same rows, put together or read', async () => {
  const [paid] = await readRows(store.read, PROGRAM, tableNamed('expenditures'));
  const [site] = await readRows(store.read, PROGRAM, tableNamed('sites'));
  const base = await headNow();
  const service = freshService();
  const update = (table: string, row: string | undefined, cells: Record<string, Cell>) =>
    request(base, { [table]: { updates: [{ row: row ?? '', cells }] } });
  await service.sync(PROGRAM, update('expenditures', paid?.row, { amount: Number(paid?.cells['amount']) + 100 }));
  const sent = update('sites', site?.row, { shortName: 'Another' });
  const reply = await service.sync(PROGRAM, sent);
  expect(Object.keys(reply.remote.tables).sort()).toEqual([
    'budgetLines',
    'commitments',
    'expenditures',
    'periods',
    'projects',
    'sites',
  ]);
  expect(await freshService().sync(PROGRAM, sent)).toEqual(reply);
  // What the sync before it has worked out anew is not kept any more, and is worked out again.
  await store.write
    .deleteFrom('sync_replies')
    .where('revision', '=', base + 1)
    .execute();
  expect(await freshService().sync(PROGRAM, sent)).toEqual(reply);
});

test('[I1] a repeated sync names the columns of a table as before, if only rows of it have gone', async () => {
  const [paid] = await readRows(store.read, PROGRAM, tableNamed('expenditures'));
  const sent = request(await headNow(), { expenditures: { deletes: [{ row: paid?.row ?? '' }] } });
  const reply = await freshService().sync(PROGRAM, sent);
  expect(reply.remote.tables['expenditures']).toMatchObject({ rows: [], deleted: [paid?.row] });
  expect(await freshService().sync(PROGRAM, sent)).toEqual(reply);
});

test('[I1] a repeated sync brings the rows that somebody without a sheet has moved before it, wherever they lead by now', async () => {
  const lines = await readRows(store.read, PROGRAM, tableNamed('budgetLines'));
  // No budget change has moved anything of it, so that its project may be another.
  const line = lines.find(({ cells }) => cells['id'] === 'BL-008');
  const elsewhere = lines.find(({ cells }) => cells['project'] !== line?.cells['project']);
  const [first, second] = await readRows(store.read, PROGRAM, tableNamed('sites'));
  const base = await headNow();
  const service = freshService();
  const update = (table: string, row: string | undefined, cells: Record<string, Cell>) =>
    request(base, { [table]: { updates: [{ row: row ?? '', cells }] } });
  await service.sync(PROGRAM, update('sites', first?.row, { shortName: 'One' }));
  await service.sync(PROGRAM, update('budgetLines', line?.row, { original: 123_400 }), { bringRows: false });
  const sent = update('sites', second?.row, { shortName: 'Another' });
  const reply = await service.sync(PROGRAM, sent);
  expect(reply.remote.tables['projects']?.rows).toHaveLength(1);
  const moved = update('budgetLines', line?.row, { project: elsewhere?.cells['project'] ?? null });
  expect(await service.sync(PROGRAM, moved)).toMatchObject({ accepted: 1 });
  expect(await freshService().sync(PROGRAM, sent)).toEqual(reply);
});

test('what is kept of a sync does not grow with what others have done meanwhile', async () => {
  const lines = await readRows(store.read, PROGRAM, tableNamed('budgetLines'));
  const base = await headNow();
  const service = freshService();
  for (const [at, { row }] of lines.slice(0, 6).entries())
    await service.sync(
      PROGRAM,
      request(base, { budgetLines: { updates: [{ row, cells: { original: 100_000 + at } }] } }),
    );
  const last = await store.read
    .selectFrom('sync_replies')
    .select('outcome')
    .where('revision', '=', base + 6)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(await unpackText(last.outcome))).toMatchObject({ recomputed: {}, ledOnFrom: base });
});

test('[FG3] people who sync late hear of others’ syncs, in this process or another, just what a service without memory reads', async () => {
  let [written, elsewhere, byParts] = [0, 0, 0];
  const forms = fc.constantFrom('all', 'moved');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), forms, async (steps, cells) => {
      await close();
      await openCopy();
      const services = [freshService(), freshService()];
      const bases = Array.from({ length: 4 }, () => -1);
      const start = await headNow();
      let last: number | null = null;
      for (const each of steps) {
        const { person, process } = each;
        const base = Math.max(start, bases[person] ?? start);
        const edits = await editsOf(each);
        const reply: SyncReply | undefined = await services[process]?.sync(PROGRAM, request(base, edits), { cells });
        bases[person] = reply?.revision ?? 0;
        written += reply?.committed === null ? 0 : 1;
        elsewhere += last === null || last === process ? 0 : 1;
        last = process;
        expect(inOrder(reply)).toEqual(inOrder(await freshService().sync(PROGRAM, request(base), { cells })));
      }
      for (const service of services) {
        const pulled = await service.sync(PROGRAM, request(start), { cells });
        expect(inOrder(pulled)).toEqual(inOrder(await freshService().sync(PROGRAM, request(start), { cells })));
        byParts += Object.values(pulled.remote.tables).filter(({ moved = [] }) => moved.length > 1).length;
      }
    }),
    { numRuns: RUNS },
  );
  expect(written).toBeGreaterThan(RUNS);
  expect(elsewhere).toBeGreaterThan(RUNS);
  expect(byParts).toBeGreaterThan(0);
});

test('syncs that wait for the same commit hear of each other', async () => {
  const lines = await readRows(store.read, PROGRAM, tableNamed('budgetLines'));
  const base = await headNow();
  const service = freshService();
  const note = (row: string, text: string) =>
    service.sync(PROGRAM, request(base, { budgetLines: { updates: [{ row, cells: { note: text } }] } }));
  const replies = await Promise.all(lines.slice(0, 5).map(({ row }, i) => note(row, `together ${syncs} ${i}`)));
  expect(replies.map(({ committed }) => committed)).toEqual([1, 2, 3, 4, 5].map((n) => base + n));
  expect(replies.map(({ remote }) => remote.tables['budgetLines']?.rows.length)).toEqual([1, 2, 3, 4, 5]);
});

test('[FG4, I1] a repeated sync is answered without the computed columns that were left out, whatever has moved since', async () => {
  const [line] = await readRows(store.read, PROGRAM, tableNamed('budgetLines'));
  const base = await headNow();
  const update = (cells: Record<string, Cell>) =>
    request(base, { budgetLines: { updates: [{ row: line?.row ?? '', cells }] } });
  const sent = update({ note: 'Two quotes are in.' });
  const reply = await freshService().sync(PROGRAM, sent, { computed: 'moved' });
  expect(reply.remote.tables['budgetLines']?.columns).not.toContain('current');
  await freshService().sync(PROGRAM, update({ original: 77 }));
  expect(await freshService().sync(PROGRAM, sent, { computed: 'moved' })).toEqual(reply);
});

/** The whole program as it stands, every computed cell worked out anew. */
async function wholeNow(): Promise<ProgramState> {
  const { revision, remote } = await freshService().sync(PROGRAM, request(0));
  return advance(emptyProgram, revision, remote.tables);
}

/** A table whose last row has gone and one that never had any are the same to whoever reads the program. */
function withRows(state: ProgramState | undefined): unknown {
  return state && { ...state, tables: new Map([...state.tables].filter(([, rows]) => rows.size > 0)) };
}

/** How somebody asks: panes of every age ask for all columns, for none that are computed and have not moved, or for what has moved. */
const forms = [{}, { computed: 'moved' }, { computed: 'moved', cells: 'moved' }, { cells: 'moved' }] as const;
type Form = (typeof forms)[number];

test('[FG4, I1] who takes just what has moved has the same program as who takes whole rows, and a repeated sync brings the same', async () => {
  const seen = { without: 0, withThem: 0, byMoved: 0, again: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step, form: fc.constantFrom(...forms), isRestarted: fc.nat({ max: 3 }) }), {
        minLength: 2,
        maxLength: 8,
      }),
      async (steps) => {
        await close();
        await openCopy();
        let service = freshService();
        const states = new Map<number, ProgramState>();
        const repeats: { readonly sent: Submission; readonly form: Form; readonly reply: SyncReply }[] = [];
        const start = await wholeNow();
        const turn = async (person: number, form: Form, edits: ParsedSyncRequest['edits']) => {
          const state = states.get(person) ?? start;
          const sent = request(state.revision, edits);
          const reply = await service.sync(PROGRAM, sent, form);
          const { revision, remote } = reply;
          for (const [name, { columns, moved = [] }] of Object.entries(remote.tables)) {
            if (!('cells' in form)) {
              const isWhole = columns.length === Object.keys(tableNamed(name).columns).length;
              if (!('computed' in form)) expect(isWhole, name).toBe(true);
              seen[isWhole ? 'withThem' : 'without']++;
              expect(moved, name).toEqual([]);
            }
            seen.byMoved += moved.length;
          }
          if (Object.keys(edits).length > 0) repeats.push({ sent, form, reply });
          states.set(person, advance(state, revision, remote.tables));
        };
        for (const { step: each, form, isRestarted } of steps) {
          if (isRestarted === 0) service = freshService();
          await turn(each.person, form, await editsOf(each));
        }
        for (const { sent, form, reply } of repeats) {
          expect(await freshService().sync(PROGRAM, sent, form)).toEqual(reply);
          seen.again += reply.committed === null ? 0 : 1;
        }
        const whole = await wholeNow();
        for (const person of states.keys()) {
          await turn(person, forms[2], {});
          expect(withRows(states.get(person))).toEqual(withRows(whole));
        }
      },
    ),
    { numRuns: RUNS },
  );
  expect(Object.values(seen).every((count) => count > 0)).toBe(true);
});
