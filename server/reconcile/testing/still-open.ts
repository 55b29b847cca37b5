import type { Edit } from '../../../shared/sync/edit.ts';
import type { Cells } from '../../../shared/tables/cell.ts';

const before: Readonly<Record<string, Cells>> = { projects: { status: 'Proposed' }, periods: { status: 'Open' } };

/** An edit of the demo as it would be before any project was approved and any month closed, so that its money may still move. */
export function stillOpen(edit: Edit): Edit {
  const cells = before[edit.table];
  return edit.kind === 'insert' && cells !== undefined ? { ...edit, cells: { ...edit.cells, ...cells } } : edit;
}
