import type { Cell, Cells } from '../../shared/tables/cell.ts';
import type { Column } from '../../shared/tables/column.ts';
import { formatCell } from '../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { FeedRow } from '../../shared/feeds/csv.ts';
import { decimalText } from '../../shared/feeds/decimal-text.ts';

/** Places behind the point of a column's numbers: cents, and steps of 0.0001 %. */
export function scaleOf(column: Column): number | null {
  switch (column.kind) {
    case 'integer':
      return 0;
    case 'money':
      return 2;
    case 'percent':
      return 4;
    case 'decimal':
      return column.scale;
    default:
      return null;
  }
}

/** A cell as a program reads it: plain decimals (dollars, percent), dates as `YYYY-MM-DD`, yes or no as itself. */
function feedText(column: Column, cell: Cell): string | boolean | null {
  if (cell === null || typeof cell === 'boolean') return cell;
  const scale = scaleOf(column);
  if (scale !== null && typeof cell === 'number') return decimalText(cell, scale);
  return column.kind === 'date' || column.kind === 'period' ? String(cell) : formatCell(column, cell);
}

/** Heads of a table's columns as they stand in the sheet, the Row ID first. */
export function feedColumns({ columns }: Table): string[] {
  return ['Row ID', ...Object.values(columns).map(({ label }) => label)];
}

/** The rows of a table by the heads of its columns. */
export function feedRows(
  { columns }: Table,
  rows: readonly { readonly row: string; readonly cells: Cells }[],
): FeedRow[] {
  return rows.map(({ row, cells }) => ({
    'Row ID': row,
    ...Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [column.label, feedText(column, cells[name] ?? null)]),
    ),
  }));
}
