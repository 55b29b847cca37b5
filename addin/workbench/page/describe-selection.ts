import { formatArea } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import { GENERAL } from 'excel-host/book/cell.ts';
import { displayText } from 'excel-host/book/format-number.ts';
import { headerArea } from 'excel-host/book/table-areas.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { cellMessage } from './cell-message.ts';

/**
 * What a screen reader says of the selection: its address, the column's header in a table, what the first cell shows, and its
 * input message.
 */
export function describeSelection(book: Book, view: ExcelHost['view']): string {
  const { sheetId, selection } = view;
  const { row, column } = selection;
  const textAt = (atRow: number): string => {
    const cell = areaOf(atRow, column, 1, 1);
    const [value = ''] = book.readValues(sheetId, cell)[0] ?? [];
    return displayText(value, book.readFormats(sheetId, cell)[0]?.[0] ?? GENERAL);
  };
  const header = book
    .tables()
    .filter(({ area, sheetId: of }) => of === sheetId && row > area.row && row < area.row + area.rowCount)
    .filter(({ area }) => column >= area.column && column < area.column + area.columnCount)
    .map((table) => headerArea(table)?.row)
    .find((headerRow) => headerRow !== undefined);
  const message = cellMessage(book, view)?.message ?? '';
  const parts = [formatArea(selection), header === undefined ? '' : textAt(header), textAt(row) || 'blank', message];
  return parts.filter((part) => part !== '').join(', ');
}
