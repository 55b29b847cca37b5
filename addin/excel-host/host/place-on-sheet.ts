import type { LiveRange } from './live-range.ts';
import type { ObjectKind } from './object-kind.ts';
import type { Session } from './session.ts';

/** Points; what Excel gives for a new sheet with Calibri 11. */
export const STANDARD_WIDTH = 48;
export const STANDARD_HEIGHT = 15;

/** Where a range lies on its sheet and how large it is, in points; what is hidden takes no room. */
export const placeOnSheet: NonNullable<ObjectKind<LiveRange>['properties']> = {
  Left: { read: ({ sheetId, area }, session) => widthOf(session, sheetId, 0, area.column) },
  Top: { read: ({ sheetId, area }, session) => heightOf(session, sheetId, 0, area.row) },
  Width: { read: ({ sheetId, area }, session) => widthOf(session, sheetId, area.column, area.columnCount) },
  Height: { read: ({ sheetId, area }, session) => heightOf(session, sheetId, area.row, area.rowCount) },
};

function widthOf({ book }: Session, sheetId: string, first: number, count: number): number {
  let width = 0;
  for (let column = first; column < first + count; column += 1) {
    const looks = book.columnLooks(sheetId, column);
    if (!looks.hidden) width += looks.width ?? STANDARD_WIDTH;
  }
  return width;
}

function heightOf({ book }: Session, sheetId: string, first: number, count: number): number {
  let height = 0;
  for (let row = first; row < first + count; row += 1) {
    const looks = book.rowLooks(sheetId, row);
    if (!looks.hidden && !looks.filtered) height += looks.height ?? STANDARD_HEIGHT;
  }
  return height;
}
