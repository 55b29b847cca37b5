import { type Area, areaOf } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import { GENERAL, type Scalar } from 'excel-host/book/cell.ts';
import { displayText } from 'excel-host/book/format-number.ts';

/** One cell of a book. */
export interface FoundCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** So many rows are read at once: most that is looked for is near. */
const ROWS_AT_ONCE = 2000;

/**
 * The next cell that shows a text, row by row and sheet by sheet, round to the one that was begun after; backwards with
 * −1. Case does not matter; hidden sheets, rows and columns are passed over. Undefined where no cell shows it.
 */
export function findText(book: Book, text: string, after: FoundCell, sign: 1 | -1): FoundCell | undefined {
  const wanted = text.toLowerCase();
  if (wanted === '') return undefined;
  const sheets = book.sheets().filter(({ visibility }) => visibility === 'Visible');
  const start = Math.max(
    0,
    sheets.findIndex(({ id }) => id === after.sheetId),
  );
  // The sheet that is begun on comes twice: after the cell, and at last up to it.
  for (let turn = 0; turn <= sheets.length; turn += 1) {
    const sheetId = sheets[(start + sign * turn + 2 * sheets.length) % sheets.length]?.id ?? after.sheetId;
    const isStart = turn === 0;
    for (const block of blocks(book, sheetId, sign)) {
      const found = matches(book, sheetId, block, wanted).filter((cell) => !isStart || isPast(cell, after, sign));
      const first = sign > 0 ? found[0] : found.at(-1);
      if (first !== undefined) return first;
    }
  }
  return undefined;
}

/** The used cells of a sheet in blocks of rows, from the top or from the bottom. */
function blocks(book: Book, sheetId: string, sign: 1 | -1): Area[] {
  const used = book.usedArea(sheetId, true);
  if (used === undefined) return [];
  const count = Math.ceil(used.rowCount / ROWS_AT_ONCE);
  const all = Array.from({ length: count }, (_, index) =>
    areaOf(
      used.row + index * ROWS_AT_ONCE,
      used.column,
      Math.min(ROWS_AT_ONCE, used.rowCount - index * ROWS_AT_ONCE),
      used.columnCount,
    ),
  );
  return sign > 0 ? all : all.toReversed();
}

function matches(book: Book, sheetId: string, area: Area, wanted: string): FoundCell[] {
  const formats = book.readFormats(sheetId, area);
  const shownColumns = Array.from(
    { length: area.columnCount },
    (_, offset) => !book.columnLooks(sheetId, area.column + offset).hidden,
  );
  return book.readValues(sheetId, area).flatMap((line, rowOffset) => {
    const row = area.row + rowOffset;
    const columns = line.flatMap((value, offset) =>
      shownColumns[offset] === true && shows(value, formats[rowOffset]?.[offset] ?? GENERAL, wanted) ? [offset] : [],
    );
    if (columns.length === 0 || isHidden(book, sheetId, row)) return [];
    return columns.map((offset) => ({ sheetId, row, column: area.column + offset }));
  });
}

function shows(value: Scalar, format: string, wanted: string): boolean {
  return value !== '' && displayText(value, format).toLowerCase().includes(wanted);
}

function isHidden(book: Book, sheetId: string, row: number): boolean {
  const { hidden, filtered } = book.rowLooks(sheetId, row);
  return hidden || filtered;
}

function isPast(cell: FoundCell, after: FoundCell, sign: 1 | -1): boolean {
  const distance = cell.row === after.row ? cell.column - after.column : cell.row - after.row;
  return distance * sign > 0;
}
