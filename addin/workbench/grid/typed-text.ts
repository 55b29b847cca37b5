import { CellValueType, type ICellData, type IStyleData, type Nullable } from '@univerjs/core';
import { AFTER_CELL_EDIT, SetRangeValuesCommand } from '@univerjs/preset-sheets-core';
import { areaOf } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import { GENERAL, isFormula } from 'excel-host/book/cell.ts';
import { tableGrowingInto } from 'excel-host/book/grow-table.ts';
import { parseTypedText } from 'excel-host/book/parse-typed-text.ts';
import { toCellValue } from './cell-data.ts';
import { toRange } from './ranges.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/** Above Univer's own reading of numbers and dates, which differs from Excel's. */
const BEFORE_UNIVER = 1000;

/** Reads what is typed into a cell as Excel would: `1-2` is a date, `007` a number, unless the cell or its column is text. */
export function readTypedText(book: Book, spreadsheet: Spreadsheet): () => void {
  const interception = spreadsheet.interceptors.writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: BEFORE_UNIVER,
    handler: (cell, { subUnitId, row, col }, next) => {
      const isTyped = typeof cell?.v === 'string' && !cell.f && !cell.p && cell.t !== CellValueType.FORCE_STRING;
      const place = { sheetId: subUnitId, row, column: col };
      const typed = isTyped ? typedCell(book, spreadsheet, place, String(cell.v), cell) : undefined;
      return typed ?? next(cell);
    },
  });
  return () => interception();
}

/** Enters a text without the cell being typed into: as if it had been typed, to be undone like it. */
export function enterText(book: Book, spreadsheet: Spreadsheet, place: SheetCell, text: string): void {
  const { sheetId: subUnitId, row, column } = place;
  const cell = spreadsheet.workbook.getSheetBySheetId(subUnitId)?.getCellRaw(row, column);
  const value = typedCell(book, spreadsheet, place, text, cell);
  const range = toRange(areaOf(row, column, 1, 1));
  void spreadsheet.commands.executeCommand(SetRangeValuesCommand.id, { unitId: UNIT_ID, subUnitId, range, value });
}

/** One cell of a sheet. */
export interface SheetCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** What a cell is once a text has been typed into it; undefined where the text says nothing. */
function typedCell(
  book: Book,
  { workbook }: Spreadsheet,
  { sheetId, row, column }: SheetCell,
  text: string,
  cell: Nullable<ICellData>,
): ICellData | undefined {
  const known = knownFormat(book, sheetId, row, column);
  const { content, format = known } = parseTypedText(text, known, new Date().getFullYear());
  if (content === undefined) return undefined;
  const look = withFormat(workbook.getStyles().getStyleByCell(cell), format);
  const plain: ICellData = { ...cell, p: null, f: null, si: null, ...look };
  if (isFormula(content)) return { ...plain, v: null, f: content.formula };
  return { ...plain, v: '', t: null, ...toCellValue(content) };
}

/** Format of the cell, or of the row above where a table will grow into it. */
function knownFormat(book: Book, sheetId: string, row: number, column: number): string {
  const area = areaOf(row, column, 1, 1);
  const isBelowTable = tableGrowingInto(book, sheetId, area) !== undefined;
  return book.readFormats(sheetId, isBelowTable ? { ...area, row: row - 1 } : area)[0]?.[0] ?? GENERAL;
}

function withFormat(look: Nullable<IStyleData>, format: string): Pick<ICellData, 's'> {
  if (format === GENERAL) return look ? { s: look } : {};
  return { s: { ...look, n: { pattern: format } } };
}
