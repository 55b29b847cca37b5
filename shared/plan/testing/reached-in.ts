import type { RowChange } from '../../sync/history/journal.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import { reachedRows, type FoundRow, type Lookup, type RowSets } from '../reached-rows.ts';

/**
 * Rows whose computed cells may be others after `changes`, which come the newest first; `program` is the state after them,
 * and answers the questions from memory.
 */
export function reachedIn(program: ProgramRows, changes: readonly RowChange[]): RowSets {
  const byTable = new Map<string, Map<RowId, Cells>>(
    Object.entries(program).map(([table, rows]) => [table, new Map(rows.map(({ row, cells }) => [row, cells]))]),
  );
  const steps = reachedRows({ changes, cellsNow: ({ table, row }) => byTable.get(table)?.get(row) });
  let step = steps.next();
  while (step.done !== true) step = steps.next(step.value.map((lookup) => answer(program, lookup)));
  return step.value;
}

function answer(program: ProgramRows, { table, columns, values }: Lookup): readonly FoundRow[] {
  const wanted = new Set(values.map((list) => JSON.stringify(list)));
  const rows: readonly FoundRow[] = program[table];
  return rows.filter(({ cells }) => wanted.has(JSON.stringify(columns.map((column) => cells[column] ?? null))));
}
