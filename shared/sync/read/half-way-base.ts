import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { ProgramRows, ProgramState } from '../program-rows.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { LocalSheetRow, LocalTable } from './local-table.ts';

/**
 * [A2] The base of a sheet whose update to `reached` stopped half-way, in steps: what the sheet has of that revision already, nobody
 * has typed, so that it counts as known; everything else is as it was at `base`, whose revision it has. Computed cells are of either.
 */
export function* halfWayBase(
  locals: readonly LocalTable[],
  base: ProgramState,
  reached: ProgramState,
): Steps<ProgramState> {
  const tables = new Map(base.tables);
  for (const local of locals) {
    const { name } = local.table;
    tables.set(name, yield* halfWayRows(local, rowsOf(base, name), rowsOf(reached, name)));
  }
  return { revision: base.revision, tables };
}

function rowsOf({ tables }: ProgramState, name: string): ProgramRows {
  return tables.get(name) ?? new Map<RowId, Cells>();
}

function* halfWayRows({ rows }: LocalTable, base: ProgramRows, reached: ProgramRows): Steps<ProgramRows> {
  const present = new Set(rows.map(({ rowId }) => rowId));
  const found = new Map<RowId, Cells>();
  yield* inSteps(base, ([row, cells]) => {
    if (present.has(row) || reached.has(row)) found.set(row, cells);
  });
  yield* inSteps(rows, (local) => {
    const after = local.rowId === null ? undefined : reached.get(local.rowId);
    if (local.rowId === null || after === undefined) return;
    const before = base.get(local.rowId);
    // A row that came with the update is known once nobody has typed in it.
    if (before !== undefined) found.set(local.rowId, halfWayCells(local, before, after));
    else if (holds(local, after)) found.set(local.rowId, after);
  });
  return found;
}

function halfWayCells(local: LocalSheetRow, before: Cells, after: Cells): Cells {
  const moved = Object.entries(after).filter(
    ([column, cell]) => cell !== (before[column] ?? null) && cellIn(local, column) === cell,
  );
  return moved.length === 0 ? before : { ...before, ...Object.fromEntries(moved) };
}

function holds(local: LocalSheetRow, row: Cells): boolean {
  return Object.entries(local.cells).every(([column, cell]) => cell === (row[column] ?? null));
}

/** Undefined: the sheet lacks the column, or the cell cannot be read. */
function cellIn({ cells, computed }: LocalSheetRow, column: string): Cell | undefined {
  const cell = cells[column];
  return cell === undefined ? computed[column] : cell;
}
