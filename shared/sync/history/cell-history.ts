import type { Cell, Cells } from '../../tables/cell.ts';
import type { Revision } from '../edit.ts';
import type { JournalEntry } from './journal.ts';

/** True when the entry changed this cell. An insert or delete touches just the cells that are not empty. */
export function touches(entry: JournalEntry, column: string): boolean {
  return Object.hasOwn(entry.after, column) || Object.hasOwn(entry.before, column);
}

/**
 * Value of a cell at revision `seen`, by undoing what came after it.
 * @param entries journal entries of the row, ascending
 * @param now the value at the head (null when the row is not there)
 */
export function cellAt(entries: readonly JournalEntry[], column: string, seen: Revision, now: Cell): Cell {
  for (const entry of entries) {
    if (entry.revision > seen && touches(entry, column)) return entry.before[column] ?? null;
  }
  return now;
}

/** The last entry that changed one of these columns after `seen`, or undefined. */
export function lastChangeOf(
  entries: readonly JournalEntry[],
  columns: readonly string[],
  seen: Revision,
): JournalEntry | undefined {
  return entries.findLast((entry) => entry.revision > seen && columns.some((column) => touches(entry, column)));
}

/** The columns changed after `seen`, in the order of their first change. */
export function columnsChangedSince(entries: readonly JournalEntry[], seen: Revision): string[] {
  const columns = new Set<string>();
  for (const entry of entries) {
    if (entry.revision <= seen) continue;
    for (const column of Object.keys(entry.before)) columns.add(column);
    for (const column of Object.keys(entry.after)) columns.add(column);
  }
  return [...columns];
}

/** The entry that deleted the row, when the row is not at the head. */
export function deletionOf(entries: readonly JournalEntry[]): JournalEntry | undefined {
  const last = entries.at(-1);
  return last?.kind === 'delete' ? last : undefined;
}

/** True when the row was live at `seen`. */
export function existedAt(entries: readonly JournalEntry[], seen: Revision, isLive: boolean): boolean {
  const next = entries.find((entry) => entry.revision > seen);
  return next ? next.kind !== 'insert' : isLive;
}

/** The row's cells at `seen`; `now` are its cells at the head (null when it is not there). */
export function cellsAt(entries: readonly JournalEntry[], seen: Revision, now: Cells | null): Cells {
  const cells: Record<string, Cell> = { ...now };
  for (const entry of entries.toReversed()) {
    if (entry.revision <= seen) break;
    for (const column of Object.keys(entry.after)) cells[column] = null;
    Object.assign(cells, entry.before);
  }
  return cells;
}
