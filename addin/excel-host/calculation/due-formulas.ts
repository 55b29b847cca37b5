import type { Area } from '../book/area.ts';
import type { CalculatedSheets } from './calculated-sheets.ts';
import type { FormulaCell } from './formula-cell.ts';
import type { SheetArea } from './value.ts';

/** Which formulas are to be calculated again, and after which changes. */
export class DueFormulas implements Iterable<FormulaCell> {
  readonly #sheets: CalculatedSheets;
  readonly #due = new Set<FormulaCell>();
  /** Formulas that ask for the time or a random number, and those that ask which rows are shown. */
  readonly #volatile = new Set<FormulaCell>();
  readonly #watchingRows = new Set<FormulaCell>();

  constructor(sheets: CalculatedSheets) {
    this.#sheets = sheets;
  }

  get size(): number {
    return this.#due.size;
  }

  [Symbol.iterator](): Iterator<FormulaCell> {
    return this.#due[Symbol.iterator]();
  }

  clear(): void {
    this.#due.clear();
    this.#volatile.clear();
    this.#watchingRows.clear();
  }

  add(cell: FormulaCell): void {
    this.#due.add(cell);
  }

  /** A formula that is gone is due no more, whatever changes. */
  forget(cell: FormulaCell): void {
    this.#due.delete(cell);
    this.#volatile.delete(cell);
    this.#watchingRows.delete(cell);
    this.watch(cell, []);
  }

  /** Cells of this area show something else now. */
  areaChanged(sheetId: string, area: Area): void {
    this.#sheets.get(sheetId)?.dependents.each(area, (cell) => this.cellChanged(cell));
  }

  /** Whatever changed, time has passed and chance may be drawn again. */
  timePassed(): void {
    for (const cell of this.#volatile) this.cellChanged(cell);
  }

  shownRowsChanged(): void {
    for (const cell of this.#watchingRows) this.cellChanged(cell);
  }

  /** A formula is to be calculated again, and so is all that depends on it. */
  cellChanged(first: FormulaCell): void {
    const reached = [first];
    for (let cell = reached.pop(); cell !== undefined; cell = reached.pop()) {
      if (cell.state === 'running') cell.isOvertaken = true;
      if (cell.state !== 'known') continue;
      cell.state = 'due';
      this.#due.add(cell);
      this.#sheets.get(cell.sheetId)?.dependents.each(cell.area, (next) => {
        if (next.state !== 'due') reached.push(next);
      });
    }
  }

  /** A formula was calculated, and has noted what it read. */
  calculated(cell: FormulaCell): void {
    this.#due.delete(cell);
    this.watch(cell, cell.noted);
    remember(this.#volatile, cell, cell.isVolatile);
    remember(this.#watchingRows, cell, cell.readsShownRows);
  }

  /** Writes down what a formula has read, in place of what it had read before. */
  watch(cell: FormulaCell, reads: readonly SheetArea[]): void {
    for (const { sheetId, area } of cell.reads) this.#sheets.get(sheetId)?.dependents.remove(area, cell);
    cell.reads = reads;
    for (const { sheetId, area } of reads) this.#sheets.get(sheetId)?.dependents.add(area, cell);
  }
}

function remember(set: Set<FormulaCell>, cell: FormulaCell, isWanted: boolean): void {
  if (isWanted) set.add(cell);
  else set.delete(cell);
}
