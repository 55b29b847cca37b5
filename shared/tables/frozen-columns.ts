import type { Table } from './table.ts';

/** Characters that may stand still at the left; more would leave no room to scroll in a window of ordinary width. */
const MOST_CHARACTERS = 45;

/**
 * [FB7] How many of a table's first columns stay in view while one scrolls to the right: those of its key, as far as
 * they fit, but always the first. The Row ID before them is not counted.
 */
export function frozenColumns({ key, columns }: Table): number {
  const names = Object.keys(columns);
  let count = 0;
  let width = 0;
  while (key.includes(names[count] ?? '')) {
    width += columns[names[count] ?? '']?.width ?? 0;
    if (count > 0 && width > MOST_CHARACTERS) break;
    count += 1;
  }
  return Math.max(1, count);
}
