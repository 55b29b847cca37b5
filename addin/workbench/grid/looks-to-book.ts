import type { ICommandInfo } from '@univerjs/core';
import {
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetFrozenMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowHeightMutation,
} from '@univerjs/preset-sheets-core';
import type { Book } from 'excel-host/book/book.ts';
import { type Change, type Hearing, isRun } from './hearing.ts';
import { pointsOfPx } from './paint-row-looks.ts';
import type { SheetRange } from './ranges.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** Hidden rows and columns, heights, widths, frozen panes. */
export function looksChange(info: ICommandInfo, { book, spreadsheet }: Hearing): Change | undefined {
  const rows = (
    sheetId: string,
    ranges: readonly SheetRange[],
    patch: { hidden?: boolean; height?: number },
  ): Change => ({
    sheetId,
    compare: 'lines',
    apply: () => {
      for (const { startRow, endRow } of ranges) book.updateRows(sheetId, startRow, endRow - startRow + 1, patch);
    },
  });
  const columns = (sheetId: string, ranges: readonly SheetRange[], hidden: boolean): Change => ({
    sheetId,
    compare: 'lines',
    apply: () => {
      for (const { startColumn, endColumn } of ranges)
        book.updateColumns(sheetId, startColumn, endColumn - startColumn + 1, { hidden });
    },
  });
  if (isRun(info, SetRowHiddenMutation)) return rows(info.params.subUnitId, info.params.ranges, { hidden: true });
  if (isRun(info, SetRowVisibleMutation)) return rows(info.params.subUnitId, info.params.ranges, { hidden: false });
  if (isRun(info, SetColHiddenMutation)) return columns(info.params.subUnitId, info.params.ranges, true);
  if (isRun(info, SetColVisibleMutation)) return columns(info.params.subUnitId, info.params.ranges, false);
  if (isRun(info, SetWorksheetRowHeightMutation)) {
    const { subUnitId, ranges } = info.params;
    const manager = spreadsheet.workbook.getSheetBySheetId(subUnitId)?.getRowManager();
    const height = pointsOfPx(manager?.getRow(ranges[0]?.startRow ?? 0)?.h ?? 0);
    return height > 0 ? rows(subUnitId, ranges, { height }) : undefined;
  }
  if (isRun(info, SetWorksheetColWidthMutation)) {
    const { subUnitId, ranges } = info.params;
    return { sheetId: subUnitId, compare: 'lines', apply: () => adoptWidths(book, spreadsheet, subUnitId, ranges) };
  }
  if (isRun(info, SetFrozenMutation)) {
    const { subUnitId, xSplit, ySplit } = info.params;
    const freeze = xSplit === 0 && ySplit === 0 ? undefined : { rows: ySplit, columns: xSplit };
    return { sheetId: subUnitId, compare: 'lines', apply: () => book.updateSheet(subUnitId, { freeze }) };
  }
  return undefined;
}

function adoptWidths(book: Book, { workbook }: Spreadsheet, sheetId: string, ranges: readonly SheetRange[]): void {
  const manager = workbook.getSheetBySheetId(sheetId)?.getColumnManager();
  for (const { startColumn, endColumn } of ranges) {
    for (let column = startColumn; column <= endColumn; column += 1) {
      const widthPx = manager?.getColumn(column)?.w;
      book.updateColumns(sheetId, column, 1, { width: widthPx === undefined ? undefined : pointsOfPx(widthPx) });
    }
  }
}
