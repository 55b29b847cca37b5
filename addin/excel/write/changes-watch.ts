import type { TableWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { WorkWatch } from '../workbook-port.ts';

/** Told after each request how many changes it made, so that the writers need not know of each other. */
export type ChangesWatch = (changes: number) => { readonly isCancelled: boolean };

/** Counts the changes of all tables together: one written cell and one added row are a change each. */
export function followChanges(writes: readonly TableWrites[], watch: WorkWatch | undefined): ChangesWatch {
  const total = writes.reduce((sum, { cells, appends }) => sum + cells.length + appends.length, 0);
  let count = 0;
  return (changes) => {
    count += changes;
    watch?.progress(count, total);
    return { isCancelled: watch?.isCancelled() ?? false };
  };
}
