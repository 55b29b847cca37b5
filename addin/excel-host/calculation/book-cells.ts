import { type Area, SHEET_COLUMNS, areaOf, intersectAreas } from '../book/area.ts';
import type { Formula, TableExpression } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { tableReferenceArea } from '../formula/table-reference-area.ts';
import type { CalculatedBook } from './calculated-book.ts';
import type { CalculatedSheet, CalculatedSheets } from './calculated-sheets.ts';
import { cellKey } from './dependents.ts';
import type { FormulaCell } from './formula-cell.ts';
import type { Cells } from './scope.ts';
import { type Matrix, type SheetArea, type Value, makeMatrix, valueAt } from './value.ts';

/** Who is told what a formula asks of the book, and knows what other formulas come to. */
export interface FormulaReader {
  reads(area: SheetArea): void;
  readsShownRows(): void;
  readsClock(): void;
  known(cell: FormulaCell): Value;
}

/** The cells of a book as formulas see them. */
export class BookCells implements Cells {
  readonly #book: CalculatedBook;
  readonly #sheets: CalculatedSheets;
  readonly #reader: FormulaReader;
  /** Blocks without formulas that were read since any cell changed: whole tables are looked up by many formulas. */
  readonly #blocks = new Map<string, Matrix>();
  #formulasRead = 0;

  constructor(book: CalculatedBook, sheets: CalculatedSheets, reader: FormulaReader) {
    this.#book = book;
    this.#sheets = sheets;
    this.#reader = reader;
  }

  /** Something in the book is no longer as it was read. */
  forgetBlocks(): void {
    this.#blocks.clear();
  }

  value(sheetId: string, row: number, column: number): Value {
    this.#reader.reads({ sheetId, area: areaOf(row, column, 1, 1) });
    const sheet = this.#sheets.get(sheetId);
    return sheet === undefined ? null : this.#cellValue(sheet, row, column);
  }

  matrix(area: SheetArea): Matrix {
    this.#reader.reads(area);
    const sheet = this.#sheets.get(area.sheetId);
    if (sheet === undefined) return [[null]];
    const used = this.#sheets.used(area.area);
    const key = `${area.sheetId},${used.row},${used.column},${used.rowCount},${used.columnCount}`;
    const kept = this.#blocks.get(key);
    if (kept !== undefined) return kept;
    const before = this.#formulasRead;
    const block = makeMatrix(used.rowCount, used.columnCount, (row, column) =>
      this.#cellValue(sheet, used.row + row, used.column + column),
    );
    if (this.#formulasRead === before) this.#blocks.set(key, block);
    return block;
  }

  eachFilled(area: SheetArea, visit: (value: Exclude<Value, null>, row: number, column: number) => void): void {
    this.#reader.reads(area);
    const sheet = this.#sheets.get(area.sheetId);
    if (sheet === undefined) return;
    const { row: top, column: left, rowCount, columnCount } = area.area;
    const lastRow = Math.min(top + rowCount, Math.max(sheet.grid.rowsInUse, sheet.spillRows));
    const lastColumn =
      columnCount === SHEET_COLUMNS ? Math.max(sheet.grid.columnsInUse, sheet.spillColumns) : left + columnCount;
    for (let row = top; row < lastRow; row += 1) {
      for (let column = left; column < lastColumn; column += 1) {
        const value = this.#cellValue(sheet, row, column);
        if (value !== null) visit(value, row, column);
      }
    }
  }

  sheetNamed(name: string): string | undefined {
    return this.#sheets.named(name);
  }

  sheetNames(): readonly string[] {
    return this.#book.sheets().map(({ name }) => name);
  }

  sheetName(sheetId: string): string {
    return this.#sheets.get(sheetId)?.name ?? '';
  }

  tableArea(reference: TableExpression, sheetId: string, row: number, column: number): SheetArea | undefined {
    const here = areaOf(row, column, 1, 1);
    const wanted = reference.tableName?.toLowerCase();
    const table = this.#book
      .tables()
      .find((known) =>
        wanted === undefined
          ? known.sheetId === sheetId && intersectAreas(known.area, here) !== undefined
          : known.name.toLowerCase() === wanted,
      );
    const area = table && tableReferenceArea(table, reference, row);
    return table && area && { sheetId: table.sheetId, area };
  }

  hasTable(name: string): boolean {
    return this.#book.tables().some((table) => table.name.toLowerCase() === name.toLowerCase());
  }

  named(name: string, sheetId: string): Formula | undefined {
    const found = this.#book.findName(name, sheetId);
    return found && parseFormula(found.formula);
  }

  formulaText(sheetId: string, row: number, column: number): string | undefined {
    this.#reader.reads({ sheetId, area: areaOf(row, column, 1, 1) });
    return this.#sheets.get(sheetId)?.grid.formula(row, column);
  }

  isSubtotal(sheetId: string, row: number, column: number): boolean {
    return this.#sheets.get(sheetId)?.formulas.get(cellKey(row, column))?.isSubtotal ?? false;
  }

  isShown(sheetId: string, row: number): boolean {
    this.#reader.readsShownRows();
    return this.#sheets.get(sheetId)?.grid.isShown(row) ?? true;
  }

  isFilteredOut(sheetId: string, row: number): boolean {
    this.#reader.readsShownRows();
    return this.#sheets.get(sheetId)?.grid.looks(row).filtered ?? false;
  }

  spillArea(sheetId: string, row: number, column: number): Area | undefined {
    this.value(sheetId, row, column);
    return this.#sheets.get(sheetId)?.formulas.get(cellKey(row, column))?.area;
  }

  now(): number {
    this.#reader.readsClock();
    return this.#book.clock.now();
  }

  random(): number {
    this.#reader.readsClock();
    return this.#book.clock.random();
  }

  #cellValue(sheet: CalculatedSheet, row: number, column: number): Value {
    const stored = sheet.grid.value(row, column);
    if (stored !== '') return stored;
    if (sheet.formulas.size === 0) return null;
    const key = cellKey(row, column);
    const cell = sheet.formulas.get(key);
    if (cell !== undefined) {
      this.#formulasRead += 1;
      return this.#reader.known(cell);
    }
    const anchor = sheet.spilled.get(key);
    if (anchor !== undefined) this.#formulasRead += 1;
    return anchor === undefined ? null : valueAt(anchor.block, row - anchor.row, column - anchor.column);
  }
}
