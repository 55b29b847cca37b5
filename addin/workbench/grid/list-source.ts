import { formatAddress, parseArea, splitSheetName } from 'excel-host/book/address.ts';
import { intersectAreas } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import { bodyArea } from 'excel-host/book/table-areas.ts';

/**
 * A drop-down's source as Univer understands it: literal values as they are; a name, or a column of a table behind a name,
 * as the cells they stand for right now.
 */
export function listSource(book: Book, source: string): string {
  if (!source.startsWith('=')) return source;
  const name = source.slice(1).toLowerCase();
  const formula = book.names().find((known) => known.name.toLowerCase() === name)?.formula ?? source;
  return columnSource(book, formula) ?? rangeSource(book, formula) ?? formula;
}

/** `=Table[Column]`, with the escapes of a structured reference. */
function columnSource(book: Book, formula: string): string | undefined {
  const [, tableName, escaped] = /^=([^[\]]+)\[([^[\]]+|(?:'.|[^'])+)\]$/s.exec(formula) ?? [];
  const table = book.tables().find(({ name }) => name.toLowerCase() === tableName?.toLowerCase());
  const header = escaped?.replaceAll(/'(.)/gs, '$1').toLowerCase();
  const offset = table?.columns.findIndex(({ name }) => name.toLowerCase() === header) ?? -1;
  const sheetName = book.sheets().find(({ id }) => id === table?.sheetId)?.name;
  if (table === undefined || sheetName === undefined || offset < 0) return undefined;
  const body = bodyArea(table);
  return `=${formatAddress(sheetName, { ...body, column: body.column + offset, columnCount: 1 })}`;
}

/** Whole columns end with the last row in use: Univer would list a million blanks. */
function rangeSource(book: Book, formula: string): string | undefined {
  const { sheetName, rest } = splitSheetName(formula.slice(1));
  const area = parseArea(rest);
  const sheet = book.sheets().find(({ name }) => name === sheetName);
  if (area === undefined || sheet === undefined) return undefined;
  const used = book.usedArea(sheet.id, true);
  const filled = used && intersectAreas(area, { ...used, column: area.column, columnCount: area.columnCount });
  return `=${formatAddress(sheet.name, filled ?? area)}`;
}
