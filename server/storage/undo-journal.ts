import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { editableColumns, type Table } from '../../shared/tables/table.ts';
import type { JournalRecord } from './journal.ts';

/**
 * Rows as they were before these journal entries of their table, in order of Row ID.
 * @param head rows as the newest entry left them, in order of Row ID
 * @param entries newest first, without gaps
 */
export function undoJournal(table: Table, head: readonly StoredRow[], entries: readonly JournalRecord[]): StoredRow[] {
  const touched = new Set(entries.map((entry) => entry.row));
  const rows = new Map<RowId, StoredRow>();
  for (const row of head) if (touched.has(row.row)) rows.set(row.row, row);
  const empty = emptyCells(table);
  for (const entry of entries) undo(rows, entry, empty);
  const untouched = head.filter((row) => !touched.has(row.row));
  return [...untouched, ...rows.values()].sort((a, b) => (a.row < b.row ? -1 : 1));
}

function undo(rows: Map<RowId, StoredRow>, entry: JournalRecord, empty: Cells): void {
  if (entry.kind === 'insert') {
    rows.delete(entry.row);
    return;
  }
  const cells: Record<string, Cell> = { ...(rows.get(entry.row)?.cells ?? empty) };
  for (const column of Object.keys(entry.after)) cells[column] = null;
  Object.assign(cells, entry.before);
  rows.set(entry.row, { row: entry.row, revision: entry.previous ?? 0, cells });
}

function emptyCells(table: Table): Cells {
  return Object.fromEntries(editableColumns(table).map((name) => [name, null]));
}
