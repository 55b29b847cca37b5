import { reachedRows, reachesCells, type RowSets } from '../../shared/plan/reached-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { RowsAtHand } from './rows-at-hand.ts';

/** The editable cells of a changed row as it is now, undefined when it is gone. */
export type CellsNow = (change: RowChange) => Cells | undefined;

/**
 * Live rows whose computed cells may differ because of these changes, which come the newest first and which the database
 * already holds. A statement per step on the way from a changed row to those that look at it, for what is not at hand.
 * @param known the changed rows, when the caller holds them
 */
export async function reachedBy(hand: RowsAtHand, changes: readonly RowChange[], known?: CellsNow): Promise<RowSets> {
  const reaching = changes.filter(reachesCells);
  if (reaching.length === 0) return new Map();
  const steps = reachedRows({ changes: reaching, cellsNow: known ?? (await readCellsNow(hand, reaching)) });
  let step = steps.next();
  while (step.done !== true) step = steps.next(await hand.answer(step.value));
  return step.value;
}

async function readCellsNow(hand: RowsAtHand, changes: readonly RowChange[]): Promise<CellsNow> {
  const ids = new Map<string, Set<RowId>>();
  for (const { table, row } of changes) getOrMake(ids, table, () => new Set<RowId>()).add(row);
  await hand.readById(ids);
  return ({ table, row }) => hand.row(table, row)?.cells;
}
