import { isIndispensable } from '../../tables/table.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { cellAt, columnsChangedSince, deletionOf, existedAt, lastChangeOf } from '../history/cell-history.ts';
import type { DeleteEdit, Edit, InsertEdit, Revision, UpdateEdit } from '../edit.ts';
import { areSeveral, contradict, type RowEdits } from './group-edits.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { accessCells, accessRow } from './merge-access.ts';
import { historySince } from './merge-asking.ts';
import {
  cellDraftsOf,
  compareWithDeletion,
  compareWithHead,
  compareWithHolder,
  readInsertedCells,
  readUpdatedCells,
  type InsertedCells,
} from './merge-cells.ts';
import type { CellDraft, RowDraft } from './merge-draft.ts';
import { addDraft, conflictCell, draftOf, refuseRow, type MergeRun } from './merge-run.ts';
import { setIsBlank, setText } from '../set-text.ts';
import type { TableShape } from './table-shape.ts';

/** What of a draft is known when it is made; every maker names all of it, so that all drafts have one shape. */
type DraftParts = Pick<
  RowDraft,
  'row' | 'target' | 'kind' | 'head' | 'ground' | 'history' | 'cells' | 'added' | 'basket' | 'seen'
>;

const noCells: Cells = {};
const noDrafts: readonly RowDraft[] = [];
const noHistory: readonly JournalEntry[] = [];

function draftFrom(shape: TableShape, parts: DraftParts): RowDraft {
  return {
    shape,
    row: parts.row,
    target: parts.target,
    kind: parts.kind,
    head: parts.head,
    ground: parts.ground,
    history: parts.history,
    cells: parts.cells,
    added: parts.added,
    rowState: 'apply',
    basket: parts.basket,
    seen: parts.seen,
    follows: undefined,
    followsFrom: noDrafts,
    stamps: undefined,
    final: undefined,
  };
}

/** A live row that is there, under the Row ID `row` in the sheet. */
function changeDraft(
  shape: TableShape,
  row: RowId,
  stored: StoredRow,
  history: readonly JournalEntry[],
  cells: CellDraft[],
  basket: string | undefined,
  seen: Revision,
): RowDraft {
  const { row: target, cells: head } = stored;
  const added = noCells;
  return draftFrom(shape, { row, target, kind: 'change', head, ground: head, history, cells, added, basket, seen });
}

/** A row that is not there. */
function absentDraft(
  shape: TableShape,
  kind: 'restore' | 'nothing',
  row: RowId,
  deletion: JournalEntry | undefined,
  history: readonly JournalEntry[],
  cells: CellDraft[],
  basket: string | undefined,
  seen: Revision,
): RowDraft {
  const ground = deletion?.before ?? noCells;
  const parts = { row, target: row, kind, head: null, ground, history, cells, added: noCells, basket, seen };
  return draftFrom(shape, parts);
}

/** A live row that the author did not edit but that has to change with one of the edits. */
export function bystanderDraft(shape: TableShape, row: StoredRow): RowDraft {
  return changeDraft(shape, row.row, row, noHistory, [], undefined, row.revision);
}

/** [M1–M4] An update of a live, deleted or unknown row. */
function draftUpdate(run: MergeRun, shape: TableShape, row: RowId, updates: readonly UpdateEdit[]): void {
  const head = run.context.head(shape.table.name, row);
  const cells = readUpdatedCells(run, shape, updates);
  let [seen, oldest] = [0, Number.MAX_SAFE_INTEGER];
  for (const cell of cells) {
    seen = Math.max(seen, cell.seen);
    oldest = Math.min(oldest, cell.seen);
  }
  const history = historySince(run.context, shape.table.name, row, head, oldest);
  if (head) {
    const draft = changeDraft(shape, row, head, history, cells, undefined, seen);
    addDraft(run, draft);
    accessCells(run, draft);
    compareWithHead(run, draft, head.cells);
    return;
  }
  const deletion = deletionOf(history);
  if (deletion) {
    draftRestore(run, absentDraft(shape, 'restore', row, deletion, history, cells, undefined, seen), deletion.revision);
    return;
  }
  const draft = absentDraft(shape, 'nothing', row, undefined, history, cells, undefined, seen);
  addDraft(run, draft);
  accessCells(run, draft);
  if (draft.rowState !== 'apply') return;
  const message = `${shape.table.label} has no row ${row}; insert it instead of changing it.`;
  refuseRow(run, draft, { rule: 'E1', message }, null);
}

function draftRestore(run: MergeRun, draft: RowDraft, deletedAt: Revision): void {
  addDraft(run, draft);
  accessCells(run, draft);
  compareWithDeletion(run, draft, deletedAt);
}

/** [M5, M6] A delete of a live row, or of one that is not there. */
function draftDelete(run: MergeRun, shape: TableShape, edit: DeleteEdit): void {
  const { row, seen, basket } = edit;
  const head = run.context.head(shape.table.name, row);
  if (!head) {
    const draft = absentDraft(shape, 'nothing', row, undefined, noHistory, [], basket, seen);
    draft.rowState = 'agree';
    addDraft(run, draft);
    return;
  }
  const history = historySince(run.context, shape.table.name, row, head, seen);
  const { cells } = head;
  const parts = { row, target: row, head: cells, ground: cells, history, cells: [], added: noCells, basket, seen };
  const draft = draftFrom(shape, { kind: 'remove', ...parts });
  addDraft(run, draft);
  accessRow(run, draft, edit);
  if (draft.rowState === 'apply') compareDelete(run, draft, cells);
}

function compareDelete(run: MergeRun, draft: RowDraft, head: Cells): void {
  for (const column of columnsChangedSince(draft.history, draft.seen)) {
    const remote = head[column] ?? null;
    const base = cellAt(draft.history, column, draft.seen, remote);
    if (base === remote) continue;
    draft.rowState = 'conflict';
    const entry = lastChangeOf(draft.history, [column], draft.seen);
    conflictCell(run, draft, { column, base, local: null, remote }, 'deleteEdit', entry);
  }
}

/** [E4, E5] An insert: of a row that is there, was there, was added by somebody else, or is new. */
function draftInsert(run: MergeRun, shape: TableShape, edit: InsertEdit): void {
  const { row, seen, basket } = edit;
  const head = run.context.head(shape.table.name, row);
  const history = historySince(run.context, shape.table.name, row, head, seen);
  const inserted = readInsertedCells(run, shape, edit);
  const deletion = head ? undefined : deletionOf(history);
  if (head) {
    const draft = changeDraft(shape, row, head, history, cellDraftsOf(inserted, edit), basket, seen);
    addDraft(run, draft);
    accessCells(run, draft);
    compareWithHead(run, draft, head.cells);
  } else if (deletion && deletion.revision > seen) {
    const cells = cellDraftsOf(inserted, edit);
    draftRestore(run, absentDraft(shape, 'restore', row, deletion, history, cells, basket, seen), deletion.revision);
  } else {
    const holder = holderAddedMeanwhile(run, shape, inserted.added, seen);
    if (holder) draftAdoption(run, shape, edit, inserted, holder);
    else draftAddition(run, shape, edit, inserted);
  }
}

/** [E5] The same row added twice. */
function draftAdoption(
  run: MergeRun,
  shape: TableShape,
  edit: InsertEdit,
  inserted: InsertedCells,
  holder: StoredRow,
): void {
  const { row, seen, basket } = edit;
  const target = holder.row;
  const history = historySince(run.context, shape.table.name, target, holder, seen);
  const draft = changeDraft(shape, row, holder, history, cellDraftsOf(inserted, edit), basket, seen);
  addDraft(run, draft);
  accessCells(run, draft);
  if (draft.rowState === 'refused') return;
  run.adopted[row] = target;
  compareWithHolder(run, draft, holder.cells);
}

function draftAddition(run: MergeRun, shape: TableShape, edit: InsertEdit, inserted: InsertedCells): void {
  const { row, seen, basket } = edit;
  const { added, refused: cells } = inserted;
  const parts = { row, target: row, head: null, ground: noCells, history: noHistory, cells, added, basket, seen };
  const draft = draftFrom(shape, { kind: 'add', ...parts });
  addDraft(run, draft);
  // A new row goes with a cell it cannot be without; the refusal of that cell stands for the row.
  if (cells.some((cell) => isIndispensable(shape.table, cell.column))) draft.rowState = 'refused';
  else accessCells(run, draft);
}

/**
 * [E5] The live row that somebody else added, or brought to this key, since the author last looked. A row that the
 * author knew under this key is no such row: then the key is a duplicate [V02]. Nor is one that this sync edits.
 */
function holderAddedMeanwhile(run: MergeRun, shape: TableShape, cells: Cells, seen: Revision): StoredRow | undefined {
  const { key, name } = shape.table;
  if (setIsBlank(key, cells)) return undefined;
  const text = setText(key, cells);
  const [holder] = run.context.matching(name, key, text);
  if (!holder || run.edits.get(name)?.has(holder.row) === true || draftOf(run, name, holder.row)) return undefined;
  return wasKnown(run, shape, holder, text, seen) ? undefined : holder;
}

/** True when the row was live under this key at `seen`. */
function wasKnown(run: MergeRun, shape: TableShape, holder: StoredRow, text: string, seen: Revision): boolean {
  const history = historySince(run.context, shape.table.name, holder.row, holder, seen);
  if (!existedAt(history, seen, true)) return false;
  const former: Record<string, Cell> = {};
  for (const column of shape.table.key) {
    former[column] = cellAt(history, column, seen, holder.cells[column] ?? null);
  }
  return setText(shape.table.key, former) === text;
}

function refuseContradiction(run: MergeRun, shape: TableShape, row: RowId, edits: readonly Edit[]): void {
  const message = 'This row came with edits that contradict each other in one sync. Sync again.';
  run.refusals.push({ table: shape.table.name, row, column: null, rule: 'E1', value: null, message });
  for (const { basket } of edits) {
    const draft = absentDraft(shape, 'nothing', row, undefined, noHistory, [], basket, 0);
    draft.rowState = 'refused';
    run.list.push(draft);
  }
}

/** Makes the draft of one edited row and compares it with the head. */
export function mergeRow(run: MergeRun, shape: TableShape, row: RowId, edits: RowEdits): void {
  if (areSeveral(edits)) {
    const updates = edits.filter((edit) => edit.kind === 'update');
    if (contradict(edits)) refuseContradiction(run, shape, row, edits);
    else draftUpdate(run, shape, row, updates);
    return;
  }
  switch (edits.kind) {
    case 'insert':
      return draftInsert(run, shape, edits);
    case 'update':
      return draftUpdate(run, shape, row, [edits]);
    case 'delete':
      return draftDelete(run, shape, edits);
  }
}
