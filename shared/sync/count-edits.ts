import type { Edit } from './edit.ts';

/** Edited cells, and whole-row deletes: what the pane counts as changes. */
export function countEdits(edits: readonly Edit[]): number {
  return edits.reduce(
    (sum, edit) => sum + (edit.kind === 'delete' ? 1 : Math.max(1, Object.keys(edit.cells).length)),
    0,
  );
}
