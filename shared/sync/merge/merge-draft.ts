import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { Revision } from '../edit.ts';
import type { JournalEntry } from '../history/journal.ts';
import type { TableShape } from './table-shape.ts';

/**
 * apply: will be written. agree: the head already has the value. conflict and refused: kept out. A cell only ever moves
 * from apply to conflict or refused, which is why settling ends.
 */
export type CellState = 'apply' | 'agree' | 'conflict' | 'refused';

/** One edited cell on its way through a merge. */
export interface CellDraft {
  readonly column: string;
  /** Value in the author's sheet, canonical unless refused as such. */
  readonly local: Cell;
  readonly seen: Revision;
  readonly basket: string | undefined;
  /** Value when the author last saw it. */
  base: Cell;
  /** Value at the head. */
  remote: Cell;
  state: CellState;
}

/**
 * What the edits of a row amount to:
 * change: cells of a live row; restore: cells of a deleted row; add: a new row; remove: the end of a live row;
 * nothing: no effect, whatever happens to the rest.
 */
export type DraftKind = 'change' | 'restore' | 'add' | 'remove' | 'nothing';

/** One edited row on its way through a merge. */
export interface RowDraft {
  readonly shape: TableShape;
  /** Row ID in the author's sheet. */
  readonly row: RowId;
  /** Row ID at the head: another one when the row was added twice [E5]. */
  readonly target: RowId;
  readonly kind: DraftKind;
  /** The target at the head, or null. */
  readonly head: Cells | null;
  /** The row without the edits, for as long as it lives: the head, or the deleted row. */
  readonly ground: Cells;
  readonly history: readonly JournalEntry[];
  /** Edited cells; of a new row only those that were refused. */
  readonly cells: CellDraft[];
  /** Cells of a new row, none of them empty. */
  added: Cells;
  /** Of the row as a whole, for add, remove and nothing; of the others, refused when every cell was. */
  rowState: CellState;
  readonly basket: string | undefined;
  readonly seen: Revision;
  /** References that follow a renamed key. */
  follows: Cells | undefined;
  /** The rows whose renaming they follow. */
  followsFrom: readonly RowDraft[];
  /** What the program itself writes into the row. */
  stamps: Cells | undefined;
  /** Cache of `finalOf`; undefined: to be worked out. */
  final: Cells | null | undefined;
}

/** True when the row is in the program after the merge. */
export function livesOn(draft: RowDraft): boolean {
  switch (draft.kind) {
    case 'change':
      return true;
    case 'nothing':
      return false;
    case 'add':
      return draft.rowState === 'apply';
    case 'remove':
      return draft.rowState !== 'apply';
    case 'restore':
      return draft.cells.some((cell) => cell.state === 'apply');
  }
}

/** The row's cells after the merge as decided so far; null when the row is not there. */
export function finalOf(draft: RowDraft): Cells | null {
  if (draft.kind === 'add') {
    if (draft.rowState !== 'apply') return null;
    return draft.stamps === undefined ? draft.added : { ...draft.stamps, ...draft.added };
  }
  if (draft.final === undefined) draft.final = livesOn(draft) ? workOut(draft) : null;
  return draft.final;
}

function workOut(draft: RowDraft): Cells {
  const cells: Record<string, Cell> = { ...draft.ground, ...draft.follows, ...draft.stamps };
  for (const cell of draft.cells) if (cell.state === 'apply') cells[cell.column] = cell.local;
  return cells;
}

/** Columns that the merge writes as decided so far. */
export function appliedColumns(draft: RowDraft): string[] {
  if (draft.kind === 'add') return draft.rowState === 'apply' ? Object.keys(draft.added) : [];
  const columns: string[] = [];
  for (const cell of draft.cells) if (cell.state === 'apply') columns.push(cell.column);
  return columns;
}

/** True when the merge as decided so far writes a cell of an edit. */
export function appliesAnyCell(draft: RowDraft): boolean {
  if (draft.kind === 'add') return draft.rowState === 'apply' && Object.keys(draft.added).length > 0;
  return draft.cells.some((cell) => cell.state === 'apply');
}

/** True when the merge as decided so far writes one of these columns. */
export function appliesAnyOf(draft: RowDraft, columns: readonly string[]): boolean {
  if (draft.kind === 'add') {
    return draft.rowState === 'apply' && columns.some((column) => Object.hasOwn(draft.added, column));
  }
  return draft.cells.some((cell) => cell.state === 'apply' && columns.includes(cell.column));
}

/** True when the merge brings the row into being, so that all its cells count as edited. */
export function isNew(draft: RowDraft): boolean {
  return draft.kind === 'add' || draft.kind === 'restore';
}

/** True when a check of these columns concerns the row: it is new, or one of them is written. */
export function concerns(draft: RowDraft, columns: readonly string[]): boolean {
  return isNew(draft) ? livesOn(draft) : appliesAnyOf(draft, columns);
}

/** To be called after every change of state. */
export function touched(draft: RowDraft): void {
  draft.final = undefined;
}
