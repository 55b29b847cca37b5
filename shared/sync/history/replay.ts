import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import type { Edit, Revision } from '../edit.ts';
import { getOrMake } from '../get-or-make.ts';
import type { BasketPlace } from './baskets.ts';
import type { JournalEntry, RowChange, StoredRow } from './journal.ts';

/** Live rows by table name and Row ID. */
export type ProgramState = ReadonlyMap<string, ReadonlyMap<RowId, StoredRow>>;

/** A state that is being worked out. */
export type ProgramDraft = Map<string, Map<RowId, StoredRow>>;

/** A copy that may be changed; rows are shared. */
export function draftState(state: ProgramState): ProgramDraft {
  return new Map([...state].map(([table, rows]) => [table, new Map(rows)]));
}

function rowsOf(state: ProgramDraft, table: string): Map<RowId, StoredRow> {
  let rows = state.get(table);
  if (!rows) state.set(table, (rows = new Map<RowId, StoredRow>()));
  return rows;
}

function withCells(cells: Cells | undefined, changed: Cells): Cells {
  const merged: Record<string, Cell> = { ...cells };
  for (const [column, value] of Object.entries(changed)) {
    if (value === null) delete merged[column];
    else merged[column] = value;
  }
  return merged;
}

/**
 * Applies one change to `state`, in place. Throws RangeError when the change does not fit the state: an insert of a row
 * that is there, an update or delete of one that is not, or another value before it than the change says [REV5].
 */
export function applyChange(state: ProgramDraft, change: RowChange, revision: Revision): void {
  const rows = rowsOf(state, change.table);
  const row = rows.get(change.row);
  if ((row === undefined) !== (change.kind === 'insert')) throw misfit(change);
  for (const column of Object.keys(change.before)) {
    if ((row?.cells[column] ?? null) !== change.before[column]) throw misfit(change);
  }
  if (change.kind === 'delete') rows.delete(change.row);
  else rows.set(change.row, { row: change.row, revision, cells: withCells(row?.cells, change.after) });
}

function misfit({ kind, table, row }: RowChange): RangeError {
  return new RangeError(`The ${kind} of row ${row} of ${table} does not fit the state it is applied to.`);
}

/** [REV5] The state after these entries, from nothing. Entries ascend by revision. Throws as `applyChange`. */
export function replay(entries: Iterable<JournalEntry>): ProgramState {
  const state: ProgramDraft = new Map();
  for (const entry of entries) applyChange(state, entry, entry.revision);
  return state;
}

/**
 * Undoes one entry in `state`, in place.
 * @param revisionBefore revision that had changed the row last before this entry (0 when not known)
 */
export function undoEntry(state: ProgramDraft, entry: RowChange, revisionBefore: Revision): void {
  const rows = rowsOf(state, entry.table);
  if (entry.kind === 'insert') {
    rows.delete(entry.row);
    return;
  }
  const cells = withCells(rows.get(entry.row)?.cells, entry.before);
  rows.set(entry.row, { row: entry.row, revision: revisionBefore, cells });
}

/**
 * [REV4] The state at an earlier revision, by undoing the entries after it, newest first.
 * @param later the entries after that revision, ascending
 * @param revisionBefore revision ≤ the earlier one that last changed a row; only asked for rows that `later` touches
 */
export function stateBefore(
  head: ProgramState,
  later: readonly JournalEntry[],
  revisionBefore: (table: string, row: RowId) => Revision,
): ProgramState {
  const state = draftState(head);
  for (const entry of later.toReversed()) undoEntry(state, entry, revisionBefore(entry.table, entry.row));
  return state;
}

/** One cell that differs between two states. `delta` is in cents, for money that is there before or after. */
export interface CellDifference {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  readonly before: Cell;
  readonly after: Cell;
  readonly delta: number | null;
}

/** Every row that differs between two states, as changes that lead from the first to the second. */
export function changesBetween(from: ProgramState, to: ProgramState): RowChange[] {
  const changes: RowChange[] = [];
  for (const table of new Set([...from.keys(), ...to.keys()])) {
    const [was, is] = [from.get(table), to.get(table)];
    for (const [row, stored] of was ?? []) {
      const now = is?.get(row);
      if (!now) changes.push({ table, row, kind: 'delete', before: withCells({}, stored.cells), after: {} });
      else changes.push(...updateBetween(table, stored, now));
    }
    for (const [row, stored] of is ?? []) {
      if (was?.has(row) !== true) {
        changes.push({ table, row, kind: 'insert', before: {}, after: withCells({}, stored.cells) });
      }
    }
  }
  return changes;
}

function updateBetween(table: string, was: StoredRow, is: StoredRow): RowChange[] {
  if (was === is) return [];
  const before: Record<string, Cell> = {};
  const after: Record<string, Cell> = {};
  for (const column of new Set([...Object.keys(was.cells), ...Object.keys(is.cells)])) {
    const [left, right] = [was.cells[column] ?? null, is.cells[column] ?? null];
    if (left === right) continue;
    before[column] = left;
    after[column] = right;
  }
  return Object.keys(after).length === 0 ? [] : [{ table, row: was.row, kind: 'update', before, after }];
}

/** Two states cell by cell, in the order of the tables' columns, with the difference of money. */
export function compareStates(tables: readonly Table[], from: ProgramState, to: ProgramState): CellDifference[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return changesBetween(from, to).flatMap((change) => {
    const columns = byName.get(change.table)?.columns ?? {};
    return Object.keys(columns).flatMap((column) => {
      if (!Object.hasOwn(change.before, column) && !Object.hasOwn(change.after, column)) return [];
      const [before, after] = [change.before[column] ?? null, change.after[column] ?? null];
      const delta = columns[column]?.kind === 'money' ? Number(after ?? 0) - Number(before ?? 0) : null;
      return [{ table: change.table, row: change.row, column, before, after, delta }];
    });
  });
}

/**
 * The edits that set back what one revision did, seen at that revision: what has moved since is a conflict.
 * @param places what of it came in baskets, and is set back in them [M8]
 */
export function revertEdits(entries: readonly JournalEntry[], places: readonly BasketPlace[]): Edit[] {
  const basketsByRow = new Map<string, Map<string | null, string>>();
  for (const { table, row, column, basket } of places) {
    getOrMake(basketsByRow, `${table} ${row}`, () => new Map<string | null, string>()).set(column, basket);
  }
  return entries.flatMap((entry) => revertOf(entry, basketsByRow.get(`${entry.table} ${entry.row}`) ?? new Map()));
}

/** @param baskets by column, of the row as a whole under null */
function revertOf(entry: JournalEntry, baskets: ReadonlyMap<string | null, string>): Edit[] {
  const { table, row, before, revision: seen } = entry;
  if (entry.kind === 'insert') return [{ kind: 'delete', table, row, seen, ...inBasket(baskets.get(null)) }];
  if (entry.kind === 'delete') {
    return [{ kind: 'insert', table, row, cells: before, seen, ...inBasket(baskets.get(null)) }];
  }
  const cellsByBasket = new Map<string | undefined, Record<string, Cell>>();
  for (const [column, value] of Object.entries(before)) {
    getOrMake(cellsByBasket, baskets.get(column), (): Record<string, Cell> => ({}))[column] = value;
  }
  return [...cellsByBasket].map(([basket, cells]) => {
    const seenByColumn = Object.fromEntries(Object.keys(cells).map((column) => [column, seen]));
    return { kind: 'update', table, row, cells, seen: seenByColumn, ...inBasket(basket) };
  });
}

function inBasket(basket: string | undefined): { basket?: string } {
  return basket === undefined ? {} : { basket };
}
