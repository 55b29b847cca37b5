import type { Cell, Cells, RowId } from '../tables/cell.ts';
import { cellAt, columnsChangedSince, deletionOf, existedAt, lastChangeOf } from './cell-history.ts';
import type { DeleteEdit, Edit, InsertEdit, Revision, UpdateEdit } from './edit.ts';
import type { RowEdits } from './group-edits.ts';
import type { JournalEntry, StoredRow } from './journal.ts';
import { accessCells, accessRow } from './merge-access.ts';
import {
  compareWithDeletion,
  compareWithHead,
  compareWithHolder,
  readInsertedCells,
  readUpdatedCells,
} from './merge-cells.ts';
import type { CellDraft, DraftKind, RowDraft } from './merge-draft.ts';
import { addDraft, conflictCell, draftOf, recordRefusal, refuseRow, type MergeRun } from './merge-run.ts';
import { setIsBlank, setText } from './set-text.ts';
import type { TableShape } from './table-shape.ts';

interface DraftParts {
  readonly row: RowId;
  readonly target?: RowId;
  readonly kind: DraftKind;
  readonly head: Cells | null;
  readonly ground?: Cells;
  readonly history: readonly JournalEntry[];
  readonly cells: readonly CellDraft[];
  readonly basket: string | undefined;
  readonly seen: Revision;
}

function draftFrom(shape: TableShape, parts: DraftParts): RowDraft {
  return {
    shape,
    row: parts.row,
    target: parts.target ?? parts.row,
    kind: parts.kind,
    head: parts.head,
    ground: parts.ground ?? parts.head ?? {},
    history: parts.history,
    cells: parts.cells,
    rowState: 'apply',
    basket: parts.basket,
    seen: parts.seen,
    follows: undefined,
    followsFrom: [],
    isChecked: false,
    final: undefined,
  };
}

/** A live row that the author did not edit but that has to change with one of the edits. */
export function bystanderDraft(shape: TableShape, row: StoredRow): RowDraft {
  return draftFrom(shape, {
    row: row.row,
    kind: 'change',
    head: row.cells,
    history: [],
    cells: [],
    basket: undefined,
    seen: row.revision,
  });
}

/** Journal of the row as far as it can matter to an edit that saw the row at `seen`. */
function historySince(run: MergeRun, shape: TableShape, head: StoredRow | undefined, row: RowId, seen: Revision) {
  return head && head.revision <= seen ? [] : run.context.history(shape.table.name, row);
}

/** [M1–M4] An update of a live, deleted or unknown row. */
function draftUpdate(run: MergeRun, shape: TableShape, row: RowId, updates: readonly UpdateEdit[]): void {
  const head = run.context.head(shape.table.name, row);
  const cells = readUpdatedCells(run, shape, updates);
  const oldest = cells.reduce((least, cell) => Math.min(least, cell.seen), Number.MAX_SAFE_INTEGER);
  const seen = cells.reduce((most, cell) => Math.max(most, cell.seen), 0);
  const history = historySince(run, shape, head, row, oldest);
  const deletion = head ? undefined : deletionOf(history);
  const ground = head?.cells ?? deletion?.before ?? {};
  const kind = head ? 'change' : deletion ? 'restore' : 'nothing';
  const draft = draftFrom(shape, {
    row,
    kind,
    head: head?.cells ?? null,
    ground,
    history,
    cells,
    basket: undefined,
    seen,
  });
  addDraft(run, draft);
  accessCells(run, draft, updates);
  if (head) compareWithHead(run, draft, head.cells);
  else if (deletion) compareWithDeletion(run, draft, deletion.revision);
  else refuseUnknownRow(run, draft);
}

function refuseUnknownRow(run: MergeRun, draft: RowDraft): void {
  if (draft.rowState === 'refused') return;
  refuseRow(
    run,
    draft,
    'E1',
    `${draft.shape.table.label} has no row ${draft.row}; insert it instead of changing it.`,
    null,
  );
}

/** [M5, M6] A delete of a live row, or of one that is not there. */
function draftDelete(run: MergeRun, shape: TableShape, edit: DeleteEdit): void {
  const { row, seen, basket } = edit;
  const head = run.context.head(shape.table.name, row);
  const history = head ? historySince(run, shape, head, row, seen) : [];
  const kind = head ? 'remove' : 'nothing';
  const draft = draftFrom(shape, { row, kind, head: head?.cells ?? null, history, cells: [], basket, seen });
  addDraft(run, draft);
  if (!head) {
    draft.rowState = 'agree';
    return;
  }
  accessRow(run, draft, edit);
  if (draft.rowState === 'apply') compareDelete(run, draft, head.cells);
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
  const history = historySince(run, shape, head, row, seen);
  const cells = readInsertedCells(run, shape, row, edit.cells, seen, basket);
  const parts = { row, head: head?.cells ?? null, history, cells, basket, seen };
  const deletion = head ? undefined : deletionOf(history);
  if (head) {
    const draft = draftFrom(shape, { ...parts, kind: 'change' });
    addDraft(run, draft);
    accessCells(run, draft, [edit]);
    compareWithHead(run, draft, head.cells);
  } else if (deletion && deletion.revision > seen) {
    const draft = draftFrom(shape, { ...parts, kind: 'restore', ground: deletion.before });
    addDraft(run, draft);
    accessCells(run, draft, [edit]);
    compareWithDeletion(run, draft, deletion.revision);
  } else {
    addNewRow(run, shape, edit, cells);
  }
}

function addNewRow(run: MergeRun, shape: TableShape, edit: InsertEdit, cells: readonly CellDraft[]): void {
  const { row, seen, basket } = edit;
  const holder = holderAddedMeanwhile(run, shape, cells, seen);
  if (holder) {
    const history = run.context.history(shape.table.name, holder.row);
    const target = holder.row;
    const draft = draftFrom(shape, { row, target, kind: 'change', head: holder.cells, history, cells, basket, seen });
    addDraft(run, draft);
    accessCells(run, draft, [edit]);
    if (draft.rowState !== 'refused') run.adopted[row] = target;
    compareWithHolder(run, draft, holder.cells);
    return;
  }
  const draft = draftFrom(shape, { row, kind: 'add', head: null, history: [], cells, basket, seen });
  addDraft(run, draft);
  const spoilt = cells.find(
    (cell) =>
      cell.state === 'refused' && (shape.required.includes(cell.column) || shape.table.key.includes(cell.column)),
  );
  if (spoilt) leaveOut(draft);
  else accessCells(run, draft, [edit]);
}

/** A new row goes with a cell it cannot be without; the refusal of that cell stands for the row. */
function leaveOut(draft: RowDraft): void {
  draft.rowState = 'refused';
  for (const cell of draft.cells) if (cell.state === 'apply') cell.state = 'refused';
}

/**
 * [E5] The live row that somebody else added, or brought to this key, since the author last looked. A row that the
 * author knew under this key is no such row: then the key is a duplicate [V02]. Nor is one that this sync edits.
 */
function holderAddedMeanwhile(
  run: MergeRun,
  shape: TableShape,
  cells: readonly CellDraft[],
  seen: Revision,
): StoredRow | undefined {
  const { table } = shape;
  const key: Record<string, Cell> = {};
  for (const cell of cells)
    if (table.key.includes(cell.column) && cell.state === 'apply') key[cell.column] = cell.local;
  if (setIsBlank(table.key, key)) return undefined;
  const text = setText(table.key, key);
  const [holder] = run.context.matching(table.name, table.key, text);
  if (!holder || holder.revision <= seen) return undefined;
  if (run.edits.get(table.name)?.has(holder.row) === true || draftOf(run, table.name, holder.row)) return undefined;
  const history = run.context.history(table.name, holder.row);
  const wasKnown =
    existedAt(history, seen, true) &&
    setText(
      table.key,
      Object.fromEntries(
        table.key.map((column) => [column, cellAt(history, column, seen, holder.cells[column] ?? null)]),
      ),
    ) === text;
  return wasKnown ? undefined : holder;
}

function refuseContradiction(run: MergeRun, shape: TableShape, row: RowId, edits: readonly Edit[]): void {
  const message = 'This row came with edits that contradict each other in one sync. Sync again.';
  recordRefusal(run, { table: shape.table.name, row, column: null, value: null }, 'E1', message);
  for (const { basket } of edits) {
    const parts = { row, kind: 'nothing', head: null, history: [], cells: [], basket, seen: 0 } as const;
    run.list.push({ ...draftFrom(shape, parts), rowState: 'refused' });
  }
}

/** Makes the draft of one edited row and compares it with the head. */
export function mergeRow(run: MergeRun, shape: TableShape, row: RowId, edits: RowEdits): void {
  switch (edits.kind) {
    case 'insert':
      return draftInsert(run, shape, edits.insert);
    case 'update':
      return draftUpdate(run, shape, row, edits.updates);
    case 'delete':
      return draftDelete(run, shape, edits.delete);
    case 'contradiction':
      return refuseContradiction(run, shape, row, edits.edits);
  }
}
