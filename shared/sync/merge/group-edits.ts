import type { Cell, RowId } from '../../tables/cell.ts';
import type { Edit } from '../edit.ts';

/** The edits that one sync makes to one row, nearly always one. */
export type RowEdits = Edit | readonly Edit[];

/** Edits by table name and Row ID. */
export type GroupedEdits = ReadonlyMap<string, ReadonlyMap<RowId, RowEdits>>;

/** True for several edits of one row. */
export function areSeveral(edits: RowEdits): edits is readonly Edit[] {
  return Array.isArray(edits);
}

/** True when the edits of a row cannot be meant together: anything but updates of different columns. */
export function contradict(edits: readonly Edit[]): boolean {
  const columns = new Set<string>();
  for (const edit of edits) {
    if (edit.kind !== 'update') return true;
    for (const column of Object.keys(edit.cells)) {
      if (columns.has(column)) return true;
      columns.add(column);
    }
  }
  return false;
}

function inNameOrder(record: Readonly<Record<string, Cell>>): [string, Cell][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Cells of an edit in a fixed order, so that equal edits have equal texts. */
function textOf(edit: Edit): string {
  const cells = edit.kind === 'delete' ? [] : inNameOrder(edit.cells);
  const seen = edit.kind === 'update' ? inNameOrder(edit.seen) : edit.seen;
  return JSON.stringify([edit.kind, edit.basket ?? null, cells, seen]);
}

function together(earlier: RowEdits, edit: Edit): RowEdits {
  const list = areSeveral(earlier) ? earlier : [earlier];
  const text = textOf(edit);
  return list.some((other) => textOf(other) === text) ? earlier : [...list, edit];
}

/** Groups the edits of one sync by row. The same edit twice counts once; the order of edits does not matter [M11]. */
export function groupEdits(edits: readonly Edit[]): GroupedEdits {
  const grouped = new Map<string, Map<RowId, RowEdits>>();
  for (const edit of edits) {
    let rows = grouped.get(edit.table);
    if (!rows) grouped.set(edit.table, (rows = new Map<RowId, RowEdits>()));
    const earlier = rows.get(edit.row);
    rows.set(edit.row, earlier ? together(earlier, edit) : edit);
  }
  return grouped;
}
