import type { Area } from 'excel-host/book/area.ts';
import { type Scalar, isCellError } from 'excel-host/book/cell.ts';
import { formulaAt } from './adopt-cells.ts';
import { contentOf } from './cell-data.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** One cell as the grid has it: its formula, where it has one, and what it shows before its number format. */
export interface DrawnCell {
  readonly formula: string | undefined;
  readonly value: string | number | boolean;
}

/** The cells of an area as the grid has them, row by row; none where the sheet is not drawn. */
export function drawnCells(spreadsheet: Spreadsheet, sheetId: string, area: Area): DrawnCell[][] {
  const sheet = spreadsheet.workbook.getSheetBySheetId(sheetId);
  if (!sheet) return [];
  return Array.from({ length: area.rowCount }, (_row, rowOffset) =>
    Array.from({ length: area.columnCount }, (_cell, offset) => {
      const [row, column] = [area.row + rowOffset, area.column + offset];
      const formula = formulaAt(spreadsheet, sheetId, sheet, row, column);
      return { formula, value: plain(contentOf(sheet.getCellRaw(row, column), undefined)) };
    }),
  );
}

function plain(value: ReturnType<typeof contentOf>): Exclude<Scalar, object> {
  if (typeof value !== 'object') return value;
  return isCellError(value) ? value.error : value.formula;
}
