import type { Edit } from '../../shared/sync/edit.ts';
import type { Cell, RowOrCellPlace } from '../../shared/tables/cell.ts';

/** A change that stays in the sheet and is not sent: one cell, or (column null) everything about the row. */
export type EditPlace = RowOrCellPlace;

/** Text that names the place, for sets. */
export function placeText({ table, row, column }: EditPlace): string {
  return `${table} ${row} ${column ?? ''}`;
}

export interface ChosenEdits {
  readonly send: readonly Edit[];
  readonly leftOut: readonly Edit[];
}

/** Parts the edits into those to send and those the person leaves out of this sync. */
export function chooseEdits(edits: readonly Edit[], places: readonly EditPlace[]): ChosenEdits {
  const left = new Set(places.map(placeText));
  const send: Edit[] = [];
  const leftOut: Edit[] = [];
  for (const edit of edits) {
    const parts = partsOf(edit, left);
    if (parts.send) send.push(parts.send);
    if (parts.leftOut) leftOut.push(parts.leftOut);
  }
  return { send, leftOut };
}

interface Parts {
  readonly send: Edit | null;
  readonly leftOut: Edit | null;
}

function partsOf(edit: Edit, left: ReadonlySet<string>): Parts {
  const { table, row } = edit;
  if (left.has(placeText({ table, row, column: null }))) return { send: null, leftOut: edit };
  if (edit.kind === 'delete') return { send: edit, leftOut: null };
  const isLeft = (column: string): boolean => left.has(placeText({ table, row, column }));
  const columns = Object.keys(edit.cells);
  if (!columns.some(isLeft)) return { send: edit, leftOut: null };
  const kept = withCells(edit, (column) => !isLeft(column));
  const out = withCells(edit, isLeft);
  return { send: kept, leftOut: out };
}

function withCells(edit: Exclude<Edit, { kind: 'delete' }>, wanted: (column: string) => boolean): Edit | null {
  const cells = pick<Cell>(edit.cells, wanted);
  if (Object.keys(cells).length === 0) return null;
  return edit.kind === 'insert' ? { ...edit, cells } : { ...edit, cells, seen: pick(edit.seen, wanted) };
}

function pick<T>(values: Readonly<Record<string, T>>, wanted: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted(name)));
}
