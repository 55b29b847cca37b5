import type { Injector } from '@univerjs/core';
import {
  IRenderManagerService,
  MoveSelectionCommand,
  MoveSelectionEnterAndTabCommand,
  SHEET_VIEWPORT_KEY,
  SetScrollOperation,
  SheetSkeletonManagerService,
} from '@univerjs/preset-sheets-core';
import type { Area } from '../excel-host/book/area.ts';
import { scrolledTo } from './scrolled-to.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/**
 * Scrolls until the first cell of an area is in view, whole where it fits. Univer's own scrolling counts the columns
 * that stand still as if all columns were equally wide: a cell it goes to may stay beyond the edge, and what is typed
 * there is lost.
 */
export function bringIntoView({ commands, workbook }: Spreadsheet, injector: Injector, { row, column }: Area): void {
  const sheet = workbook.getActiveSheet(true);
  const render = injector.get(IRenderManagerService).getRenderById(UNIT_ID);
  const viewport = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
  const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
  if (!sheet || !viewport || !skeleton) return;
  const { left, right, top, bottom } = viewport.calcViewportInfo().viewBound;
  const [headerWidth, headerHeight] = [skeleton.rowHeaderWidthAndMarginLeft, skeleton.columnHeaderHeightAndMarginTop];
  const { startX, endX, startY, endY } = skeleton.getCellWithCoordByIndex(row, column, false);
  const { xSplit, ySplit } = sheet.getFreeze();
  const { viewportScrollX, viewportScrollY } = viewport;
  const seen = { start: left - headerWidth, end: right - headerWidth };
  const seenDown = { start: top - headerHeight, end: bottom - headerHeight };
  const x = column < xSplit ? viewportScrollX : scrolledTo({ start: startX, end: endX }, seen, viewportScrollX);
  const y = row < ySplit ? viewportScrollY : scrolledTo({ start: startY, end: endY }, seenDown, viewportScrollY);
  if (x === viewportScrollX && y === viewportScrollY) return;
  const start = { sheetViewStartRow: 0, sheetViewStartColumn: 0, offsetX: x, offsetY: y };
  commands.syncExecuteCommand(SetScrollOperation.id, { unitId: UNIT_ID, sheetId: sheet.getSheetId(), ...start });
}

/** Where the arrow keys, Enter and Tab go, the view goes too. Returns how to stop. */
export function followKeyboard(spreadsheet: Spreadsheet, injector: Injector): () => void {
  const moves: readonly string[] = [MoveSelectionCommand.id, MoveSelectionEnterAndTabCommand.id];
  const listening = spreadsheet.commands.onCommandExecuted(({ id }) => {
    if (moves.includes(id)) bringIntoView(spreadsheet, injector, spreadsheet.selection());
  });
  return () => listening.dispose();
}
