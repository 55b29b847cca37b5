import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLong } from '../../test/run-size.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { revertEdits } from '../../shared/sync/history/replay.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { rowIdFromBytes, type Cell, type Cells, type RowId } from '../../shared/tables/cell.ts';
import type { Column } from '../../shared/tables/column.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createProgramEvents } from '../program-events.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { readJournalSince } from '../storage/journal.ts';
import { readRows } from '../storage/rows.ts';
import { createSyncService, type SyncService } from './sync-program.ts';

const PROGRAM = 'cedar-basin';
const RUNS = isLong ? 2_000 : 60;

/** Tables in which money, baselines and months stand, or what they hang on. */
const names = [
  'projects',
  'budgetLines',
  'changes',
  'changeLines',
  'commitments',
  'commitmentChanges',
  'expenditures',
  'forecasts',
  'milestones',
  'periods',
] as const;

type Name = (typeof names)[number];
type Rows = Readonly<Record<Name, readonly StoredRow[]>>;

const folder = mkdtempSync(join(tmpdir(), 'sep-locked-plan-'));
const seeded = join(folder, 'seeded.sqlite');
const people: WirePerson[] = [];
let copies = 0;
let syncs = 0;

/** The demo with one project that is only proposed and one change that is only drafted, so that there is something to move. */
beforeAll(async () => {
  const store = await openDatabase({ file: seeded });
  const events = createProgramEvents(store);
  const service = createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') });
  await seedDemo(
    store,
    {
      sync: (program, submission) =>
        service.sync(program, {
          ...submission,
          edits: [...submission.edits.map(withSomethingOpen), ...steps(submission.edits)],
        }),
    },
    'mini',
  );
  // People who edit and look, and decide on nothing.
  for (const email of ['north@', 'south@', 'viewer@']) {
    const account = await store.read
      .selectFrom('accounts')
      .select(['id', 'name', 'email'])
      .where('email', 'like', `${email}%`)
      .executeTakeFirstOrThrow();
    people.push(account);
  }
  const [north] = people;
  const whole = { ...north, id: north?.id ?? '' };
  // One of them edits everywhere.
  await store.write.updateTable('memberships').set({ scope: null }).where('account', '=', whole.id).execute();
  await events.close();
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function withSomethingOpen(edit: Edit): Edit {
  if (edit.kind !== 'insert') return edit;
  if (edit.table === 'projects' && edit.cells['number'] === '26.00003')
    return { ...edit, cells: { ...edit.cells, status: 'Proposed' } };
  return edit;
}

/** Milestones with baselines and a forecast of a month that will be closed, which the worked example does without. */
function steps(edits: readonly Edit[]): Edit[] {
  const isOpening = edits.some(({ table }) => table === 'projects');
  const added: readonly (readonly [string, Cells])[] = [
    ['milestones', { milestone: 'M50 Installation start', baselineNumber: 0, baselineFinish: '2026-06-15' }],
    ['milestones', { milestone: 'M60 Installation complete', baselineNumber: 0, baselineStart: '2026-08-07' }],
    ['milestones', { milestone: 'M70 Substantial completion', baselineNumber: 0 }],
    ['forecasts', { category: 'Equipment', period: '2026-02', etc: 500_000 }],
  ];
  return (isOpening ? added : []).map(([table, cells], index) => {
    const row = rowIdFromBytes(Uint8Array.from({ length: 15 }, () => index + 40));
    return { kind: 'insert', table, row, cells: { project: '26.00001', ...cells }, seen: 0 };
  });
}

async function rowsOf(store: Store): Promise<Rows> {
  const read = (name: Name) => readRows(store.read, PROGRAM, tableNamed(name));
  const lists = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
  const none: Rows = {
    projects: [],
    budgetLines: [],
    changes: [],
    changeLines: [],
    commitments: [],
    commitmentChanges: [],
    expenditures: [],
    forecasts: [],
    milestones: [],
    periods: [],
  };
  return { ...none, ...Object.fromEntries(lists) };
}

const standing: readonly Cell[] = ['Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled'];

/**
 * What nobody without the duty may move, by Row ID: the budget of each line of a project approved in `approved`, its
 * original amount and approved changes; baselines; and what belongs to a closed month.
 */
function fixedFigures(rows: Rows, approved: ReadonlySet<RowId>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const put = (kind: string, row: RowId, ...values: Cell[]) => void found.set(`${kind} ${row}`, values);
  const isApproved = new Map(
    rows.projects.map(({ row, cells }) => [cells['number'], isStanding(row, cells, approved)]),
  );
  const closed = new Set(
    rows.periods.filter(({ cells }) => cells['status'] === 'Closed').map(({ cells }) => cells['period']),
  );
  const decided = new Set(
    rows.changes.filter(({ cells }) => cells['status'] === 'Approved').map(({ cells }) => cells['number']),
  );
  for (const { row, cells } of rows.budgetLines) {
    if (isApproved.get(cells['project']) !== true) continue;
    const changes = rows.changeLines.filter(
      (line) => line.cells['budgetLine'] === cells['id'] && decided.has(line.cells['change']),
    );
    const amount = changes.reduce((sum, line) => sum + Number(line.cells['amount']), Number(cells['original']));
    if (amount !== 0 || changes.length > 0)
      put('budget', row, amount, cells['source'] ?? null, cells['category'] ?? null);
  }
  for (const { row, cells } of rows.milestones) {
    const baseline = [cells['baselineStart'] ?? null, cells['baselineFinish'] ?? null];
    if (isApproved.get(cells['project']) === true && baseline.some((day) => day !== null))
      put('baseline', row, cells['baselineNumber'] ?? null, ...baseline);
  }
  for (const { row, cells } of rows.expenditures) {
    if (closed.has(cells['period']))
      put('posting', row, cells['period'] ?? null, cells['postingDate'] ?? null, cells['amount'] ?? null);
  }
  for (const { row, cells } of rows.forecasts) {
    if (closed.has(cells['period'])) put('forecast', row, cells['period'] ?? null, cells['etc'] ?? null);
  }
  for (const { row, cells } of rows.periods) {
    if (cells['status'] === 'Closed') put('month', row, cells['period'] ?? null, cells['controlTotal'] ?? null);
  }
  return found;
}

/** A project that was approved, or has become so without being cancelled: cancelling approves nothing. */
function isStanding(row: RowId, { status = null }: Cells, approved: ReadonlySet<RowId>): boolean {
  return approved.has(row) || (status !== 'Cancelled' && standing.includes(status));
}

const money = fc.constantFrom(0, 1, 25_000_000, 9_100_000_000, -5_000);
const days = fc.constantFrom('2025-11-18', '2026-02-11', '2026-05-12', '2026-11-02');

/** Values that a person may type into a column, or copy from another row of it. */
function typed(column: Column | undefined, copied: Cell): fc.Arbitrary<Cell> {
  const copy = fc.constant(copied);
  switch (column?.kind) {
    case 'list':
      return fc.constantFrom(...column.values);
    case 'money':
      return fc.oneof(copy, money);
    case 'date':
      return fc.oneof(copy, days, fc.constant(null));
    case 'period':
      return fc.oneof(copy, fc.constantFrom('2026-02', '2026-05', '2026-11'));
    case 'integer':
      return fc.oneof(copy, fc.integer({ min: 0, max: 3 }));
    case 'flag':
      return fc.boolean();
    default:
      return copy;
  }
}

type Pick = <T>(arbitrary: fc.Arbitrary<T>) => T;

function oneOf<T>(pick: Pick, list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : list[pick(fc.nat({ max: list.length - 1 }))];
}

/** One thing somebody does to a row: changes some cells, copies it under another key, or takes it out. */
function anEdit(pick: Pick, rows: Rows, seen: number): Edit[] {
  const name = pick(fc.constantFrom(...names));
  const table = tableNamed(name);
  const [target, other] = [oneOf(pick, rows[name]), oneOf(pick, rows[name])];
  if (!target || !other) return [];
  const columns = pick(fc.subarray([...editableColumns(table)], { minLength: 1, maxLength: 4 }));
  const cells: Record<string, Cell> = {};
  for (const column of columns) cells[column] = pick(typed(table.columns[column], other.cells[column] ?? null));
  const kind = pick(fc.constantFrom('update', 'update', 'update', 'update', 'insert', 'delete'));
  if (kind === 'delete') return [{ kind, table: name, row: target.row, seen }];
  if (kind === 'update') {
    const seenAt = Object.fromEntries(columns.map((column) => [column, seen]));
    return [{ kind, table: name, row: target.row, cells, seen: seenAt }];
  }
  const number = pick(fc.integer({ min: 10, max: 99 }));
  const key = newKey(name, number);
  const row = rowIdFromBytes(
    Uint8Array.from({ length: 15 }, (_, index) => (index < 13 ? index : (number + syncs) % 256)),
  );
  return [{ kind: 'insert', table: name, row, cells: { ...filled(target.cells), ...cells, ...key }, seen }];
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
}

/** A key that no row has yet, as far as the table's own columns make one. */
function newKey(name: Name, number: number): Cells {
  switch (name) {
    case 'projects':
      return { number: `26.000${number}` };
    case 'budgetLines':
      return { id: `BL-9${number}` };
    case 'changes':
      return { number: `BC-9${number}` };
    case 'commitments':
      return { number: `PO-9${number}` };
    case 'commitmentChanges':
      return { number: `CO-9${number}` };
    case 'expenditures':
      return { document: `V9${number}` };
    case 'changeLines':
      return { line: number };
    default:
      return {};
  }
}

function freshRow(seed: number): RowId {
  return rowIdFromBytes(Uint8Array.from({ length: 15 }, (_, index) => (index < 13 ? seed : syncs % 256)));
}

/** What somebody might try who knows how the plan hangs together: things that go in only together, or one after the other. */
function aPloy(pick: Pick, rows: Rows, seen: number): Edit[] {
  const number = pick(fc.integer({ min: 10, max: 99 }));
  const state = (table: Name, column: string): Cell => pick(typed(tableNamed(table).columns[column], null));
  const insert = (table: Name, seed: number, cells: Cells): Edit => ({
    kind: 'insert',
    table,
    row: freshRow(seed),
    cells,
    seen,
  });
  const update = (table: Name, { row }: StoredRow, cells: Cells): Edit => {
    return {
      kind: 'update',
      table,
      row,
      cells,
      seen: Object.fromEntries(Object.keys(cells).map((name) => [name, seen])),
    };
  };
  const line = oneOf(pick, rows.budgetLines);
  const project = oneOf(pick, rows.projects);
  const change = oneOf(pick, rows.changes);
  const milestone = oneOf(pick, rows.milestones);
  if (!line || !project || !change || !milestone) return [];
  const approval = {
    status: 'Approved',
    approvedBy: 'Board',
    reportNumber: 'Rep-9',
    boardDate: '2026-01-20',
    effectiveDate: '2026-01-20',
  };
  const projectKey = `26.001${number}`;
  const changeKey = `BC-8${number}`;
  const ploys: readonly (() => Edit[])[] = [
    () => [
      insert('projects', 1, { ...filled(project.cells), number: projectKey, status: state('projects', 'status') }),
      insert('budgetLines', 2, { ...filled(line.cells), id: `BL-8${number}`, project: projectKey, original: 5_000 }),
    ],
    () => [
      insert('changes', 3, {
        ...filled(change.cells),
        number: changeKey,
        ...approval,
        status: state('changes', 'status'),
      }),
      insert('changeLines', 4, { change: changeKey, line: 1, budgetLine: line.cells['id'] ?? null, amount: 5_000 }),
      insert('changeLines', 5, { change: changeKey, line: 2, budgetLine: line.cells['id'] ?? null, amount: -4_000 }),
    ],
    () => [update('changes', change, approval)],
    () => [update('changes', change, { status: 'Pending' })],
    () => [update('projects', project, { status: state('projects', 'status'), approvalDate: '2026-01-20' })],
    () => [
      update('milestones', milestone, {
        baselineNumber: Number(milestone.cells['baselineNumber']) + 1,
        baselineFinish: '2027-01-01',
      }),
    ],
  ];
  return oneOf(pick, ploys)?.() ?? [];
}

interface Played {
  readonly store: Store;
  readonly service: SyncService;
}

async function submit({ service }: Played, author: WirePerson, edits: readonly Edit[], base: number) {
  const syncId = `play-${++syncs}`;
  const origin = { door: 'sync', workbook: 'w', syncId, digest: syncId, base, note: 'Played.' } as const;
  return service.sync(PROGRAM, { author, origin, edits });
}

/** What somebody does next: a few edits in one sync, or a revision set back. @returns true when it was written */
async function act(played: Played, pick: Pick): Promise<boolean> {
  const { store } = played;
  const author = oneOf(pick, people);
  const program = await store.read
    .selectFrom('programs')
    .select('revision')
    .where('id', '=', PROGRAM)
    .executeTakeFirst();
  const head = program?.revision ?? 0;
  if (!author) return false;
  if (pick(fc.nat({ max: 9 })) === 0) {
    const revision = pick(fc.integer({ min: 1, max: head }));
    const records = await readJournalSince(store.read, { program: PROGRAM, after: revision - 1, upTo: revision });
    const edits = revertEdits(
      records.map((record) => ({ ...record, by: '', at: '' })),
      [],
    );
    return (await submit(played, author, edits, head)).committed !== null;
  }
  const rows = await rowsOf(store);
  const edits = new Map<string, Edit>();
  for (let count = pick(fc.integer({ min: 1, max: 4 })); count > 0; count--)
    for (const edit of pick(fc.boolean()) ? anEdit(pick, rows, head) : aPloy(pick, rows, head))
      edits.set(`${edit.table} ${edit.row}`, edit);
  return (await submit(played, author, [...edits.values()], head)).committed !== null;
}

test('[FD1] no sequence of edits by people without the duty moves an approved figure, a baseline or a closed month', async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (pick) => {
      const file = join(folder, `copy-${++copies}.sqlite`);
      copyFileSync(seeded, file);
      const store = await openDatabase({ file });
      const events = createProgramEvents(store);
      const service = createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') });
      const start = await rowsOf(store);
      const approved = new Set(
        start.projects.filter(({ cells }) => standing.includes(cells['status'] ?? null)).map(({ row }) => row),
      );
      const before = fixedFigures(start, approved);
      expect([...new Set([...before.keys()].map((key) => key.split(' ')[0]))].sort()).toEqual([
        'baseline',
        'budget',
        'forecast',
        'month',
        'posting',
      ]);
      for (let step = 0; step < 8; step++) {
        if (await act({ store, service }, (arbitrary) => pick(() => arbitrary))) written++;
        expect(fixedFigures(await rowsOf(store), approved)).toEqual(before);
      }
      await events.close();
      await store.close();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // Most of what they try is refused in part; so little would mean that hardly anything was tried.
  expect(written).toBeGreaterThan(RUNS);
});

test('the tables played are those of the plan', () => {
  const known = new Set<string>(tables.map(({ name }) => name));
  for (const name of names) expect(known.has(name)).toBe(true);
});
