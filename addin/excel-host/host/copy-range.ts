import { type Area, areaOf } from '../book/area.ts';
import type { Validation } from '../book/book.ts';
import { touchesArea } from '../book/conditional-areas.ts';
import { type CellStyle, type Content, isFormula } from '../book/cell.ts';
import { mapTexts } from '../book/json.ts';
import { moveFormula } from '../formula/shift-formula.ts';
import { clearLooks } from './clear-range.ts';
import { notImplemented } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import { checkUnlocked } from './protection.ts';
import type { Session } from './session.ts';
import { replaceStyles } from './replace-styles.ts';

/** What `Range.copyFrom` can be told to copy. */
export const COPIED = ['All', 'Formulas', 'Values', 'Formats', 'Link'] as const;

export interface CopyOptions {
  readonly type: (typeof COPIED)[number];
  /** Blank cells of the source leave those of the target alone. */
  readonly skipBlanks: boolean;
  /** Rows become columns. */
  readonly transpose: boolean;
}

/** Which cell of the source a cell of the target is given; offsets from their top left cells. */
type From = (row: number, column: number) => { readonly row: number; readonly column: number };

/** Copies cells. A target that is a multiple of the source is filled by repeating it, any other takes it once, as in Excel. */
export function copyRange(session: Session, source: LiveRange, target: LiveRange, options: CopyOptions): void {
  const { type } = options;
  if (type === 'Link') throw notImplemented(`Range.copyFrom of ${type}`);
  const from = source.area;
  const [rowCount, columnCount] = options.transpose
    ? [from.columnCount, from.rowCount]
    : [from.rowCount, from.columnCount];
  const repeats = target.area.rowCount % rowCount === 0 && target.area.columnCount % columnCount === 0;
  const to = repeats ? target.area : areaOf(target.area.row, target.area.column, rowCount, columnCount);
  checkUnlocked(session, target.sheetId, to);
  const place: From = options.transpose
    ? (row, column) => ({ row: column % from.rowCount, column: row % from.columnCount })
    : (row, column) => ({ row: row % from.rowCount, column: column % from.columnCount });
  // Everything is read before anything is written: the two may overlap.
  const copy = { session, source, target, from, to, place, options };
  const contents = type === 'Formats' ? undefined : readContents(copy);
  const rules = type === 'All' ? readRules(copy) : undefined;
  if (type === 'All' || type === 'Formats') copyLooks(copy);
  if (contents !== undefined) session.book.write(target.sheetId, to.row, to.column, contents);
  for (const { area, rule } of rules ?? []) session.book.setValidation(target.sheetId, area, rule);
}

interface Copy {
  readonly session: Session;
  readonly source: LiveRange;
  readonly target: LiveRange;
  readonly from: Area;
  readonly to: Area;
  readonly place: From;
  readonly options: CopyOptions;
}

function eachCell<T>({ to, place }: Copy, pick: (from: ReturnType<From>, row: number, column: number) => T): T[][] {
  return Array.from({ length: to.rowCount }, (_row, row) =>
    Array.from({ length: to.columnCount }, (_column, column) => pick(place(row, column), row, column)),
  );
}

/** Which cells of the source are to be left out. */
function blanks({ session, source, from, options }: Copy): (row: number, column: number) => boolean {
  if (!options.skipBlanks) return () => false;
  const values = session.book.readValues(source.sheetId, from);
  const formulas = session.book.readFormulas(source.sheetId, from);
  return (row, column) => values[row]?.[column] === '' && formulas[row]?.[column] === undefined;
}

function readContents(copy: Copy): Content[][] {
  const { session, source, from, to, options } = copy;
  const values = session.book.readValues(source.sheetId, from);
  const formulas = session.book.readFormulas(source.sheetId, from);
  const isBlank = blanks(copy);
  const contents = eachCell(copy, ({ row, column }, toRow, toColumn): Content => {
    if (isBlank(row, column)) return undefined;
    const formula = options.type === 'Values' ? undefined : formulas[row]?.[column];
    if (formula === undefined) return values[row]?.[column];
    return {
      formula: moveFormula(formula, to.row + toRow - (from.row + row), to.column + toColumn - (from.column + column)),
    };
  });
  if (options.transpose && contents.some((line) => line.some((content) => isFormula(content)))) {
    throw notImplemented('Range.copyFrom of formulas, transposed');
  }
  return contents;
}

function copyLooks(copy: Copy): void {
  const { session, source, target, from, to } = copy;
  const { book } = session;
  if (book.conditionalFormats(source.sheetId).some((format) => touchesArea(format, from))) {
    throw notImplemented('Range.copyFrom of conditional formats');
  }
  const formats = book.readFormats(source.sheetId, from);
  const styles = book.readStyles(source.sheetId, from);
  const isBlank = blanks(copy);
  clearLooks(session, target.sheetId, to);
  book.writeFormats(
    target.sheetId,
    to,
    eachCell(copy, ({ row, column }) => (isBlank(row, column) ? undefined : formats[row]?.[column])),
  );
  const looks = eachCell(copy, ({ row, column }): CellStyle | undefined =>
    isBlank(row, column) ? undefined : styles[row]?.[column],
  );
  replaceStyles(book, target.sheetId, to, looks);
}

/** The rules for what may be typed: one for the whole target where the source has one, else one for each cell. */
function readRules(copy: Copy): { readonly area: Area; readonly rule: Validation | undefined }[] {
  const { session, source, from, to, options } = copy;
  const whole = session.book.validation(source.sheetId, from);
  if (whole !== 'mixed' && !options.skipBlanks) {
    return [{ area: to, rule: whole && moved(whole, to.row - from.row, to.column - from.column) }];
  }
  const isBlank = blanks(copy);
  return eachCell(copy, ({ row, column }, toRow, toColumn) => {
    if (isBlank(row, column)) return [];
    const cell = areaOf(from.row + row, from.column + column, 1, 1);
    const rule = session.book.validation(source.sheetId, cell);
    const area = areaOf(to.row + toRow, to.column + toColumn, 1, 1);
    const own = rule === 'mixed' ? undefined : rule;
    return [{ area, rule: own && moved(own, area.row - cell.row, area.column - cell.column) }];
  }).flat(2);
}

function moved(validation: Validation, rows: number, columns: number): Validation {
  const move = (text: string) => (text.startsWith('=') ? moveFormula(text, rows, columns) : text);
  return { ...validation, rule: mapTexts(validation.rule, move) };
}
