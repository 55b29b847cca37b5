import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { cellFromWire } from '../../tables/kinds/kind-of.ts';
import { refused, shown, type Parsed } from '../../tables/kinds/parsed.ts';
import { cellAt, existedAt, lastChangeOf, touches } from '../history/cell-history.ts';
import type { InsertEdit, Revision, UpdateEdit } from '../edit.ts';
import type { JournalEntry } from '../history/journal.ts';
import type { CellDraft, RowDraft } from './merge-draft.ts';
import { conflictCell, type MergeRun } from './merge-run.ts';
import type { TableShape } from './table-shape.ts';

/** [E2] The canonical value of an edited cell, or why there is none. */
function readCell({ table }: TableShape, name: string, value: Cell): Parsed {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column) return refused('E2', `${table.label} has no column ${shown(name)}.`);
  if (column.computed === true) {
    return refused('PPL3', `${column.label} is worked out by the server and cannot be edited.`);
  }
  return cellFromWire(column, value);
}

function draftCell(
  run: MergeRun,
  shape: TableShape,
  row: RowId,
  column: string,
  raw: Cell,
  seen: Revision,
  basket: string | undefined,
): CellDraft {
  const read = readCell(shape, column, raw);
  if (read.ok) return { column, local: read.value, seen, basket, base: null, remote: null, state: 'apply' };
  const { rule, message } = read;
  run.refusals.push({ table: shape.table.name, row, column, rule, value: raw, message });
  return { column, local: raw, seen, basket, base: null, remote: null, state: 'refused' };
}

/** [E2, M10] Reads the cells of updates of one row. A cell without a `seen` of its own counts as never seen. */
export function readUpdatedCells(run: MergeRun, shape: TableShape, updates: readonly UpdateEdit[]): CellDraft[] {
  const drafts: CellDraft[] = [];
  for (const { row, cells, seen, basket } of updates) {
    for (const column of Object.keys(cells)) {
      drafts.push(draftCell(run, shape, row, column, cells[column] ?? null, seen[column] ?? 0, basket));
    }
  }
  return drafts;
}

/** Cells of an insert: those that can be written and are not empty, and those that were refused. */
export interface InsertedCells {
  readonly added: Cells;
  readonly refused: CellDraft[];
}

/** [E2, M10] Reads the cells of an insert. */
export function readInsertedCells(run: MergeRun, shape: TableShape, edit: InsertEdit): InsertedCells {
  const added: Record<string, Cell> = {};
  const refusedCells: CellDraft[] = [];
  let isAsSent = true;
  for (const column of Object.keys(edit.cells)) {
    const raw = edit.cells[column] ?? null;
    const read = readCell(shape, column, raw);
    if (!read.ok) refusedCells.push(draftCell(run, shape, edit.row, column, raw, edit.seen, edit.basket));
    else if (read.value !== null) added[column] = read.value;
    isAsSent &&= read.ok && read.value !== null && read.value === raw;
  }
  // The same cells need not be held twice.
  return { added: isAsSent ? edit.cells : added, refused: refusedCells };
}

/** The cells of an insert as edits of a row that is there. */
export function cellDraftsOf({ added, refused: refusedCells }: InsertedCells, edit: InsertEdit): CellDraft[] {
  const { seen, basket } = edit;
  const drafts = Object.keys(added).map((column): CellDraft => {
    return { column, local: added[column] ?? null, seen, basket, base: null, remote: null, state: 'apply' };
  });
  return [...drafts, ...refusedCells];
}

/** [M1–M3, M12, M13, E3] Compares each edited cell of a live row with the head. */
export function compareWithHead(run: MergeRun, draft: RowDraft, head: Cells): void {
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    cell.remote = head[cell.column] ?? null;
    cell.base = cellAt(draft.history, cell.column, cell.seen, cell.remote);
    const unseen = cell.base === cell.remote ? unseenChange(run, draft, cell) : undefined;
    if (unseen !== undefined) {
      cell.state = 'conflict';
      conflictCell(run, draft, cell, 'cell', unseen);
    } else if (cell.local === cell.remote) {
      cell.state = 'agree';
    } else if (cell.remote !== cell.base) {
      cell.state = 'conflict';
      const kind = existedAt(draft.history, cell.seen, true) ? 'cell' : 'sameKey';
      conflictCell(run, draft, cell, kind, lastChangeOf(draft.history, [cell.column], cell.seen));
    }
  }
}

/** What makes a conflict of an edit though the cell holds what its author has seen there; undefined: nothing. */
function unseenChange(run: MergeRun, draft: RowDraft, cell: CellDraft): JournalEntry | undefined {
  const { decision } = draft.shape.table;
  if (decision?.column === cell.column) return decidedUnseen(draft, cell, decision.on);
  return cell.local === cell.remote ? undefined : replacedUnheard(run, draft, cell);
}

/** [M12] What has become of a row since somebody looked at it who now decides on it. A state that others led back counts as well. */
function decidedUnseen({ history }: RowDraft, { column, seen }: CellDraft, on: readonly string[]) {
  return lastChangeOf(history, [column, ...on], seen);
}

/**
 * [M13] What somebody else has put in place of this very edit, which had gone in before and of which its author never heard, whoever
 * brought it: several people may work in one workbook.
 */
function replacedUnheard(
  { context: { author } }: MergeRun,
  { history }: RowDraft,
  { column, local, seen }: CellDraft,
): JournalEntry | undefined {
  if (author === undefined) return undefined;
  const last = lastChangeOf(history, [column], seen);
  if (last === undefined || last.person === author.person) return undefined;
  // Who takes back what they have typed themselves has replaced nobody's.
  const isThisEdit = (entry: JournalEntry): boolean =>
    entry.revision > seen &&
    entry.person !== last.person &&
    touches(entry, column) &&
    (entry.after[column] ?? null) === local;
  return history.some(isThisEdit) ? last : undefined;
}

/**
 * The last change of these columns since `seen`. A row that was renamed to the key of a row added twice may hold cells
 * that nobody changed since: then the renaming is the news.
 */
export function newsOf(draft: RowDraft, columns: readonly string[], seen: Revision): JournalEntry | undefined {
  return lastChangeOf(draft.history, columns, seen) ?? lastChangeOf(draft.history, draft.shape.table.key, seen);
}

/** [E5] Compares the cells of a row added twice with the row that was there first. */
export function compareWithHolder(run: MergeRun, draft: RowDraft, holder: Cells): void {
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    cell.remote = holder[cell.column] ?? null;
    if (cell.local === cell.remote) {
      cell.state = 'agree';
    } else if (cell.remote !== null) {
      cell.state = 'conflict';
      conflictCell(run, draft, cell, 'sameKey', newsOf(draft, [cell.column], cell.seen));
    }
  }
}

/** [M4] Compares the cells of a row that is no longer there with its delete. */
export function compareWithDeletion(run: MergeRun, draft: RowDraft, deletedAt: Revision): void {
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    if (cell.seen >= deletedAt) {
      cell.base = draft.ground[cell.column] ?? null;
      cell.remote = cell.base;
      continue;
    }
    cell.base = cellAt(draft.history, cell.column, cell.seen, null);
    cell.state = 'conflict';
    conflictCell(run, draft, cell, 'editDelete', draft.history.at(-1));
  }
}
