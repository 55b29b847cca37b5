import type { Steps } from '../sync/steps.ts';
import type { ImportSource } from './import-source.ts';
import { readRow, RunningSums, type ReadRow } from './read-row.ts';
import { saysTotals, whySkipped, type SkippedRow } from './skipped-rows.ts';
import type { SourceColumn } from './source-columns.ts';

/** Each row has many cells to be read: a millisecond or two between pauses. */
export const ROWS_AT_ONCE = 20;

export interface ReadRows {
  /** Rows of the table, in the order of the file. */
  readonly rows: readonly ReadRow[];
  /** Totals, titles, notes and repeated headers between them. */
  readonly skipped: readonly SkippedRow[];
}

/**
 * Reads the rows below the headers, and passes over what is none of the table's.
 *
 * @param isKnown true for a row that can be known, which is never passed over for its words
 */
export function* readRows(
  source: ImportSource,
  columns: readonly SourceColumn[],
  isKnown: (read: ReadRow) => boolean,
): Steps<ReadRows> {
  const { grid, block, layout, table } = source;
  const skipped: SkippedRow[] = [];
  const rows: ReadRow[] = [];
  const sums = new RunningSums();
  const mapped = columns.map(({ index }) => index);
  for (const row of grid.rows) {
    if (row.number <= block.lastRow) continue;
    if (rows.length % ROWS_AT_ONCE === 0) yield undefined;
    const read = readRow(row, columns, source);
    // "Total" would pass for a code where codes are free.
    const isKeyed = !columns.some(({ name, cellIn }) => table.key.includes(name) && saysTotals(cellIn(row)));
    const hasKey = isKeyed && isKnown(read);
    const why = whySkipped({ row, block, layout, mapped, hasKey, addsUp: sums.areOf(read) });
    if (why) skipped.push(why);
    else rows.push(read);
    sums.take(read, why?.why === 'totals');
  }
  return { rows, skipped };
}
