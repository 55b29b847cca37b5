import type { Cell, Cells } from '../../tables/cell.ts';
import type { RowChange } from '../history/journal.ts';
import { finalOf, type RowDraft } from './merge-draft.ts';

function filled(cells: Cells): Cells {
  const found: Record<string, Cell> = {};
  for (const column of Object.keys(cells)) {
    const value = cells[column] ?? null;
    if (value !== null) found[column] = value;
  }
  return found;
}

const noCells: Cells = {};

/** What the merge does to one row; null when the row stays as it is. */
export function changeOf(draft: RowDraft): RowChange | null {
  const { head, target: row } = draft;
  const table = draft.shape.table.name;
  const final = finalOf(draft);
  if (final === null)
    return head === null ? null : { table, row, kind: 'delete', before: filled(head), after: noCells };
  if (head === null) {
    // The cells of a new row are filled already.
    return { table, row, kind: 'insert', before: noCells, after: draft.kind === 'add' ? final : filled(final) };
  }
  const before: Record<string, Cell> = {};
  const after: Record<string, Cell> = {};
  let isChanged = false;
  const note = (column: string): void => {
    const was = head[column] ?? null;
    const is = final[column] ?? null;
    if (was === is) return;
    before[column] = was;
    after[column] = is;
    isChanged = true;
  };
  for (const cell of draft.cells) if (cell.state === 'apply') note(cell.column);
  for (const written of [draft.follows, draft.stamps])
    if (written) for (const column of Object.keys(written)) note(column);
  return isChanged ? { table, row, kind: 'update', before, after } : null;
}
