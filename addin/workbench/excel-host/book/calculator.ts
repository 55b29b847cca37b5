import { type Area, SHEET_COLUMNS, areaOf, intersectAreas } from './area.ts';
import type { NameInfo, TableInfo } from './book.ts';
import { type Scalar, cellError } from './cell.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { bodyArea, headerArea, totalsArea } from './table-areas.ts';
import { evaluateFormula } from '../formula/evaluate-formula.ts';
import type { FormulaSurroundings } from '../formula/operand.ts';
import { type Expression, parseFormula } from '../formula/parse-formula.ts';
import type { TableReference } from '../formula/table-reference.ts';

/** What the calculator needs of a book. */
export interface CalculatedBook {
  findSheet(name: string): { readonly name: string; readonly grid: SheetGrid } | undefined;
  tables(): readonly TableInfo[];
  sheetName(sheetId: string): string;
  findName(name: string, sheetName: string): NameInfo | undefined;
}

/** Deeper chains of cells than this are cut with #NUM!, as a guard of the call stack. */
const DEEPEST_CHAIN = 1500;

/** Calculates a cell when it is read; what was calculated holds until the next change of any cell. */
export class Calculator {
  readonly #book: CalculatedBook;
  readonly #known = new Map<SheetGrid, Map<number, Scalar>>();
  readonly #parsed = new Map<string, Expression>();
  #depth = 0;

  constructor(book: CalculatedBook) {
    this.#book = book;
  }

  forget(): void {
    if (this.#known.size > 0) this.#known.clear();
  }

  value(sheetName: string, grid: SheetGrid, row: number, column: number): Scalar {
    const formula = grid.formula(row, column);
    if (formula === undefined) return grid.value(row, column);
    const known = this.#knownOf(grid);
    const key = row * SHEET_COLUMNS + column;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (this.#depth >= DEEPEST_CHAIN) return cellError('#NUM!');
    // A cell that needs itself reads as 0, as in Excel.
    known.set(key, 0);
    this.#depth += 1;
    const value = evaluateFormula(this.#parse(formula), this.#surroundings(sheetName, row, column));
    this.#depth -= 1;
    known.set(key, value);
    return value;
  }

  #knownOf(grid: SheetGrid): Map<number, Scalar> {
    const found = this.#known.get(grid);
    if (found !== undefined) return found;
    const known = new Map<number, Scalar>();
    this.#known.set(grid, known);
    return known;
  }

  #parse(formula: string): Expression {
    const found = this.#parsed.get(formula);
    if (found !== undefined) return found;
    if (this.#parsed.size > 10_000) this.#parsed.clear();
    const expression = parseFormula(formula);
    this.#parsed.set(formula, expression);
    return expression;
  }

  #surroundings(home: string, row: number, column: number): FormulaSurroundings {
    return {
      row,
      column,
      readArea: (sheetName, area) => this.#readArea(sheetName ?? home, area),
      findTable: (reference) => this.#findTable(reference, home, row, column),
      findName: (name) => {
        const found = this.#book.findName(name, home);
        return found && this.#parse(found.formula);
      },
      isShown: (sheetName, at) => this.#book.findSheet(sheetName ?? home)?.grid.isShown(at) ?? true,
    };
  }

  #readArea(sheetName: string, area: Area): Scalar[][] | undefined {
    const sheet = this.#book.findSheet(sheetName);
    if (sheet === undefined) return undefined;
    const { grid } = sheet;
    // Whole columns and rows end with the last row in use.
    const rowCount = area.rowCount > 1 ? Math.max(1, Math.min(area.rowCount, grid.rowsInUse - area.row)) : 1;
    return Array.from({ length: rowCount }, (_, offset) => {
      const row = area.row + offset;
      if (!grid.hasFormulas(row)) return grid.rowValues(row, area.column, area.columnCount);
      return Array.from({ length: area.columnCount }, (_unused, index) =>
        this.value(sheet.name, grid, row, area.column + index),
      );
    });
  }

  #findTable(
    reference: TableReference,
    home: string,
    row: number,
    column: number,
  ): { sheetName: string; area: Area } | undefined {
    const table = this.#tableNamed(reference.tableName, home, areaOf(row, column, 1, 1));
    const rows = table && rowsOf(table, reference.part, row);
    if (table === undefined || rows === undefined) return undefined;
    const sheetName = this.#book.sheetName(table.sheetId);
    if (reference.columns === undefined) return { sheetName, area: rows };
    const [first, last] = reference.columns.map((name) => columnIndex(table, name));
    if (first === undefined || last === undefined || first < 0 || last < 0) return undefined;
    const columnCount = Math.abs(last - first) + 1;
    return { sheetName, area: { ...rows, column: rows.column + Math.min(first, last), columnCount } };
  }

  #tableNamed(name: string | undefined, home: string, cell: Area): TableInfo | undefined {
    return this.#book
      .tables()
      .find((table) =>
        name === undefined
          ? this.#book.sheetName(table.sheetId) === home && intersectAreas(table.area, cell) !== undefined
          : table.name.toLowerCase() === name.toLowerCase(),
      );
  }
}

function rowsOf(table: TableInfo, part: TableReference['part'], row: number): Area | undefined {
  switch (part) {
    case 'all':
      return table.area;
    case 'headers':
      return headerArea(table);
    case 'totals':
      return totalsArea(table);
    case 'data':
      return bodyArea(table);
    case 'thisRow':
      return intersectAreas(bodyArea(table), { ...table.area, row, rowCount: 1 });
  }
}

function columnIndex(table: TableInfo, name: string): number {
  return table.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
}
