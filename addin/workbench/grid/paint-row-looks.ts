import { BooleanNumber, type Worksheet } from '@univerjs/core';
import {
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowHeightMutation,
} from '@univerjs/preset-sheets-core';
import { areaOf } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import { toRange } from './ranges.ts';
import type { Spreadsheet } from './spreadsheet.ts';

const PX_PER_POINT = 4 / 3;

export function pxOfPoints(points: number): number {
  return Math.round(points * PX_PER_POINT);
}

export function pointsOfPx(px: number): number {
  return px / PX_PER_POINT;
}

/** Heights, and rows hidden by hand; those that a filter hides are asked for while drawing. */
export function paintRowLooks(book: Book, { draw }: Spreadsheet, sheet: Worksheet): void {
  const subUnitId = sheet.getSheetId();
  const standard = sheet.getConfig().defaultRowHeight;
  const manager = sheet.getRowManager();
  const [hide, show, heights] = [new Runs(), new Runs(), new Map<number, number>()];
  const rowCount = sheet.getRowCount();
  for (let row = 0; row < rowCount; row += 1) {
    const { hidden, height } = book.rowLooks(subUnitId, row);
    const drawn = manager.getRow(row);
    if (hidden !== (drawn?.hd === BooleanNumber.TRUE)) (hidden ? hide : show).add(row);
    const heightPx = height === undefined ? standard : pxOfPoints(height);
    if (Math.abs((drawn?.h ?? standard) - heightPx) >= 1) heights.set(row, heightPx);
  }
  const rangeOf = ([first, last]: Run) => toRange(areaOf(first, 0, last - first + 1, sheet.getColumnCount()));
  if (hide.list.length > 0) draw(SetRowHiddenMutation.id, { subUnitId, ranges: hide.list.map(rangeOf) });
  if (show.list.length > 0) draw(SetRowVisibleMutation.id, { subUnitId, ranges: show.list.map(rangeOf) });
  for (const [row, rowHeight] of heights) {
    draw(SetWorksheetRowHeightMutation.id, { subUnitId, ranges: [rangeOf([row, row])], rowHeight });
  }
}

export function paintColumnLooks(book: Book, { draw }: Spreadsheet, sheet: Worksheet): void {
  const subUnitId = sheet.getSheetId();
  const manager = sheet.getColumnManager();
  const standard = sheet.getConfig().defaultColumnWidth;
  const columnCount = sheet.getColumnCount();
  for (let column = 0; column < columnCount; column += 1) {
    const { hidden, width } = book.columnLooks(subUnitId, column);
    const drawn = manager.getColumn(column);
    const ranges = [toRange(areaOf(0, column, sheet.getRowCount(), 1))];
    if (hidden !== (drawn?.hd === BooleanNumber.TRUE))
      draw((hidden ? SetColHiddenMutation : SetColVisibleMutation).id, { subUnitId, ranges });
    const colWidth = width === undefined ? standard : pxOfPoints(width);
    if (Math.abs((drawn?.w ?? standard) - colWidth) >= 1)
      draw(SetWorksheetColWidthMutation.id, { subUnitId, ranges, colWidth });
  }
}

type Run = readonly [first: number, last: number];

/** Numbers that come in order, gathered into runs. */
class Runs {
  readonly list: Run[] = [];

  add(number: number): void {
    const last = this.list.at(-1);
    if (last?.[1] === number - 1) this.list[this.list.length - 1] = [last[0], number];
    else this.list.push([number, number]);
  }
}
