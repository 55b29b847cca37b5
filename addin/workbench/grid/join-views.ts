import type { Injector } from '@univerjs/core';
import {
  IEditorBridgeService,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
  SheetsSelectionsService,
} from '@univerjs/preset-sheets-core';
import { type Area, sameArea } from 'excel-host/book/area.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { bringIntoView } from './bring-into-view.ts';
import type { Mirror } from './mirror.ts';
import { toRange } from './ranges.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/**
 * Keeps sheet, selection and cell editing of grid and host the same: what the person selects the add-in sees, and where
 * the add-in goes the grid follows. Returns how to stop.
 */
export function joinViews(host: ExcelHost, spreadsheet: Spreadsheet, injector: Injector, mirror: Mirror): () => void {
  const selections = injector.get(SheetsSelectionsService);
  const { workbook } = spreadsheet;
  const shownSheet = (): string => workbook.getActiveSheet(true)?.getSheetId() ?? '';
  const isShown = (): boolean =>
    shownSheet() === host.view.sheetId && sameArea(spreadsheet.selection(), host.view.selection);
  let isShowing = false;
  const follow = (): void => {
    if (mirror.isDrawing || isShowing) return;
    if (host.view.sheetId !== shownSheet()) host.activate(shownSheet());
    if (!isShown()) host.select(shownSheet(), spreadsheet.selection());
  };
  const subscriptions = [
    selections.selectionMoveEnd$.subscribe(follow),
    workbook.activeSheet$.subscribe(follow),
    injector.get(IEditorBridgeService).visible$.subscribe(({ visible }) => {
      if (visible) host.beginCellEdit();
      else host.endCellEdit();
    }),
  ];
  const stop = host.onView(() => {
    if (isShown()) return;
    mirror.flush();
    isShowing = true;
    show(spreadsheet, host.view.sheetId, host.view.selection);
    bringIntoView(spreadsheet, injector, host.view.selection);
    isShowing = false;
  });
  return () => {
    stop();
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

function show({ commands }: Spreadsheet, subUnitId: string, area: Area): void {
  const place = { unitId: UNIT_ID, subUnitId };
  const range = toRange(area);
  const { row, column } = area;
  const corner = { startRow: row, endRow: row, startColumn: column, endColumn: column };
  const primary = { ...corner, actualRow: row, actualColumn: column, isMerged: false, isMergedMainCell: false };
  commands.syncExecuteCommand(SetWorksheetActiveOperation.id, place);
  commands.syncExecuteCommand(SetSelectionsOperation.id, { ...place, selections: [{ range, primary, style: null }] });
}
