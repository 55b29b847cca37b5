import type { Cells, RowId } from '../../tables/cell.ts';
import { inSteps, type Steps } from '../steps.ts';
import { clearedCells, typedColumns, type TypedColumns } from './cleared-cells.ts';
import type { LocalSheetRow, LocalTable } from './local-table.ts';

/** [W10] What the person has said about half-emptied rows: nothing yet, that they go, or that only their cells do. */
export type ClearedRowsAnswer = 'ask' | 'delete' | 'empty';

/**
 * [W10] The table with the cells of half-emptied rows taken out, so that nothing of them is sent or written over. If only
 * the cells are to go, those that a row cannot be without are still taken out, to be put back.
 */
export function* holdCleared(
  local: LocalTable,
  base: ReadonlyMap<RowId, Cells>,
  answer: ClearedRowsAnswer,
): Steps<LocalTable> {
  const columns = typedColumns(local.table);
  const rows: LocalSheetRow[] = [];
  let isHeld = false;
  yield* inSteps(local.rows, (row) => {
    const before = row.rowId === null ? undefined : base.get(row.rowId);
    const cleared = before ? clearedCells(columns, before, row) : [];
    isHeld ||= cleared.length > 0;
    rows.push(without(row, answer === 'empty' ? cleared.filter((column) => mustStay(columns, column)) : cleared));
  });
  return isHeld ? { ...local, rows } : local;
}

function mustStay({ table }: TypedColumns, column: string): boolean {
  return table.key.includes(column) || table.columns[column]?.required === true;
}

function without(row: LocalSheetRow, cleared: readonly string[]): LocalSheetRow {
  if (cleared.length === 0) return row;
  const cells = Object.entries(row.cells).filter(([column]) => !cleared.includes(column));
  return { ...row, cells: Object.fromEntries(cells), cleared };
}
