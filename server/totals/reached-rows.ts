import type { Kysely } from 'kysely';
import { reachedRows, reachNothing, type RowSets } from '../../shared/plan/reached-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { ReadTable } from '../../shared/plan/figures/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { answerLookups } from './answer-lookups.ts';
import { byRowId, readNarrowRows } from './read-narrow-rows.ts';
import { isReadTable } from './read-program.ts';

/** The editable cells of a changed row as it is now, undefined when it is gone. */
export type CellsNow = (change: RowChange) => Cells | undefined;

/**
 * Live rows whose computed cells may differ because of these changes, which come the newest first and which the database
 * already holds. A statement per step on the way from a changed row to those that look at it; the cost follows the rows reached.
 * @param known the changed rows, when the caller holds them
 */
export async function reachedBy(
  db: Kysely<Database>,
  program: string,
  changes: readonly RowChange[],
  known?: CellsNow,
): Promise<RowSets> {
  if (reachNothing(changes)) return new Map();
  const steps = reachedRows({ changes, cellsNow: known ?? (await readCellsNow(db, program, changes)) });
  let step = steps.next();
  while (step.done !== true) step = steps.next(await answerLookups(db, program, step.value));
  return step.value;
}

async function readCellsNow(db: Kysely<Database>, program: string, changes: readonly RowChange[]): Promise<CellsNow> {
  const ids = new Map<ReadTable, Set<RowId>>();
  for (const { table, row } of changes) {
    if (isReadTable(table)) getOrMake(ids, table, () => new Set<RowId>()).add(row);
  }
  const cells = new Map<string, Map<RowId, Cells>>();
  for (const [table, rows] of ids) {
    const found = await readNarrowRows(db, program, table, byRowId(rows));
    cells.set(table, new Map(found.map((row) => [row.row, row.cells])));
  }
  return ({ table, row }) => cells.get(table)?.get(row);
}
