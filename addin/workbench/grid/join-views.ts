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
  /** One of the two is following the other, which knows where it is. */
  let isJoining = false;
  const join = (work: () => void): void => {
    if (isJoining) return;
    isJoining = true;
    try {
      work();
    } finally {
      isJoining = false;
    }
  };
  const follow = (): void => {
    if (mirror.isDrawing || isShown()) return;
    // The host begins a sheet at A1; the grid knows what was selected there before.
    join(() => host.select(shownSheet(), spreadsheet.selection()));
  };
  const subscriptions = [
    // Univer may take a selection away before it sets the next: nothing is selected for a moment, least of all A1.
    selections.selectionMoveEnd$.subscribe((selected) => selected.length > 0 && follow()),
    workbook.activeSheet$.subscribe(follow),
    injector.get(IEditorBridgeService).visible$.subscribe(({ visible }) => {
      if (visible) host.beginCellEdit();
      else host.endCellEdit();
    }),
  ];
  const stop = host.onView(() => {
    if (isShown()) return;
    join(() => {
      mirror.flush();
      show(spreadsheet, host.view.sheetId, host.view.selection);
      bringIntoView(spreadsheet, injector, host.view.selection);
    });
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
