import type { Cell } from 'hucre';
import { parseArea } from 'excel-host/book/address.ts';
import { type Area, areaOf, cellCount, containsArea, intersectAreas } from 'excel-host/book/area.ts';
import type { FormulaFile, TableFile } from 'excel-host/file/book-file.ts';
import { type IsBlockName, withIntersections } from 'excel-host/formula/array-formula.ts';
import { fromFileFormula } from 'excel-host/formula/file-formula.ts';
import { moveFormula } from 'excel-host/formula/shift-formula.ts';

/** What the formulas of a sheet stand among. */
export interface FormulaSurroundings {
  /** The area with all cells of the sheet. */
  readonly size: Area;
  readonly tables: readonly TableFile[];
  readonly isBlockName: IsBlockName;
}

interface Placed {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

/** The formulas of a sheet as a file holds them: written out, shared with cells that lean on another, or filling several. */
export class FileFormulas {
  readonly #cells: ReadonlyMap<string, Cell>;
  readonly #shared = new Map<number, Placed>();
  readonly #filled = new Set<string>();
  readonly #size: Area;
  readonly #tables: readonly TableFile[];
  readonly #isBlockName: IsBlockName;

  constructor(cells: ReadonlyMap<string, Cell>, { size, tables, isBlockName }: FormulaSurroundings) {
    this.#tables = tables;
    this.#isBlockName = isBlockName;
    this.#cells = cells;
    this.#size = size;
    for (const [key, cell] of cells) {
      const { formula, formulaSharedIndex: group } = cell;
      if (formula === undefined) continue;
      const [row = 0, column = 0] = key.split(',').map(Number);
      if (group !== undefined && formula !== '') this.#shared.set(group, { row, column, formula });
      const area = cell.formulaType === 'array' ? parseArea(cell.formulaRef ?? '') : undefined;
      if (area !== undefined) this.#fill(area, row, column);
    }
  }

  at(row: number, column: number): FormulaFile | undefined {
    const cell = this.#cells.get(`${row},${column}`);
    if (cell?.formula === undefined) return undefined;
    if (cell.formula !== '') {
      const formula = fromFileFormula(`=${cell.formula}`, this.#tableAt(row, column));
      const mayFill = cell.formulaType === 'array' || cell.formulaDynamic === true;
      return { formula: mayFill ? formula : withIntersections(formula, this.#isBlockName) };
    }
    const first = this.#shared.get(cell.formulaSharedIndex ?? -1);
    if (first === undefined) return undefined;
    const formula = fromFileFormula(`=${first.formula}`, this.#tableAt(row, column));
    const moved = moveFormula(formula, row - first.row, column - first.column);
    return { formula: withIntersections(moved, this.#isBlockName) };
  }

  #tableAt(row: number, column: number): string | undefined {
    return this.#tables.find(({ area }) => containsArea(area, areaOf(row, column, 1, 1)))?.looks.name;
  }

  /** The value there is put there by the formula of another cell. */
  isFilled(row: number, column: number): boolean {
    return this.#filled.has(`${row},${column}`);
  }

  /** Areas of a sound file do not overlap; where they do, the first is believed, and a file cannot make work without end. */
  #fill(whole: Area, row: number, column: number): void {
    const area = intersectAreas(whole, this.#size);
    if (area === undefined || this.#filled.size + cellCount(area) > cellCount(this.#size)) return;
    for (let at = area.row; at < area.row + area.rowCount; at += 1) {
      for (let aside = area.column; aside < area.column + area.columnCount; aside += 1) {
        if (at !== row || aside !== column) this.#filled.add(`${at},${aside}`);
      }
    }
  }
}
