import type { Area } from '../book/area.ts';
import type { Scalar } from '../book/cell.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import type { CalculatedBook } from './calculated-book.ts';
import { CalculatedSheets, addFormulas, removeFormulas, type CalculatedSheet } from './calculated-sheets.ts';
import { cellKey } from './dependents.ts';
import { DueFormulas } from './due-formulas.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import type { FormulaCell } from './formula-cell.ts';
import { Recalculation } from './recalculation.ts';
import { Scope } from './scope.ts';
import { NAME, valueAt } from './value.ts';

/**
 * The values of all formulas of a book. It notes what every formula read, so that a change makes due only what depends
 * on it; what is due is calculated when somebody looks.
 */
export class Calculator {
  readonly #book: CalculatedBook;
  readonly #sheets = new CalculatedSheets();
  readonly #due = new DueFormulas(this.#sheets);
  readonly #recalculation: Recalculation;
  /** Sheets, tables, names or places of cells changed: everything is looked at anew. */
  #isOutdated = true;

  constructor(book: CalculatedBook) {
    this.#book = book;
    this.#recalculation = new Recalculation(book, this.#sheets, this.#due);
  }

  /** Anything but contents changed: sheets, tables, names, or cells moved. */
  restructured(): void {
    if (this.#isOutdated) return;
    this.#isOutdated = true;
    // What has spilled may come to lie elsewhere, or nowhere.
    for (const { id, spilled } of this.#sheets.all()) {
      const areas = Array.from(new Set(spilled.values()), ({ area }) => area);
      if (areas.length > 0) this.#book.calculated(id, areas);
    }
  }

  /** Cells of this area hold something else now. */
  contentsChanged(sheetId: string, area: Area): void {
    if (this.#isOutdated) return;
    const sheet = this.#sheets.get(sheetId);
    if (sheet === undefined) return;
    this.#recalculation.cells.forgetBlocks();
    if (sheet.formulas.size > 0 || sheet.grid.formulaCount > 0) this.#renewFormulas(sheet, area);
    this.#due.areaChanged(sheetId, area);
    this.askedAgain();
  }

  /** What asks for the time or for chance is to be calculated anew. */
  askedAgain(): void {
    this.#due.timePassed();
  }

  /** Rows were hidden or shown. */
  shownRowsChanged(): void {
    this.#due.shownRowsChanged();
  }

  /** What a cell with a formula, or one spilled to, shows; undefined where there is neither. */
  shown(sheetId: string, row: number, column: number): Scalar | undefined {
    this.#settle();
    const sheet = this.#sheets.get(sheetId);
    const key = cellKey(row, column);
    const own = sheet?.formulas.get(key);
    if (own !== undefined) return own.value ?? '';
    const anchor = sheet?.spilled.get(key);
    return anchor && (valueAt(anchor.block, row - anchor.row, column - anchor.column) ?? 0);
  }

  /** Whether cells of a row may show what its grid does not hold. */
  hasResults(sheetId: string, row: number): boolean {
    this.#settle();
    const sheet = this.#sheets.get(sheetId);
    return sheet !== undefined && (sheet.grid.hasFormulas(row) || sheet.spilled.size > 0);
  }

  /** All areas of a sheet that formulas have spilled to, their own cells included. */
  spills(sheetId: string): Area[] {
    this.#settle();
    const anchors = new Set(this.#sheets.get(sheetId)?.spilled.values());
    return [...anchors].map(({ area }) => area);
  }

  /** Formulas that need their own value. */
  circles(): readonly FormulaCell[] {
    this.#settle();
    return [...this.#sheets.all()].flatMap(({ formulas }) => [...formulas.values()].filter((cell) => cell.isCircular));
  }

  /** What a formula would show in a cell, without standing there: of a block, its first value. */
  evaluateAt(
    formula: string,
    place: { readonly sheetId: string; readonly row: number; readonly column: number },
  ): Scalar {
    this.#settle();
    const parsed = parseFormula(formula);
    if (parsed === undefined) return NAME;
    const scope = new Scope(this.#recalculation.cells, this.#book.functions, place);
    const value = evaluateFormula(parsed.expression, scope);
    return (Array.isArray(value) ? valueAt(value, 0, 0) : value) ?? 0;
  }

  #settle(): void {
    if (this.#isOutdated) this.#rebuild();
    this.#recalculation.settle();
  }

  #rebuild(): void {
    this.#isOutdated = false;
    this.#due.clear();
    this.#recalculation.cells.forgetBlocks();
    for (const cell of this.#sheets.rebuild(this.#book)) this.#due.add(cell);
  }

  /** Takes the formulas of an area as they stand in the grid now. */
  #renewFormulas(sheet: CalculatedSheet, area: Area): void {
    for (const cell of removeFormulas(sheet, area)) {
      this.#due.forget(cell);
      this.#recalculation.unspill(cell);
    }
    for (const cell of addFormulas(sheet, area)) this.#due.add(cell);
  }
}
