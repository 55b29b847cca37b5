import { type Area, areaOf, boundingArea, intersectAreas } from '../book/area.ts';
import { BookCells, type FormulaReader } from './book-cells.ts';
import type { CalculatedBook } from './calculated-book.ts';
import type { CalculatedSheets } from './calculated-sheets.ts';
import { cellKey } from './dependents.ts';
import type { DueFormulas } from './due-formulas.ts';
import { eachCell } from './each-cell.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import type { FormulaCell } from './formula-cell.ts';
import { Scope } from './scope.ts';
import { hasRoomToSpill } from './spill-room.ts';
import { type Matrix, NAME, SPILL, type SheetArea, type Value, sizeOf, valueAt, isSingleValue } from './value.ts';

/** Deeper chains of cells are calculated from their far end, so that the call stack holds. */
const DEEPEST_CHAIN = 60;
/** A cell that is overtaken more often than this never settles: it is in a circle by way of spilled cells. */
const MOST_ROUNDS = 30;
/** More areas than this are told as one around them. */
const FEW_AREAS = 64;
const NOTHING: SheetArea[] = [];

/** Thrown out of an evaluation that is too deep: this cell has to be known first. */
class NeedsFirst {
  readonly cell: FormulaCell;

  constructor(cell: FormulaCell) {
    this.cell = cell;
  }
}

/** Calculates what is due, each formula after those it needs, and puts what it gives where it belongs. */
export class Recalculation implements FormulaReader {
  readonly cells: BookCells;
  readonly #book: CalculatedBook;
  readonly #sheets: CalculatedSheets;
  readonly #due: DueFormulas;
  readonly #running: FormulaCell[] = [];
  /** What was calculated since everything was last known, on the way to another formula or for itself. */
  readonly #finished = new Set<FormulaCell>();

  constructor(book: CalculatedBook, sheets: CalculatedSheets, due: DueFormulas) {
    this.#book = book;
    this.#sheets = sheets;
    this.#due = due;
    this.cells = new BookCells(book, sheets, this);
  }

  /** Afterwards every formula is known. */
  settle(): void {
    if (this.#due.size === 0 || this.#running.length > 0) return;
    for (const cell of this.#due) this.#calculate(cell);
    const finished = Array.from(this.#finished);
    this.#finished.clear();
    for (const cell of finished) cell.rounds = 0;
    this.#tellCalculated(finished);
  }

  // What the cells tell of the formula that is running.

  reads(area: SheetArea): void {
    this.#running.at(-1)?.noted.push(area);
  }

  readsShownRows(): void {
    this.#markRunning((cell) => (cell.readsShownRows = true));
  }

  readsClock(): void {
    this.#markRunning((cell) => (cell.isVolatile = true));
  }

  /** The value of a formula that another one needs. */
  known(cell: FormulaCell): Value {
    const reader = this.#running.at(-1);
    if (reader !== undefined) reader.waitsFor = cell;
    if (cell.state === 'running') {
      this.#markCircle(this.#running.slice(this.#running.indexOf(cell)));
      return 0;
    }
    if (cell.state === 'due') {
      if (this.#running.length >= DEEPEST_CHAIN) throw new NeedsFirst(cell);
      this.#run(cell);
    }
    return cell.value;
  }

  #markRunning(mark: (cell: FormulaCell) => void): void {
    const cell = this.#running.at(-1);
    if (cell !== undefined) mark(cell);
  }

  /** Each cell by itself where they are few, else what lies around all of them; cells spilled to belong to their formula. */
  #tellCalculated(cells: readonly FormulaCell[]): void {
    const bySheet = new Map<string, Area[]>();
    for (const cell of cells) {
      const areas = bySheet.get(cell.sheetId);
      if (areas === undefined) bySheet.set(cell.sheetId, [cell.area]);
      else areas.push(cell.area);
    }
    for (const [sheetId, areas] of bySheet) {
      this.#book.calculated(sheetId, areas.length <= FEW_AREAS ? areas : [areas.reduce(boundingArea)]);
    }
  }

  #markCircle(cells: readonly FormulaCell[]): void {
    for (const cell of cells) cell.isCircular = true;
  }

  /** Calculates a cell, and before it whatever is too far away to be calculated on the way. */
  #calculate(wanted: FormulaCell): void {
    const waiting = [wanted];
    for (let cell = waiting.at(-1); cell !== undefined; cell = waiting.at(-1)) {
      if (cell.state === 'known') {
        waiting.pop();
        continue;
      }
      try {
        this.#run(cell);
        waiting.pop();
      } catch (thrown) {
        if (!(thrown instanceof NeedsFirst)) throw thrown;
        const at = waiting.indexOf(thrown.cell);
        if (at < 0) waiting.push(thrown.cell);
        else {
          waiting.splice(at);
          for (const member of circleThrough(thrown.cell)) this.#finishCircle(member);
        }
      }
    }
  }

  #finishCircle(cell: FormulaCell): void {
    cell.isCircular = true;
    this.#finish(cell, 0, undefined);
  }

  #run(cell: FormulaCell): void {
    cell.noted = [];
    this.#running.push(cell);
    cell.state = 'running';
    cell.isVolatile = false;
    cell.readsShownRows = false;
    cell.isCircular = false;
    cell.isOvertaken = false;
    try {
      const result = this.#result(cell);
      const block = Array.isArray(result) && !isSingleValue(result) ? result : undefined;
      const value = Array.isArray(result) ? valueAt(result, 0, 0) : result;
      this.#finish(cell, value, block);
    } catch (thrown) {
      cell.state = 'due';
      throw thrown;
    } finally {
      this.#running.pop();
    }
  }

  #result(cell: FormulaCell): Value | Matrix {
    if (cell.formula === undefined) return NAME;
    return evaluateFormula(cell.formula.expression, new Scope(this.cells, this.#book.functions, cell));
  }

  #finish(cell: FormulaCell, value: Value, block: Matrix | undefined): void {
    this.#finished.add(cell);
    cell.state = 'known';
    cell.rounds += 1;
    if (cell.isOvertaken && cell.rounds > MOST_ROUNDS) cell.isCircular = true;
    this.#due.calculated(cell);
    cell.noted = NOTHING;
    this.unspill(cell);
    const isSpilling = block !== undefined && !cell.isCircular;
    // A blank cell that a formula refers to shows as 0.
    cell.value = cell.isCircular ? 0 : (value ?? 0);
    if (isSpilling) this.#spill(cell, block);
    if (cell.isOvertaken && !cell.isCircular) {
      cell.state = 'due';
      this.#due.add(cell);
    }
  }

  /** Takes away what a formula has spilled. */
  unspill(cell: FormulaCell): void {
    const { area, block } = cell;
    const sheet = this.#sheets.get(cell.sheetId);
    if (block === undefined || sheet === undefined) return;
    eachCell(area, (row, column) => {
      const key = cellKey(row, column);
      if (sheet.spilled.get(key) === cell) sheet.spilled.delete(key);
    });
    cell.block = undefined;
    this.#book.calculated(cell.sheetId, [area]);
    this.#tellOthers(cell, area);
  }

  #spill(cell: FormulaCell, block: Matrix): void {
    const sheet = this.#sheets.get(cell.sheetId);
    const { rows, columns } = sizeOf(block);
    const area = areaOf(cell.row, cell.column, rows, columns);
    // Whatever happens in these cells concerns the formula: it may be in the way, or go away.
    this.#due.watch(cell, [...cell.reads, { sheetId: cell.sheetId, area }]);
    if (sheet === undefined || !hasRoomToSpill(this.#book, sheet, cell, area)) {
      cell.value = SPILL;
      return;
    }
    this.cells.forgetBlocks();
    cell.block = block.map((line) => line.map((value) => value ?? 0));
    sheet.spillRows = Math.max(sheet.spillRows, area.row + area.rowCount);
    sheet.spillColumns = Math.max(sheet.spillColumns, area.column + area.columnCount);
    eachCell(area, (row, column) => {
      if (row !== cell.row || column !== cell.column) sheet.spilled.set(cellKey(row, column), cell);
    });
    this.#tellOthers(cell, area);
  }

  /** Formulas that had read these cells before the spilled values came or went. */
  #tellOthers(cell: FormulaCell, area: Area): void {
    this.#sheets.get(cell.sheetId)?.dependents.each(area, (other) => {
      if (other !== cell) this.#due.cellChanged(other);
    });
    for (const other of this.#running) {
      for (const read of other.noted) {
        const isTouched = read.sheetId === cell.sheetId && intersectAreas(read.area, area) !== undefined;
        if (isTouched && other !== cell) other.isOvertaken = true;
      }
    }
  }
}

/** All cells that wait for one another, from one of them round to itself. */
function circleThrough(first: FormulaCell): Set<FormulaCell> {
  const members = new Set([first]);
  for (let next = first.waitsFor; next?.state === 'due' && !members.has(next); next = next.waitsFor) members.add(next);
  return members;
}
