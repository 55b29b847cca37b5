import type { Injector } from '@univerjs/core';
import {
  IRenderManagerService,
  MoveSelectionCommand,
  SHEET_VIEWPORT_KEY,
  ScrollToCellCommand,
  ScrollToRangeOperation,
  SetScrollOperation,
  SheetSkeletonManagerService,
} from '@univerjs/preset-sheets-core';
import type { Area } from 'excel-host/book/area.ts';
import { CommandParams } from './command-params.ts';
import { scrolledTo } from './scrolled-to.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/** Px at the right and at the bottom that the scroll bars lie over: a cell under them is half hidden. */
const SCROLL_BAR = 14;

/**
 * Scrolls until the first cell of an area is in view, whole where it fits. Univer's own scrolling counts the columns
 * that stand still as if all columns were equally wide: a cell it goes to may stay beyond the edge, and what is typed
 * there is lost.
 */
export function bringIntoView({ commands, workbook }: Spreadsheet, injector: Injector, { row, column }: Cell): void {
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
  const seen = { start: left - headerWidth, end: right - headerWidth - SCROLL_BAR };
  const seenDown = { start: top - headerHeight, end: bottom - headerHeight - SCROLL_BAR };
  const x = column < xSplit ? viewportScrollX : scrolledTo({ start: startX, end: endX }, seen, viewportScrollX);
  const y = row < ySplit ? viewportScrollY : scrolledTo({ start: startY, end: endY }, seenDown, viewportScrollY);
  if (x !== viewportScrollX || y !== viewportScrollY) scrollTo({ commands, workbook }, x, y);
}

/** Scrolls by as much as it is from one cell to another, so that the second is seen where the first was. */
export function scrollAlong(spreadsheet: Spreadsheet, injector: Injector, from: Cell, to: Cell): void {
  const render = injector.get(IRenderManagerService).getRenderById(UNIT_ID);
  const viewport = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
  const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
  if (!viewport || !skeleton) return;
  const start = skeleton.getCellWithCoordByIndex(from.row, from.column, false);
  const end = skeleton.getCellWithCoordByIndex(to.row, to.column, false);
  const x = Math.max(0, viewport.viewportScrollX + end.startX - start.startX);
  const y = Math.max(0, viewport.viewportScrollY + end.startY - start.startY);
  scrollTo(spreadsheet, x, y);
  bringIntoView(spreadsheet, injector, to);
}

type Cell = Pick<Area, 'row' | 'column'>;

function scrollTo({ commands, workbook }: Pick<Spreadsheet, 'commands' | 'workbook'>, x: number, y: number): void {
  const sheetId = workbook.getActiveSheet(true)?.getSheetId();
  const start = { sheetViewStartRow: 0, sheetViewStartColumn: 0, offsetX: x, offsetY: y };
  commands.syncExecuteCommand(SetScrollOperation.id, { unitId: UNIT_ID, sheetId, ...start });
}

/** After these Univer has scrolled to a cell by its own count, before it places what is typed into. */
const SCROLLING: readonly string[] = [MoveSelectionCommand.id, ScrollToRangeOperation.id, ScrollToCellCommand.id];

/** Where the keyboard goes and where somebody begins to type, the view goes too. Returns how to stop. */
export function keepInView(spreadsheet: Spreadsheet, injector: Injector): () => void {
  const listening = spreadsheet.commands.onCommandExecuted((command) => {
    if (!SCROLLING.includes(command.id)) return;
    bringIntoView(spreadsheet, injector, new CommandParams(command, spreadsheet).area);
  });
  return () => listening.dispose();
}
