import type { RevisionChanges } from '../../../shared/protocol/history.ts';

/** Pages of history one after the other; a revision that goes on over the page's end stays one. */
export function joinPages(
  before: readonly RevisionChanges[],
  page: readonly RevisionChanges[],
): readonly RevisionChanges[] {
  const last = before.at(-1);
  const [first, ...rest] = page;
  if (last === undefined || first?.revision !== last.revision) return [...before, ...page];
  return [...before.slice(0, -1), { ...last, changes: [...last.changes, ...first.changes] }, ...rest];
}
