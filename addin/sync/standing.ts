import type { Edit } from '../../shared/sync/edit.ts';
import type { OpenConflict, OpenRefusal } from './session/sync-state.ts';
import { editText } from './shown-edits.ts';

/** What the sheet's edits of each row were when the plan last judged them, by table and row. */
export type JudgedRows = ReadonlyMap<string, string>;

function rowText({ table, row }: { readonly table: string; readonly row: string }): string {
  return `${table} ${row}`;
}

/** Remembers what the edits of each row are. */
export function judgedRows(edits: readonly Edit[]): JudgedRows {
  return new Map(edits.map((edit) => [rowText(edit), editText(edit)]));
}

/**
 * Refusals that still hold: a word about a row counts until the row is another one, for then nobody has judged it yet.
 * Those that the sheet alone shows are left out, because the sheet has just been read again.
 */
export function standingRefusals(
  refusals: readonly OpenRefusal[],
  judged: JudgedRows | null,
  edits: readonly Edit[],
): OpenRefusal[] {
  const byRow = new Map(edits.map((edit) => [rowText(edit), edit]));
  return refusals.filter((refusal) => {
    const edit = byRow.get(rowText(refusal));
    if (refusal.isOfSheet === true || edit === undefined || !isStillRefused(refusal, edit)) return false;
    return judged === null || editText(edit) === judged.get(rowText(refusal));
  });
}

/** True while the sheet holds the value that was refused. */
export function isStillRefused({ column, value }: OpenRefusal, edit: Edit): boolean {
  if (column === null || edit.kind === 'delete') return true;
  if (edit.kind === 'update' && !Object.hasOwn(edit.cells, column)) return false;
  return (edit.cells[column] ?? null) === value;
}

/** Conflicts that still are one: the sheet still holds something else than the plan. What it holds is said as it is now. */
export function standingConflicts(conflicts: readonly OpenConflict[], edits: readonly Edit[]): OpenConflict[] {
  const byRow = new Map(edits.map((edit) => [rowText(edit), edit]));
  return conflicts.flatMap((conflict): OpenConflict[] => {
    const edit = byRow.get(rowText(conflict));
    if (edit === undefined) return [];
    if (edit.kind === 'delete') return [conflict];
    const { column } = conflict;
    if (Object.hasOwn(edit.cells, column)) return [{ ...conflict, local: edit.cells[column] ?? null }];
    // Of a row that comes back, cells that are empty are not named.
    return edit.kind === 'insert' ? [conflict] : [];
  });
}
