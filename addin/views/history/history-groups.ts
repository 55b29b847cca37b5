import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';
import { changeItems, moneyChange, type ChangeItem } from './change-items.ts';
import type { SelectedScope } from './history-scope.ts';

/** What one revision did to a cell, a row or a table. */
export interface HistoryGroup {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  readonly note: string;
  readonly items: readonly ChangeItem[];
}

/** Revisions newest first. Of a cell only that cell counts, also where its whole row came or went with it. */
export function historyGroups(
  revisions: readonly RevisionChanges[],
  scope: SelectedScope,
  { column }: Pick<SelectedCell, 'column'>,
): HistoryGroup[] {
  return revisions.map(({ revision, by, at, note, changes }) => ({
    revision,
    by,
    at,
    note,
    items: changes.flatMap((change) => {
      if (scope !== 'cell') return changeItems(change);
      const { table, row, key, kind, cells } = change;
      return cells
        .filter((cell) => cell.column === column)
        .map((cell) => ({
          table,
          row,
          key,
          kind,
          ...cell,
          money: moneyChange(table, cell.column, cell.before, cell.after),
        }));
    }),
  }));
}

/** Names of those who made the changes, in the order of the alphabet. */
export function peopleOf(revisions: readonly RevisionChanges[]): string[] {
  return [...new Set(revisions.map(({ by }) => by))].toSorted((a, b) => a.localeCompare(b));
}
