import type { Cells, RowId } from '../../tables/cell.ts';
import { cellToExcel } from '../../tables/kinds/kind-of.ts';
import type { Table } from '../../tables/table.ts';
import { localTable, type LocalTable } from '../read/local-table.ts';
import type { SheetTable, SheetValue } from '../read/sheet-table.ts';
import { finish } from '../steps.ts';

/** A row of a test's sheet. */
export interface RowInSheet {
  readonly row: RowId | null;
  readonly cells: Cells;
  /** What stands in cells whose text the table's columns do not allow. */
  readonly raw?: Readonly<Record<string, SheetValue>>;
  /** Columns whose cell holds a formula. */
  readonly formulas?: readonly string[];
}

/** A sheet with every column of a table, in the table's order, as Excel would give it. */
export function sheetWith(table: Table, rows: readonly RowInSheet[], columns = Object.keys(table.columns)): SheetTable {
  return {
    table: table.name,
    columns,
    rows: rows.map(({ row, cells, raw = {}, formulas = [] }, position) => ({
      rowId: row,
      position,
      values: columns.map((name) => {
        const column = table.columns[name];
        return raw[name] ?? (column ? cellToExcel(column, cells[name] ?? null, false) : '');
      }),
      formulas: formulas.map((name) => columns.indexOf(name)),
      errors: [],
    })),
  };
}

/** The same, read. */
export function localWith(
  table: Table,
  rows: readonly RowInSheet[],
  { isFiltered = false, columns }: { readonly isFiltered?: boolean; readonly columns?: string[] } = {},
): LocalTable {
  return finish(localTable(table, sheetWith(table, rows, columns), false, isFiltered));
}
