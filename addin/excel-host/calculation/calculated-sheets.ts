import { type Area, SHEET_COLUMNS, containsArea } from '../book/area.ts';
import type { SheetGrid } from '../book/sheet-grid.ts';
import type { CalculatedBook } from './calculated-book.ts';
import { Dependents, cellKey } from './dependents.ts';
import { eachCell } from './each-cell.ts';
import { FormulaCell } from './formula-cell.ts';

/** Ranges of so many rows are read as whole columns are: up to the last row in use. */
const LONG = 200_000;

/** A sheet with its formulas, and what they have spilled. */
export interface CalculatedSheet {
  readonly id: string;
  readonly name: string;
  readonly grid: SheetGrid;
  readonly formulas: Map<number, FormulaCell>;
  /** The cells that a formula elsewhere has spilled to. */
  readonly spilled: Map<number, FormulaCell>;
  /** No cell spilled to lies further down or right than this. */
  spillRows: number;
  spillColumns: number;
  readonly dependents: Dependents<FormulaCell>;
}

/** Where the formulas of a book stand. */
export class CalculatedSheets {
  #sheets = new Map<string, CalculatedSheet>();
  #sheetIds = new Map<string, string>();

  get(sheetId: string): CalculatedSheet | undefined {
    return this.#sheets.get(sheetId);
  }

  all(): Iterable<CalculatedSheet> {
    return this.#sheets.values();
  }

  named(name: string): string | undefined {
    return this.#sheetIds.get(name.toLowerCase());
  }

  /** Takes all sheets and formulas of the book as they stand now; gives the formulas. */
  rebuild(book: CalculatedBook): readonly FormulaCell[] {
    const sheets = book.sheets();
    this.#sheetIds = new Map(sheets.map(({ id, name }) => [name.toLowerCase(), id]));
    this.#sheets = new Map(
      sheets.map(({ id, name, grid }) => [
        id,
        {
          id,
          name,
          grid,
          formulas: new Map(),
          spilled: new Map(),
          spillRows: 0,
          spillColumns: 0,
          dependents: new Dependents(),
        },
      ]),
    );
    const added: FormulaCell[] = [];
    for (const sheet of this.#sheets.values()) {
      sheet.grid.eachFormula((row, column, formula) => added.push(addFormula(sheet, row, column, formula)));
    }
    return added;
  }

  /** Whole columns and rows end with the last row and column in use anywhere in the book, so that blocks keep one shape. */
  used(area: Area): Area {
    if (area.rowCount < LONG && area.columnCount < SHEET_COLUMNS) return area;
    let rows = 1;
    let columns = 1;
    for (const { grid, spillRows, spillColumns } of this.#sheets.values()) {
      rows = Math.max(rows, grid.rowsInUse, spillRows);
      if (area.columnCount === SHEET_COLUMNS) columns = Math.max(columns, grid.columnsInUse, spillColumns);
    }
    return {
      ...area,
      rowCount: area.rowCount < LONG ? area.rowCount : Math.max(1, Math.min(area.rowCount, rows - area.row)),
      columnCount: area.columnCount < SHEET_COLUMNS ? area.columnCount : columns,
    };
  }
}

/** Forgets the formulas of an area, and gives them. */
export function removeFormulas(sheet: CalculatedSheet, area: Area): readonly FormulaCell[] {
  const removed: FormulaCell[] = [];
  const remove = (cell: FormulaCell): void => {
    sheet.formulas.delete(cellKey(cell.row, cell.column));
    removed.push(cell);
  };
  if (area.rowCount * area.columnCount > sheet.formulas.size) {
    for (const cell of sheet.formulas.values()) if (containsArea(area, cell.place)) remove(cell);
  } else {
    eachCell(area, (row, column) => {
      const cell = sheet.formulas.get(cellKey(row, column));
      if (cell !== undefined) remove(cell);
    });
  }
  return removed;
}

/** Takes the formulas of an area as they stand in the grid now, and gives them. */
export function addFormulas(sheet: CalculatedSheet, area: Area): readonly FormulaCell[] {
  const added: FormulaCell[] = [];
  const lastRow = Math.min(area.row + area.rowCount, sheet.grid.rowsInUse);
  for (let row = area.row; row < lastRow; row += 1) {
    if (!sheet.grid.hasFormulas(row)) continue;
    const lastColumn = Math.min(area.column + area.columnCount, SHEET_COLUMNS);
    for (let column = area.column; column < lastColumn; column += 1) {
      const formula = sheet.grid.formula(row, column);
      if (formula !== undefined) added.push(addFormula(sheet, row, column, formula));
    }
  }
  return added;
}

function addFormula(sheet: CalculatedSheet, row: number, column: number, formula: string): FormulaCell {
  const cell = new FormulaCell(sheet.id, row, column, formula);
  sheet.formulas.set(cellKey(row, column), cell);
  return cell;
}
