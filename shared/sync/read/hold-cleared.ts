import type { Cells, RowId } from '../../tables/cell.ts';
import { inSteps, type Steps } from '../steps.ts';
import { clearedCells } from './cleared-cells.ts';
import type { LocalSheetRow, LocalTable } from './local-table.ts';

/** [W10] The table with the cells of half-emptied rows taken out, so that nothing of them is sent or written over. */
export function* holdCleared(local: LocalTable, base: ReadonlyMap<RowId, Cells>): Steps<LocalTable> {
  const rows: LocalSheetRow[] = [];
  let isHeld = false;
  yield* inSteps(local.rows, (row) => {
    const held = withoutCleared(local, row, base);
    isHeld ||= held !== row;
    rows.push(held);
  });
  return isHeld ? { ...local, rows } : local;
}

function withoutCleared({ table }: LocalTable, row: LocalSheetRow, base: ReadonlyMap<RowId, Cells>): LocalSheetRow {
  const before = row.rowId === null ? undefined : base.get(row.rowId);
  const cleared = before ? clearedCells(table, before, row.cells) : [];
  if (cleared.length === 0) return row;
  const cells = Object.entries(row.cells).filter(([column]) => !cleared.includes(column));
  return { ...row, cells: Object.fromEntries(cells), cleared };
}
