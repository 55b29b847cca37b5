import { type Area, SHEET_COLUMNS, SHEET_ROWS, intersectAreas } from '../book/area.ts';
import type { CalculatedBook } from './calculated-book.ts';
import type { CalculatedSheet } from './calculated-sheets.ts';
import { cellKey } from './dependents.ts';
import { eachCell } from './each-cell.ts';
import type { FormulaCell } from './formula-cell.ts';

/** Whether the values of a formula may fill an area: it lies on the sheet, in no table, and nothing is in the way. */
export function hasRoomToSpill(book: CalculatedBook, sheet: CalculatedSheet, cell: FormulaCell, area: Area): boolean {
  if (area.row + area.rowCount > SHEET_ROWS || area.column + area.columnCount > SHEET_COLUMNS) return false;
  const isInTable = book
    .tables()
    .some((table) => table.sheetId === sheet.id && intersectAreas(table.area, area) !== undefined);
  if (isInTable) return false;
  let isFree = true;
  eachCell(area, (row, column) => {
    if (row === cell.row && column === cell.column) return;
    const key = cellKey(row, column);
    const taken = sheet.spilled.get(key);
    if (sheet.grid.value(row, column) !== '' || sheet.formulas.has(key) || (taken !== undefined && taken !== cell)) {
      isFree = false;
    }
  });
  return isFree;
}
