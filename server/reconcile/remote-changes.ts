import type { Kysely } from 'kysely';
import type { RemoteTable } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange, StoredRow } from '../../shared/sync/history/journal.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { readJournalSince } from '../storage/journal.ts';
import { holdsAtMost, readRows, readRowsByIdAt } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import type { RowSets } from '../../shared/plan/reached-rows.ts';
import { computedCells, computedCellsOf, computedFromSums, tablesOfSums } from '../totals/computed-cells.ts';
import { datedBetween } from '../totals/dated-between.ts';
import { daysOfRevisions } from '../totals/plan-time.ts';
import { reachedBy } from '../totals/reached-rows.ts';
import { RowsAtHand } from '../totals/rows-at-hand.ts';
import { movedRows, type MovedRows } from './moved-cells.ts';
import { wireTable } from './wire-rows.ts';
import type { WrittenRows } from './written-rows.ts';

export interface RemoteRequest {
  readonly program: string;
  /** The sheet stands here … */
  readonly base: Revision;
  /** … and is to be brought here. */
  readonly to: Revision;
  /** Head of the program; above `to` when an earlier reply is built again. */
  readonly head: Revision;
  /** What changed after `base` up to `to`, when it is just what the caller has written. */
  readonly written?: WrittenRows | undefined;
  /** The days of `base` and `to`, when the caller knows them. */
  readonly days?: Days | undefined;
  /** Rows of the head. */
  readonly hand?: RowsAtHand | undefined;
  /** When an earlier reply is built again: what it brought. */
  readonly again?: Brought;
  /** The computed columns of a table may be left out where none of its rows' has moved: then no figure is read. */
  readonly mayLeaveOut?: boolean;
}

/** Row IDs by table of rows that nobody edited but whose computed cells may be others. */
export type RecomputedRows = Readonly<Record<string, readonly RowId[]>>;

export interface Remote {
  readonly tables: Record<string, RemoteTable>;
  readonly recomputed: RecomputedRows;
  /** Which editable cells have moved in which rows; absent: there has been no row before. */
  readonly moved?: MovedRows;
}

/** What cannot be told from the history any more. */
export interface Brought {
  /** Rows that came just for their computed cells. */
  readonly recomputed: RecomputedRows;
  /** Tables whose rows came without computed columns. */
  readonly leftOut: readonly string[];
}

type Computed = ReadonlyMap<string, ReadonlyMap<RowId, Cells>>;

/** Fewer rows are always picked. */
const MANY_ROWS = 1_000;
/** When one in so many rows of a table is wanted, reading whole tables is cheaper than picking rows. */
const PICKED_SHARE = 4;

/**
 * Everything that changed after `base` as it is at `to`, by table name; only tables with a change. A row whose computed
 * cells may have changed counts as changed.
 */
export async function remoteChanges(db: Kysely<Database>, request: RemoteRequest): Promise<Remote> {
  if (request.base >= request.to) return { tables: {}, recomputed: {} };
  return request.base === 0 ? wholeProgram(db, request) : changedRows(db, request);
}

/** From nothing, every row is new and none is gone. */
async function wholeProgram(db: Kysely<Database>, { program, to, head }: RemoteRequest): Promise<Remote> {
  const at = to === head ? undefined : to;
  const computed = await computedCells(db, program, tables, { at });
  const remote: Record<string, RemoteTable> = {};
  for (const table of tables) {
    const rows = await readRows(db, program, table, at);
    if (rows.length > 0) remote[table.name] = { ...wireTable(table, rows, computed.get(table.name)), deleted: [] };
  }
  return { tables: remote, recomputed: {} };
}

async function changedRows(db: Kysely<Database>, request: RemoteRequest): Promise<Remote> {
  const { program, base, to } = request;
  const changes = request.written?.changes ?? (await readJournalSince(db, { program, after: base, upTo: to }));
  const changed = rowsByTable(changes);
  const moved = movedRows(changes);
  const days = request.days ?? (await daysBetween(db, program, base, to));
  const { written } = request;
  const { hand = new RowsAtHand(db, program, written) } = request;
  const { recomputed, leftOut } = request.again ?? (await bringing(hand, request, { changes, changed, days }));
  for (const [table, rows] of Object.entries(recomputed)) for (const row of rows) addRow(changed, table, row);
  const isLeftOut = (table: string): boolean => leftOut.includes(table);
  const toCompute = new Map([...changed].filter(([table]) => !isLeftOut(table)));
  const computed = await computedOf(hand, request, toCompute, days.after);
  if (to === request.head) await hand.readById(changed);
  const remote: Record<string, RemoteTable> = {};
  for (const table of tables) {
    const ids = changed.get(table.name);
    if (!ids) continue;
    const rows =
      to === request.head
        ? [...ids].flatMap((row) => hand.row(table.name, row) ?? [])
        : await readRowsByIdAt(db, program, table, ids, to);
    remote[table.name] = {
      ...wireTable(table, inOrder(rows), isLeftOut(table.name) ? 'left out' : computed.get(table.name)),
      deleted: withoutRow(ids, rows),
    };
  }
  return { tables: remote, recomputed, moved };
}

async function daysBetween(db: Kysely<Database>, program: string, base: Revision, to: Revision): Promise<Days> {
  const found = await daysOfRevisions(db, program, [base, to]);
  return { before: found.get(base) ?? null, after: found.get(to) ?? null };
}

/** The ids that no row has, in order. */
function withoutRow(ids: ReadonlySet<RowId>, rows: readonly StoredRow[]): RowId[] {
  if (ids.size === rows.length) return [];
  const live = new Set(rows.map((row) => row.row));
  return [...ids].filter((row) => !live.has(row)).sort();
}

/** The rows that nobody edited whose computed cells may be others, and the tables in which there are none of any kind. */
async function bringing(
  hand: RowsAtHand,
  { written, mayLeaveOut = false }: RemoteRequest,
  {
    changes,
    changed,
    days,
  }: { readonly changes: readonly RowChange[]; readonly changed: RowSets; readonly days: Days },
): Promise<Brought> {
  const cellsNow = written && ((change: RowChange) => written.rowAfter(change)?.cells);
  const affected = new Map<string, Set<RowId>>();
  for (const reached of [await reachedBy(hand, changes, cellsNow), await rowsOfOtherDay(hand, days)])
    for (const [table, rows] of reached) for (const row of rows) addRow(affected, table, row);
  const moves = (table: string): boolean => (affected.get(table)?.size ?? 0) > 0;
  const others = [...affected].map(
    ([table, rows]) => [table, [...rows].filter((row) => changed.get(table)?.has(row) !== true).sort()] as const,
  );
  return {
    recomputed: Object.fromEntries(others.filter(([, rows]) => rows.length > 0)),
    leftOut: mayLeaveOut ? [...changed.keys()].filter((table) => !moves(table)) : [],
  };
}

/** Rows whose computed cells are others on the day of `to` than on that of `base`, whatever has been edited. */
async function rowsOfOtherDay(hand: RowsAtHand, { before, after }: Days): Promise<RowSets> {
  if (before === null || after === null || before === after) return new Map();
  return reachedBy(hand, await datedBetween(hand.db, hand.program, [before, after]));
}

/** The days of the computed columns at `base` and at `to`. */
export interface Days {
  readonly before: string | null;
  readonly after: string | null;
}

async function computedOf(
  hand: RowsAtHand,
  { to, head, written }: RemoteRequest,
  rows: RowSets,
  asOf: string | null,
): Promise<Computed> {
  const { db, program } = hand;
  const chosen = tables.filter((table) => rows.has(table.name));
  if (chosen.length === 0) return new Map();
  if (to !== head) return computedCells(db, program, chosen, { at: to, asked: rows, asOf });
  for (const table of chosen) {
    const count = tablesOfSums.has(table.name) ? 0 : (rows.get(table.name)?.size ?? 0);
    if (count < MANY_ROWS || !(await holdsAtMost(db, program, table, PICKED_SHARE * count))) continue;
    return computedCells(db, program, chosen, { asked: rows, known: written?.wholeTables(), asOf });
  }
  if (!written) return computedCellsOf(db, program, rows, asOf);
  // A sync keeps the sums of its revision before it answers.
  const computed = new Map<string, Map<RowId, Cells>>();
  for (const some of portionsOf(rows))
    for (const [table, found] of await computedFromSums(hand, some, asOf)) {
      const ofTable = getOrMake(computed, table, () => new Map<RowId, Cells>());
      for (const [row, cells] of found) ofTable.set(row, cells);
    }
  return computed;
}

/** Rows whose computed cells are worked out together: what they look at is as much again several times. */
const ROWS_AT_A_TIME = 5_000;

/** All rows together where they are few, as nearly always; else some of a table at a time. */
function* portionsOf(rows: RowSets): Generator<RowSets> {
  const count = [...rows.values()].reduce((sum, { size }) => sum + size, 0);
  if (count <= ROWS_AT_A_TIME) {
    yield rows;
    return;
  }
  for (const [table, ofTable] of rows) {
    const ids = [...ofTable];
    for (let at = 0; at < ids.length; at += ROWS_AT_A_TIME)
      yield new Map([[table, new Set(ids.slice(at, at + ROWS_AT_A_TIME))]]);
  }
}

function rowsByTable(changes: Iterable<RowChange>): Map<string, Set<RowId>> {
  const found = new Map<string, Set<RowId>>();
  for (const { table, row } of changes) addRow(found, table, row);
  return found;
}

function addRow(sets: Map<string, Set<RowId>>, table: string, row: RowId): void {
  const rows = sets.get(table);
  if (rows) rows.add(row);
  else sets.set(table, new Set([row]));
}

function inOrder(rows: StoredRow[]): StoredRow[] {
  return rows.sort((a, b) => (a.row < b.row ? -1 : 1));
}
