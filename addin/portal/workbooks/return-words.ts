import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { counted } from '../../views/cell-words.ts';

/** One cell or row of a returned workbook, in words. */
export interface PlacedChange {
  readonly id: string;
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

/** What the file would change, a line per cell; a new or deleted row is one line. */
export function changeLines({ changes, rowKeys }: WorkbookReply, names: CodeNames): PlacedChange[] {
  return (changes?.rows ?? []).flatMap(({ table, row, kind, cells }) => {
    const place = (column: string | null): string => placeWords(table, rowKeys[row] ?? '', column, names);
    if (kind === 'delete') return [{ id: row, place: place(null), before: 'A row', after: 'Deleted' }];
    if (kind === 'insert') {
      const filled = cells.filter(({ after }) => after !== null).length;
      return [{ id: row, place: place(null), before: 'Not there', after: `New row, ${counted(filled, 'value')}` }];
    }
    return cells.map(({ column, before, after }) => ({
      id: `${row} ${column}`,
      place: place(column),
      before: valueWords(table, column, before, names),
      after: valueWords(table, column, after, names),
    }));
  });
}

export interface ConflictLine {
  readonly id: string;
  readonly place: string;
  readonly yours: string;
  readonly theirs: string;
  readonly base: string;
}

/** Cells that somebody else has changed meanwhile, with both values. */
export function conflictLines({ conflicts, rowKeys }: WorkbookReply, names: CodeNames): ConflictLine[] {
  return conflicts.map(({ id, table, row, column, kind, base, local, remote, by }) => {
    const theirs = kind === 'editDelete' ? 'Row deleted' : valueWords(table, column, remote, names);
    return {
      id,
      place: placeWords(table, rowKeys[row] ?? '', column, names),
      yours: kind === 'deleteEdit' ? 'Row deleted' : valueWords(table, column, local, names),
      theirs: `${theirs} (${by})`,
      base: valueWords(table, column, base, names),
    };
  });
}

/** [W3, W10] Rows that are missing from the file or half-emptied in it, and stay unless the person says that they are to go. */
export function heldDeletions(warnings: WorkbookReply['warnings']): WorkbookReply['warnings'] {
  return warnings.filter(({ rule }) => rule === 'W3' || rule === 'W10');
}

/** What a preview comes to, in a sentence. */
export function previewSummary({ changes, conflicts, refusals, warnings }: WorkbookReply): string {
  const { rowCount = 0, cellCount = 0 } = changes ?? {};
  if (rowCount > 0) {
    const rows = counted(rowCount, 'row');
    return cellCount > 0
      ? `${counted(cellCount, 'value')} in ${rows} would change in the plan.`
      : `${rows} would go from the plan.`;
  }
  const waiting = conflicts.length + refusals.length + heldDeletions(warnings).length;
  if (waiting > 0) return 'Nothing would change in the plan.';
  return 'The plan has everything in this file already. There is nothing to take over.';
}

/** What the button says that takes a workbook over; null: there is nothing to take over or to decide. */
export function takeOverWords({ changes, conflicts }: WorkbookReply): string | null {
  if ((changes?.rowCount ?? 0) > 0) return conflicts.length > 0 ? 'Take it over and decide' : 'Take it over';
  return conflicts.length > 0 ? `Decide ${counted(conflicts.length, 'value')}` : null;
}

/** What a workbook that was taken over came to, in a sentence. */
export function takenSummary({ accepted, committed, conflicts }: WorkbookReply): string {
  if (committed === null && conflicts.length > 0)
    return 'Nothing was changed so far: decide between your values and the plan’s.';
  if (committed === null) return 'Nothing was changed: the plan has everything in this file already.';
  return `${counted(accepted, 'value')} ${accepted === 1 ? 'is' : 'are'} in the plan now, as revision ${committed}.`;
}
