import { type Area, SHEET_ROWS, areaOf } from '../book/area.ts';
import type { Book, PropertyKind, StylePatch } from '../book/book.ts';
import { type CellStyle, type Content, GENERAL, cellError, errorOfText } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';
import type { BookFile, CellsFile, ContentFile, RowsFile, SheetFile, TableFile } from './book-file.ts';

/**
 * A new book in memory with everything of the file. Sheets, tables and columns get ids of their own, as after every
 * opening. `rows`: what was saved of the sheets' rows apart from the file, by the place of the sheet.
 */
export function openBook(file: BookFile, rows: readonly (readonly RowsFile[])[] = []): MemoryBook {
  const book = new MemoryBook(file.name);
  const sheetIds = new Map<string, string>();
  for (const sheet of file.sheets) sheetIds.set(sheet.name, book.addSheet(sheet.name).id);
  file.sheets.forEach((sheet, place) => fillSheet(book, sheetIds.get(sheet.name) ?? '', sheet, rows[place] ?? []));
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

function fillSheet(book: Book, sheetId: string, sheet: SheetFile, apart: readonly RowsFile[]): void {
  for (const [column, looks, format, style] of sheet.columns) {
    book.updateColumns(sheetId, column, 1, looks);
    const whole = areaOf(0, column, SHEET_ROWS, 1);
    if (format !== GENERAL) book.writeFormats(sheetId, whole, format);
    if (style !== undefined) book.writeStyle(sheetId, whole, style);
  }
  for (const { cells, rows } of [sheet, ...apart]) {
    if (cells !== undefined) fillCells(book, sheetId, cells);
    for (const [row, looks] of rows) book.updateRows(sheetId, row, 1, looks);
  }
  for (const { area, validation } of sheet.validations) book.setValidation(sheetId, area, validation);
  // Each is added on top of those before it.
  for (const { area, others, ...format } of sheet.conditionalFormats.toReversed()) {
    book.updateConditionalFormat(sheetId, book.addConditionalFormat(sheetId, area, others).id, format);
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

function fillCells(book: Book, sheetId: string, cells: CellsFile): void {
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
  fillStyles(book, sheetId, area, styles ?? { list: [{}], cells: [] });
}

/** One write for cells below each other that look the same: they go on sharing their looks. */
function fillStyles(book: Book, sheetId: string, area: Area, { list, cells }: NonNullable<CellsFile['styles']>): void {
  const [columnStyles = []] = book.readStyles(sheetId, { ...area, row: SHEET_ROWS - 1, rowCount: 1 });
  columnStyles.forEach((ofColumn, column) => {
    for (let row = 0; row < area.rowCount;) {
      const place = cells[row]?.[column];
      const first = row;
      while (row < area.rowCount && cells[row]?.[column] === place) row += 1;
      const patch = stylePatch(ofColumn, list[place ?? 0] ?? {});
      if (patch === undefined) continue;
      book.writeStyle(sheetId, areaOf(area.row + first, area.column + column, row - first, 1), patch);
    }
  });
}

/** What makes one look of another; undefined where they are the same. */
function stylePatch(from: CellStyle, to: CellStyle): StylePatch | undefined {
  const blank = Object.fromEntries(Object.keys(from).map((key) => [key, undefined]));
  const patch: StylePatch = { ...blank, ...to };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

function toContent(content: ContentFile): Content {
  if (typeof content !== 'object') return content;
  if ('formula' in content) return { formula: content.formula };
  return errorOfText(content.error) ?? cellError('#VALUE!');
}

function addTable(book: Book, sheetId: string, table: TableFile): void {
  const { showHeaders, showTotals, ...looks } = table.looks;
  const { columnNames, filters, filteredRows, sort } = table;
  const shape = { showHeaders, showTotals, columnNames, sort, filters, filteredRows };
  book.updateTable(book.addTable(sheetId, table.area, showHeaders, shape).id, looks);
}

function setProperties(book: Book, kind: PropertyKind, properties: BookFile['properties'][string] | undefined): void {
  for (const [key, value] of Object.entries(properties ?? {})) book.setProperty(kind, key, value);
}
