import type { Injector, Worksheet } from '@univerjs/core';
import {
  IRenderManagerService,
  SHEET_VIEWPORT_KEY,
  SelectionMoveType,
  SetSelectionsOperation,
  SheetsSelectionsService,
} from '@univerjs/preset-sheets-core';
import type { Book } from 'excel-host/book/book.ts';
import { toArea, toRange } from '../ranges.ts';
import { type Spreadsheet, UNIT_ID } from '../spreadsheet.ts';
import type { Selected, SheetShape } from './sheet-shape.ts';

/** What the person has selected last; undefined while nothing is. */
export function readSelected(injector: Injector): Selected | undefined {
  const selections = injector.get(SheetsSelectionsService).getCurrentSelections();
  const selection = selections.findLast(({ primary }) => primary !== null) ?? selections.at(-1);
  if (selection === undefined) return undefined;
  const area = toArea(selection.range);
  const { actualRow, actualColumn } = selection.primary ?? { actualRow: area.row, actualColumn: area.column };
  return { area, active: { row: actualRow, column: actualColumn } };
}

/** Selects as if the person had let go of the mouse: the host hears of it. */
export function selectCells({ commands, workbook }: Spreadsheet, { area, active }: Selected): void {
  const { row, column } = active;
  const corner = { startRow: row, endRow: row, startColumn: column, endColumn: column };
  commands.syncExecuteCommand(SetSelectionsOperation.id, {
    unitId: UNIT_ID,
    subUnitId: workbook.getActiveSheet(true)?.getSheetId(),
    type: SelectionMoveType.MOVE_END,
    selections: [
      {
        range: toRange(area),
        primary: { ...corner, actualRow: row, actualColumn: column, isMerged: false, isMergedMainCell: false },
        style: null,
      },
    ],
  });
}

/** The sheet in front, as moving about by keyboard has to know it. */
export function readShape(book: Book, sheet: Worksheet, injector: Injector): SheetShape {
  const viewport = injector
    .get(IRenderManagerService)
    .getRenderById(UNIT_ID)
    ?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
  const { left, right, top, bottom } = viewport?.calcViewportInfo().viewBound ?? {
    left: 0,
    right: 0,
    top: 0,
    bottom: 0,
  };
  const { xSplit, ySplit } = sheet.getFreeze();
  return {
    rows: {
      count: sheet.getRowCount(),
      frozen: ySplit,
      seenPx: bottom - top,
      sizePx: (row) => (sheet.getRowVisible(row) ? sheet.getRowHeight(row) : 0),
    },
    columns: {
      count: sheet.getColumnCount(),
      frozen: xSplit,
      seenPx: right - left,
      sizePx: (column) => (sheet.getColVisible(column) ? sheet.getColumnWidth(column) : 0),
    },
    used: book.usedArea(sheet.getSheetId(), true),
  };
}
