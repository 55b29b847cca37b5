/** Anything that holds a list of its own. */
interface Group {
  readonly items: readonly unknown[];
}

/** The first items of all groups together; groups that have none of them are left out. */
export function firstItems<G extends Group>(groups: readonly G[], count: number): G[] {
  const shown: G[] = [];
  let left = count;
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, items: group.items.slice(0, left) });
    left -= group.items.length;
  }
  return shown;
}

/** Items of all groups together. */
export function itemCount(groups: readonly Group[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0);
}
