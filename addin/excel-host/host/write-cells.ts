import { type Area, intersectAreas, isEntireColumns } from '../book/area.ts';
import { type Content, GENERAL, type Scalar, TEXT_FORMAT, errorOfText, isFormula } from '../book/cell.ts';
import { growTable, tableGrowingInto } from '../book/grow-table.ts';
import { parseTypedText } from '../book/parse-typed-text.ts';
import { bodyArea } from '../book/table-areas.ts';
import { fillColumnFormula } from '../book/fill-column-formula.ts';
import { formulaRefusal } from '../functions/formula-refusal.ts';
import { isArray } from './arguments.ts';
import { HostError, invalidArgument } from './host-error.ts';
import { checkMayFormat, checkUnlocked } from './protection.ts';
import { blockOf } from './range-block.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';

/** Writes what an add-in gave as `values` or `formulas`, with everything Excel does to it on the way in. */
export function writeCells(session: Session, sheetId: string, area: Area, value: Json, property: string): void {
  if (isEntireColumns(area)) throw invalidArgument('Values cannot be set for an unbounded range.');
  checkUnlocked(session, sheetId, area);
  const block = blockOf(value, area, property);
  const formats = session.book.readFormats(sheetId, area);
  const tables = session.book.tables();
  const interpretedFormats: (string | undefined)[][] = [];
  let bringsFormats = false;
  const contents = block.map((line, row) => {
    const lineFormats: (string | undefined)[] = [];
    const out = line.map((item, column) => {
      const { content, format } = interpret(session, item, formats[row]?.[column] ?? 'General');
      checkFormula(content, tables, { sheetId, row: area.row + row, column: area.column + column });
      lineFormats.push(format);
      bringsFormats ||= format !== undefined;
      return content;
    });
    interpretedFormats.push(lineFormats);
    return out;
  });
  if (bringsFormats) session.book.writeFormats(sheetId, area, interpretedFormats);
  placeContents(session, sheetId, area, contents);
}

function interpret(session: Session, item: Json, format: string): { content: Content; format?: string } {
  if (item === null) return { content: undefined };
  if (typeof item === 'number' || typeof item === 'boolean') return { content: item };
  if (typeof item !== 'string') throw invalidArgument('A cell takes a text, a number or a truth value.');
  if (item.startsWith('=') && item.length > LONGEST_FORMULA && format !== TEXT_FORMAT) {
    throw new HostError('FormulaLengthExceedsLimit', 'A formula has at most 8,192 characters.');
  }
  if (item.length > LONGEST_TEXT) throw invalidArgument('A cell holds at most 32,767 characters.');
  if (!session.quirks.textIsInterpreted) return { content: plain(item) };
  return parseTypedText(item, format, THIS_YEAR);
}

type RefusalArguments = Parameters<typeof formulaRefusal>;

function checkFormula(content: Content, tables: RefusalArguments[1], place: RefusalArguments[2]): void {
  if (content === undefined || !isFormula(content)) return;
  const refusal = formulaRefusal(content.formula, tables, place);
  if (refusal !== undefined) {
    throw invalidArgument(
      `The argument is invalid or missing or has an incorrect format: ${content.formula}: ${refusal}.`,
    );
  }
}

const LONGEST_TEXT = 32_767;
const LONGEST_FORMULA = 8192;

/** Dates without a year are rare in programs; a fixed year keeps every run equal. */
const THIS_YEAR = 2026;

function plain(item: string): Scalar {
  return errorOfText(item) ?? item;
}

function placeContents(session: Session, sheetId: string, area: Area, contents: Content[][]): void {
  const { book, quirks } = session;
  const growing = quirks.tableGrows ? tableGrowingInto(book, sheetId, area) : undefined;
  const placed = quirks.filteredWriteMisplaces ? misplace(session, sheetId, area, contents) : contents;
  book.write(sheetId, area.row, area.column, placed);
  if (
    growing !== undefined &&
    contents.some((line) => line.some((content) => content !== undefined && content !== ''))
  ) {
    growTable(book, growing, area);
  }
  if (quirks.columnFormulaFills) fillColumnFormula(book, sheetId, area, contents);
}

/** In a table with filtered rows Excel fills the shown rows in order; what does not fit is lost (office-js issue 224). */
function misplace(session: Session, sheetId: string, area: Area, contents: Content[][]): Content[][] {
  const { book } = session;
  const isFiltered = book
    .tables()
    .some(
      (table) =>
        table.sheetId === sheetId && table.filters.size > 0 && intersectAreas(bodyArea(table), area) !== undefined,
    );
  if (!isFiltered || area.rowCount === 1) return contents;
  let next = 0;
  return contents.map((line, offset) => {
    if (book.rowLooks(sheetId, area.row + offset).filtered) return line.map(() => undefined);
    next += 1;
    return contents[next - 1] ?? line;
  });
}

/**
 * Number formats: one for all cells, or one for each, of which `null` leaves a cell's format and `''` takes it back to General.
 * `null` for all cells is no format (Microsoft, "Work with blank and null values").
 */
export function writeFormats(session: Session, sheetId: string, area: Area, value: Json): void {
  checkMayFormat(session, sheetId, 'allowFormatCells');
  if (!isArray(value)) {
    session.book.writeFormats(sheetId, area, formatOf(value));
    return;
  }
  const block = blockOf(value, area, 'numberFormat');
  const formats = block.map((line) => line.map((format) => (format === null ? undefined : formatOf(format))));
  session.book.writeFormats(sheetId, area, formats);
}

function formatOf(value: Json): string {
  if (typeof value !== 'string') throw invalidArgument('A number format is a text.');
  return value === '' ? GENERAL : value;
}
