import { SHEET_ROWS, areaOf } from '../book/area.ts';
import type { Book, PropertyKind } from '../book/book.ts';
import { type Content, cellError, errorOfText } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';
import type { BookFile, ContentFile, SheetFile, TableFile } from './book-file.ts';

/** A new book in memory with everything of the file. Sheets, tables and columns get ids of their own, as after every opening. */
export function openBook(file: BookFile): MemoryBook {
  const book = new MemoryBook(file.name);
  const sheetIds = new Map<string, string>();
  for (const sheet of file.sheets) sheetIds.set(sheet.name, book.addSheet(sheet.name).id);
  for (const sheet of file.sheets) fillSheet(book, sheetIds.get(sheet.name) ?? '', sheet);
  for (const { scopeSheetName, ...name } of file.names) {
    book.addName({ ...name, scopeSheetId: scopeSheetName === undefined ? undefined : sheetIds.get(scopeSheetName) });
  }
  for (const kind of ['settings', 'custom', 'document'] as const) setProperties(book, kind, file.properties[kind]);
  // Hidden last: a book needs a visible sheet at all times.
  for (const sheet of file.sheets) {
    if (sheet.visibility !== 'Visible') {
      book.updateSheet(sheetIds.get(sheet.name) ?? '', { visibility: sheet.visibility });
    }
  }
  return book;
}

function fillSheet(book: Book, sheetId: string, sheet: SheetFile): void {
  for (const [column, looks, format] of sheet.columns) {
    book.updateColumns(sheetId, column, 1, looks);
    if (format !== 'General') book.writeFormats(sheetId, areaOf(0, column, SHEET_ROWS, 1), format);
  }
  fillCells(book, sheetId, sheet);
  for (const [row, looks] of sheet.rows) book.updateRows(sheetId, row, 1, looks);
  for (const { area, validation } of sheet.validations) book.setValidation(sheetId, area, validation);
  for (const { area, ...format } of sheet.conditionalFormats) {
    book.updateConditionalFormat(sheetId, book.addConditionalFormat(sheetId, area).id, format);
  }
  for (const table of sheet.tables) addTable(book, sheetId, table);
  setProperties(book, `sheet:${sheetId}`, sheet.properties);
  book.updateSheet(sheetId, {
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
    protection: sheet.protection && { password: undefined, ...sheet.protection },
    freeze: sheet.freeze,
  });
}

function fillCells(book: Book, sheetId: string, { cells }: SheetFile): void {
  if (cells === undefined) return;
  const { area, formats, styles } = cells;
  book.write(
    sheetId,
    area.row,
    area.column,
    cells.contents.map((line) => line.map(toContent)),
  );
  if (formats !== undefined) {
    book.writeFormats(
      sheetId,
      area,
      formats.cells.map((line) => line.map((place) => formats.list[place])),
    );
  }
  styles?.cells.forEach((line, row) => {
    line.forEach((place, column) => {
      const style = styles.list[place] ?? {};
      if (Object.keys(style).length > 0) {
        book.writeStyle(sheetId, areaOf(area.row + row, area.column + column, 1, 1), style);
      }
    });
  });
}

function toContent(content: ContentFile): Content {
  if (typeof content !== 'object') return content;
  if ('formula' in content) return { formula: content.formula };
  return errorOfText(content.error) ?? cellError('#VALUE!');
}

function addTable(book: Book, sheetId: string, table: TableFile): void {
  const { showHeaders, showTotals, ...looks } = table.looks;
  const { id, columns } = book.addTable(sheetId, table.area, showHeaders, {
    showHeaders,
    showTotals,
    columnNames: table.columnNames,
    sort: table.sort,
  });
  book.updateTable(id, looks);
  for (const [index, criteria] of table.filters) {
    const column = columns[index];
    if (column !== undefined) book.filterTable(id, column.id, criteria);
  }
}

function setProperties(book: Book, kind: PropertyKind, properties: BookFile['properties'][string] | undefined): void {
  for (const [key, value] of Object.entries(properties ?? {})) book.setProperty(kind, key, value);
}
