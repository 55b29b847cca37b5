import { BooleanNumber, VerticalAlign, type Worksheet, mergeWorksheetSnapshotWithDefault } from '@univerjs/core';
import {
  InsertSheetMutation,
  RemoveSheetMutation,
  SetFrozenMutation,
  SetTabColorMutation,
  SetWorksheetActiveOperation,
  SetWorksheetColumnCountMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
  SetWorksheetRowCountMutation,
  ToggleGridlinesMutation,
} from '@univerjs/preset-sheets-core';
import type { Book, SheetInfo } from 'excel-host/book/book.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** Rows and columns beyond those in use, to type into. */
const SPARE_ROWS = 200;
const SPARE_COLUMNS = 6;
const LEAST_COLUMNS = 26;

/** Makes the list of sheets, their names, order and settings equal. */
export function paintSheets(book: Book, spreadsheet: Spreadsheet): void {
  const { workbook } = spreadsheet;
  const inFront = workbook.getActiveSheet(true)?.getSheetId();
  const sheets = book.sheets();
  for (const sheet of sheets) {
    const drawn = workbook.getSheetBySheetId(sheet.id);
    // Shown before others go: Univer throws where it is left without a sheet to put in front.
    if (drawn && sheet.visibility === 'Visible') paintVisibility(spreadsheet, sheet, drawn);
    else if (!drawn) insertSheet(spreadsheet, sheet.id, sheet.name);
  }
  for (const sheet of workbook.getSheets()) {
    const subUnitId = sheet.getSheetId();
    if (sheets.some(({ id }) => id === subUnitId)) continue;
    spreadsheet.draw(RemoveSheetMutation.id, { subUnitId, subUnitName: sheet.getName() });
  }
  sheets.forEach((sheet, place) => {
    const drawn = workbook.getSheetBySheetId(sheet.id);
    if (drawn) paintSheet(spreadsheet, sheet, drawn, place);
  });
  bringToFront(spreadsheet, inFront);
}

/** Gives the sheet enough rows and columns for what is to be drawn. */
export function makeRoom({ draw }: Spreadsheet, sheet: Worksheet, rowCount: number, columnCount: number): void {
  const subUnitId = sheet.getSheetId();
  if (rowCount + SPARE_ROWS / 2 > sheet.getRowCount())
    draw(SetWorksheetRowCountMutation.id, { subUnitId, rowCount: rowCount + SPARE_ROWS });
  if (columnCount + 1 > sheet.getColumnCount())
    draw(SetWorksheetColumnCountMutation.id, { subUnitId, columnCount: columnCount + SPARE_COLUMNS });
}

function insertSheet({ draw, workbook }: Spreadsheet, id: string, name: string): void {
  const size = { rowCount: SPARE_ROWS, columnCount: LEAST_COLUMNS };
  draw(InsertSheetMutation.id, {
    index: workbook.getSheetSize(),
    sheet: mergeWorksheetSnapshotWithDefault({ id, name, ...size, defaultStyle: { vt: VerticalAlign.MIDDLE } }),
  });
}

function paintSheet(spreadsheet: Spreadsheet, sheet: SheetInfo, drawn: Worksheet, place: number): void {
  const { draw, workbook } = spreadsheet;
  const subUnitId = sheet.id;
  const config = drawn.getConfig();
  if (drawn.getName() !== sheet.name) draw(SetWorksheetNameMutation.id, { subUnitId, name: sheet.name });
  const fromOrder = workbook.getSheetIndex(drawn);
  if (fromOrder !== place) draw(SetWorksheetOrderMutation.id, { subUnitId, fromOrder, toOrder: place });
  paintVisibility(spreadsheet, sheet, drawn);
  if (config.tabColor !== sheet.tabColor) draw(SetTabColorMutation.id, { subUnitId, color: sheet.tabColor });
  const showGridlines = sheet.showGridlines ? BooleanNumber.TRUE : BooleanNumber.FALSE;
  if (config.showGridlines !== showGridlines) draw(ToggleGridlinesMutation.id, { subUnitId, showGridlines });
  const { rows, columns } = sheet.freeze ?? { rows: 0, columns: 0 };
  const { xSplit, ySplit } = drawn.getFreeze();
  if (xSplit === columns && ySplit === rows) return;
  const startRow = rows === 0 ? -1 : rows;
  const startColumn = columns === 0 ? -1 : columns;
  draw(SetFrozenMutation.id, { subUnitId, startRow, startColumn, ySplit: rows, xSplit: columns });
}

function paintVisibility({ draw }: Spreadsheet, { id, visibility }: SheetInfo, drawn: Worksheet): void {
  const hidden = visibility === 'Visible' ? BooleanNumber.FALSE : BooleanNumber.TRUE;
  if (drawn.getConfig().hidden !== hidden) draw(SetWorksheetHideMutation.id, { subUnitId: id, hidden });
}

/** A new sheet comes to the front by itself in Univer; here the one before stays there, or the first visible one comes. */
function bringToFront({ workbook, draw }: Spreadsheet, wanted: string | undefined): void {
  const visible = workbook.getSheets().filter((sheet) => sheet.isSheetHidden() !== BooleanNumber.TRUE);
  const front = visible.find((sheet) => sheet.getSheetId() === wanted) ?? visible[0];
  if (front === undefined || front === workbook.getActiveSheet(true)) return;
  draw(SetWorksheetActiveOperation.id, { subUnitId: front.getSheetId() });
}
