import type { Cell, Cells } from '../../tables/cell.ts';
import type { DeleteEdit, Edit, Revision } from '../edit.ts';
import { appliesAnyCell, appliesAnyOf, finalOf, type RowDraft } from './merge-draft.ts';
import type { AccessRefusal } from './merge-context.ts';
import { refuseCell, refuseRow, type MergeRun, type Reason } from './merge-run.ts';

function reasonOf({ rule = 'PPL3', message }: AccessRefusal): Reason {
  return { rule, message };
}

/** [PPL1, PPL3] Asks whether the author may delete the row. */
export function accessRow(run: MergeRun, draft: RowDraft, edit: DeleteEdit): void {
  const refusal = run.context.mayEdit?.(edit, draft.head, null);
  if (refusal) refuseRow(run, draft, reasonOf(refusal), refusal.column);
}

/** The row as the author's edits would leave it, as far as they are still in. Asked before they are compared. */
function intended(draft: RowDraft): Cells {
  if (draft.kind === 'add') return draft.added;
  if (draft.kind === 'change') return finalOf(draft) ?? draft.ground;
  const cells: Record<string, Cell> = { ...draft.ground };
  for (const cell of draft.cells) if (cell.state === 'apply') cells[cell.column] = cell.local;
  return cells;
}

/** The edit that is left of the author's, with canonical values and the Row ID of the head. */
function remainingEdit(draft: RowDraft): Edit {
  const table = draft.shape.table.name;
  if (draft.kind === 'add') return { kind: 'insert', table, row: draft.row, cells: draft.added, seen: draft.seen };
  const cells: Record<string, Cell> = {};
  const seen: Record<string, Revision> = {};
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    cells[cell.column] = cell.local;
    seen[cell.column] = cell.seen;
  }
  return { kind: 'update', table, row: draft.target, cells, seen };
}

/** [PPL1, PPL3] Asks whether the author may edit these cells, again and again without the refused ones. */
export function accessCells(run: MergeRun, draft: RowDraft): void {
  while (run.context.mayEdit && appliesAnyCell(draft)) {
    const refusal = run.context.mayEdit(remainingEdit(draft), draft.head, intended(draft));
    if (!refusal) return;
    if (refusal.column !== null && appliesAnyOf(draft, [refusal.column])) {
      refuseCell(run, draft, refusal.column, reasonOf(refusal));
    } else {
      refuseRow(run, draft, reasonOf(refusal), refusal.column);
    }
  }
}
