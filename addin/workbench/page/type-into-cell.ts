import { areaOf } from '../excel-host/book/area.ts';
import type { Book } from '../excel-host/book/book.ts';
import { growTable, tableGrowingInto } from '../excel-host/book/grow-table.ts';
import { parseTypedText } from '../excel-host/book/parse-typed-text.ts';

/** Does what Excel does when a person types a text into a cell and presses Enter; a table takes in a row typed below it. */
export function typeIntoCell(
  book: Book,
  user: string,
  sheetId: string,
  row: number,
  column: number,
  text: string,
): void {
  const area = areaOf(row, column, 1, 1);
  book.act({ user, gesture: 'type' }, () => {
    const table = tableGrowingInto(book, sheetId, area);
    const known =
      book.readFormats(sheetId, table === undefined ? area : { ...area, row: row - 1 })[0]?.[0] ?? 'General';
    const { content, format } = parseTypedText(text, known, new Date().getFullYear());
    if (table !== undefined) book.writeFormats(sheetId, area, known);
    book.write(sheetId, row, column, [[content]]);
    if (format !== undefined) book.writeFormats(sheetId, area, format);
    if (table !== undefined) growTable(book, table, area);
  });
}

/** The text a person edits: the formula, or the value as it would be typed. */
export function editableText(book: Book, sheetId: string, row: number, column: number): string {
  const area = areaOf(row, column, 1, 1);
  const formula = book.readFormulas(sheetId, area)[0]?.[0];
  if (formula !== undefined) return formula;
  const value = book.readValues(sheetId, area)[0]?.[0] ?? '';
  return typeof value === 'object' ? value.error : String(value);
}
