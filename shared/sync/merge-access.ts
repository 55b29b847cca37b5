import type { Cell, Cells } from '../tables/cell.ts';
import type { DeleteEdit, Edit, InsertEdit, Revision, UpdateEdit } from './edit.ts';
import { touched, type RowDraft } from './merge-draft.ts';
import { refuseCell, refuseRow, type MergeRun } from './merge-run.ts';

const RULE = 'P3';

/** [P1, P3] Asks whether the author may delete the row. */
export function accessRow(run: MergeRun, draft: RowDraft, edit: DeleteEdit): void {
  const refusal = run.context.mayEdit(edit, draft.head, null);
  if (refusal) refuseRow(run, draft, RULE, refusal.message, refusal.column);
}

/** The row as the author's edits would leave it, as far as they are still in. */
function intended(draft: RowDraft): Cells {
  const cells: Record<string, Cell> = { ...draft.ground };
  for (const cell of draft.cells) if (cell.state === 'apply') cells[cell.column] = cell.local;
  return cells;
}

function remainingEdit(draft: RowDraft, edits: readonly (InsertEdit | UpdateEdit)[]): Edit {
  const [first] = edits;
  const isWhole = edits.length === 1 && draft.cells.every((cell) => cell.state === 'apply');
  if (first && isWhole && draft.row === draft.target) return first;
  const cells: Record<string, Cell> = {};
  const seen: Record<string, Revision> = {};
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    cells[cell.column] = cell.local;
    seen[cell.column] = cell.seen;
  }
  const { table } = draft.shape;
  return draft.kind === 'add'
    ? { kind: 'insert', table: table.name, row: draft.row, cells, seen: draft.seen }
    : { kind: 'update', table: table.name, row: draft.target, cells, seen };
}

/** [P1, P3] Asks whether the author may edit these cells, again and again without the refused ones. */
export function accessCells(run: MergeRun, draft: RowDraft, edits: readonly (InsertEdit | UpdateEdit)[]): void {
  while (draft.rowState === 'apply' && draft.cells.some((cell) => cell.state === 'apply')) {
    const refusal = run.context.mayEdit(remainingEdit(draft, edits), draft.head, intended(draft));
    if (!refusal) return;
    const cell = draft.cells.find((each) => each.column === refusal.column && each.state === 'apply');
    if (cell) refuseCell(run, draft, cell, RULE, refusal.message);
    else refuseRow(run, draft, RULE, refusal.message, refusal.column);
    touched(draft);
  }
}
