import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { byMoney, changeItems, type ChangeItem } from '../history/change-items.ts';

/** What one person changed in one revision, the largest change of money first. */
export interface NewsGroup {
  readonly by: string;
  readonly revision: number;
  readonly at: string;
  readonly note: string;
  readonly items: readonly ChangeItem[];
}

/** Groups by person and revision; the group with the largest single change of money first, then the newest. */
export function newsGroups(revisions: readonly RevisionChanges[]): NewsGroup[] {
  return revisions
    .map(({ by, revision, at, note, changes }) => ({
      by,
      revision,
      at,
      note,
      items: changes.flatMap(changeItems).toSorted(byMoney),
    }))
    .toSorted((a, b) => byLargest(a, b) || b.revision - a.revision);
}

function byLargest(a: NewsGroup, b: NewsGroup): number {
  return byMoney(a.items[0] ?? noMoney, b.items[0] ?? noMoney);
}

const noMoney = { money: null };
