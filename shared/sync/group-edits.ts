import type { Cell, RowId } from '../tables/cell.ts';
import type { DeleteEdit, Edit, InsertEdit, UpdateEdit } from './edit.ts';

/** The edits that one sync makes to one row: an insert, a delete, or updates of different columns. */
export type RowEdits =
  | { readonly kind: 'insert'; readonly insert: InsertEdit }
  | { readonly kind: 'update'; readonly updates: readonly UpdateEdit[] }
  | { readonly kind: 'delete'; readonly delete: DeleteEdit }
  | { readonly kind: 'contradiction'; readonly edits: readonly Edit[] };

/** Edits by table name and Row ID. */
export type GroupedEdits = ReadonlyMap<string, ReadonlyMap<RowId, RowEdits>>;

function single(edit: Edit): RowEdits {
  if (edit.kind === 'insert') return { kind: 'insert', insert: edit };
  if (edit.kind === 'delete') return { kind: 'delete', delete: edit };
  return { kind: 'update', updates: [edit] };
}

function editsOf(edits: RowEdits): readonly Edit[] {
  if (edits.kind === 'insert') return [edits.insert];
  if (edits.kind === 'delete') return [edits.delete];
  return edits.kind === 'update' ? edits.updates : edits.edits;
}

/** Cells of an edit in a fixed order, so that equal edits have equal texts. */
function textOf(edit: Edit): string {
  const entries = (record: Readonly<Record<string, Cell>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const cells = edit.kind === 'delete' ? [] : entries(edit.cells);
  const seen = typeof edit.seen === 'number' ? edit.seen : entries(edit.seen);
  return JSON.stringify([edit.kind, edit.basket ?? null, cells, seen]);
}

function together(first: RowEdits, edit: Edit): RowEdits {
  const earlier = editsOf(first);
  const text = textOf(edit);
  if (earlier.some((other) => textOf(other) === text)) return first;
  if (first.kind === 'update' && edit.kind === 'update') {
    const columns = new Set(first.updates.flatMap((update) => Object.keys(update.cells)));
    if (!Object.keys(edit.cells).some((column) => columns.has(column))) {
      return { kind: 'update', updates: [...first.updates, edit] };
    }
  }
  return { kind: 'contradiction', edits: [...earlier, edit] };
}

/** Groups the edits of one sync by row. The same edit twice counts once; the order of edits does not matter [M11]. */
export function groupEdits(edits: readonly Edit[]): GroupedEdits {
  const grouped = new Map<string, Map<RowId, RowEdits>>();
  for (const edit of edits) {
    let rows = grouped.get(edit.table);
    if (!rows) grouped.set(edit.table, (rows = new Map<RowId, RowEdits>()));
    const first = rows.get(edit.row);
    rows.set(edit.row, first ? together(first, edit) : single(edit));
  }
  return grouped;
}
