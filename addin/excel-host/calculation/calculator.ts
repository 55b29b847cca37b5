import {
  type Area,
  SHEET_COLUMNS,
  SHEET_ROWS,
  areaOf,
  boundingArea,
  containsArea,
  intersectAreas,
} from '../book/area.ts';
import type { NameInfo, TableInfo } from '../book/book.ts';
import type { Scalar } from '../book/cell.ts';
import type { SheetGrid } from '../book/sheet-grid.ts';
import type { Formula, TableExpression } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { tableReferenceArea } from '../formula/table-reference-area.ts';
import { Dependents, cellKey } from './dependents.ts';
import { evaluate, read, readSingle } from './evaluate.ts';
import { FormulaCell } from './formula-cell.ts';
import { type Cells, type FunctionSpec, Scope } from './scope.ts';
import {
  CALC,
  Closure,
  type Matrix,
  NAME,
  NUM,
  Reference,
  SPILL,
  type SheetArea,
  type Value,
  makeMatrix,
  sizeOf,
} from './value.ts';

/** What the calculator needs of a book. */
export interface CalculatedBook {
  sheets(): readonly { readonly id: string; readonly name: string; readonly grid: SheetGrid }[];
  tables(): readonly TableInfo[];
  findName(name: string, sheetId: string): NameInfo | undefined;
  /** Cells of these areas were calculated anew. Must not read the book before the next change. */
  calculated(sheetId: string, areas: readonly Area[]): void;
  readonly clock: Clock;
  readonly functions: ReadonlyMap<string, FunctionSpec>;
}

/** Where NOW and RAND come from. */
export interface Clock {
  /** Now, as a serial number of days. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
}

/** Deeper chains of cells are calculated from their far end, so that the call stack holds. */
const DEEPEST_CHAIN = 60;
/** Ranges of so many rows are read as whole columns are: up to the last row in use. */
const LONG = 200_000;
/** A cell that is overtaken more often than this never settles: it is in a circle by way of spilled cells. */
const MOST_ROUNDS = 30;

/** More areas than this are told as one around them. */
const FEW_AREAS = 64;
const NOTHING: SheetArea[] = [];

interface SheetCells {
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

/** Thrown out of an evaluation that is too deep: this cell has to be known first. */
class NeedsFirst {
  readonly cell: FormulaCell;

  constructor(cell: FormulaCell) {
    this.cell = cell;
  }
}

/**
 * The values of all formulas of a book. It notes what every formula read, so that a change makes due only what depends
 * on it; what is due is calculated when somebody looks.
 */
export class Calculator implements Cells {
  readonly #book: CalculatedBook;
  #sheets = new Map<string, SheetCells>();
  #sheetIds = new Map<string, string>();
  readonly #due = new Set<FormulaCell>();
  readonly #running: FormulaCell[] = [];
  /** What was calculated since everything was last known, on the way to another formula or for itself. */
  readonly #finished = new Set<FormulaCell>();
  /** Blocks without formulas that were read since any cell changed: whole tables are looked up by many formulas. */
  readonly #blocks = new Map<string, Matrix>();
  #formulasRead = 0;
  /** Formulas that ask for the time or a random number, and those that ask which rows are shown. */
  readonly #volatile = new Set<FormulaCell>();
  readonly #watchingRows = new Set<FormulaCell>();
  /** Sheets, tables, names or places of cells changed: everything is looked at anew. */
  #isOutdated = true;

  constructor(book: CalculatedBook) {
    this.#book = book;
  }

  /** Anything but contents changed: sheets, tables, names, or cells moved. */
  restructured(): void {
    if (this.#isOutdated) return;
    this.#isOutdated = true;
    // What has spilled may come to lie elsewhere, or nowhere.
    for (const { id, spilled } of this.#sheets.values()) {
      const areas = Array.from(new Set(spilled.values()), ({ area }) => area);
      if (areas.length > 0) this.#book.calculated(id, areas);
    }
  }

  /** Cells of this area hold something else now. */
  contentsChanged(sheetId: string, area: Area): void {
    if (this.#isOutdated) return;
    const sheet = this.#sheets.get(sheetId);
    if (sheet === undefined) return;
    this.#blocks.clear();
    if (sheet.formulas.size > 0 || sheet.grid.formulaCount > 0) this.#renewFormulas(sheet, area);
    this.#makeDue(sheetId, area);
    for (const cell of this.#volatile) this.#makeCellDue(cell);
  }

  /** Rows were hidden or shown. */
  shownRowsChanged(): void {
    for (const cell of this.#watchingRows) this.#makeCellDue(cell);
  }

  /** What a cell with a formula, or one spilled to, shows; undefined where there is neither. */
  shown(sheetId: string, row: number, column: number): Scalar | undefined {
    this.#settle();
    const sheet = this.#sheets.get(sheetId);
    const key = cellKey(row, column);
    const own = sheet?.formulas.get(key);
    if (own !== undefined) return own.value ?? '';
    const anchor = sheet?.spilled.get(key);
    return anchor && (anchor.block?.[row - anchor.row]?.[column - anchor.column] ?? 0);
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

  /** The formula whose values fill this cell, itself included, if it fills more than one. */
  spillParent(sheetId: string, row: number, column: number): FormulaCell | undefined {
    this.#settle();
    const sheet = this.#sheets.get(sheetId);
    const key = cellKey(row, column);
    const own = sheet?.formulas.get(key);
    return own?.block === undefined ? sheet?.spilled.get(key) : own;
  }

  /** Formulas that need their own value. */
  circles(): readonly FormulaCell[] {
    this.#settle();
    return [...this.#sheets.values()].flatMap(({ formulas }) =>
      [...formulas.values()].filter((cell) => cell.isCircular),
    );
  }

  /** What a formula would show in a cell, without standing there: of a block, its first value. */
  evaluateAt(
    formula: string,
    place: { readonly sheetId: string; readonly row: number; readonly column: number },
  ): Scalar {
    this.#settle();
    const parsed = parseFormula(formula);
    if (parsed === undefined) return NAME;
    const scope = new Scope(this, this.#book.functions, place);
    return readSingle(evaluate(parsed.expression, scope), scope) ?? 0;
  }

  // What formulas ask of the book.

  value(sheetId: string, row: number, column: number): Value {
    this.#note({ sheetId, area: areaOf(row, column, 1, 1) });
    const sheet = this.#sheets.get(sheetId);
    return sheet === undefined ? null : this.#cellValue(sheet, row, column);
  }

  matrix(area: SheetArea): Matrix {
    this.#note(area);
    const sheet = this.#sheets.get(area.sheetId);
    if (sheet === undefined) return [[null]];
    const used = this.#used(area.area);
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
    this.#note(area);
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
    return this.#sheetIds.get(name.toLowerCase());
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
    this.#note({ sheetId, area: areaOf(row, column, 1, 1) });
    return this.#sheets.get(sheetId)?.grid.formula(row, column);
  }

  isSubtotal(sheetId: string, row: number, column: number): boolean {
    return this.#sheets.get(sheetId)?.formulas.get(cellKey(row, column))?.isSubtotal ?? false;
  }

  isShown(sheetId: string, row: number): boolean {
    this.#markRunning((cell) => (cell.readsShownRows = true));
    return this.#sheets.get(sheetId)?.grid.isShown(row) ?? true;
  }

  isFilteredOut(sheetId: string, row: number): boolean {
    this.#markRunning((cell) => (cell.readsShownRows = true));
    return this.#sheets.get(sheetId)?.grid.looks(row).filtered ?? false;
  }

  spillArea(sheetId: string, row: number, column: number): Area | undefined {
    this.value(sheetId, row, column);
    return this.#sheets.get(sheetId)?.formulas.get(cellKey(row, column))?.area;
  }

  now(): number {
    this.#markRunning((cell) => (cell.isVolatile = true));
    return this.#book.clock.now();
  }

  random(): number {
    this.#markRunning((cell) => (cell.isVolatile = true));
    return this.#book.clock.random();
  }

  #markRunning(mark: (cell: FormulaCell) => void): void {
    const cell = this.#running.at(-1);
    if (cell !== undefined) mark(cell);
  }

  #note(read: SheetArea): void {
    this.#running.at(-1)?.noted.push(read);
  }

  #cellValue(sheet: SheetCells, row: number, column: number): Value {
    const stored = sheet.grid.value(row, column);
    if (stored !== '') return stored;
    if (sheet.formulas.size === 0) return null;
    const key = cellKey(row, column);
    const cell = sheet.formulas.get(key);
    if (cell !== undefined) {
      this.#formulasRead += 1;
      return this.#known(cell);
    }
    const anchor = sheet.spilled.get(key);
    if (anchor !== undefined) this.#formulasRead += 1;
    return anchor?.block?.[row - anchor.row]?.[column - anchor.column] ?? null;
  }

  /** Whole columns and rows end with the last row and column in use anywhere in the book, so that blocks keep one shape. */
  #used(area: Area): Area {
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

  #settle(): void {
    if (this.#isOutdated) this.#rebuild();
    if (this.#due.size === 0 || this.#running.length > 0) return;
    for (const cell of this.#due) this.#calculate(cell);
    const finished = Array.from(this.#finished);
    this.#finished.clear();
    for (const cell of finished) cell.rounds = 0;
    this.#tellCalculated(finished);
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

  #rebuild(): void {
    this.#isOutdated = false;
    this.#due.clear();
    this.#blocks.clear();
    this.#volatile.clear();
    this.#watchingRows.clear();
    const sheets = this.#book.sheets();
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
    for (const sheet of this.#sheets.values()) {
      sheet.grid.eachFormula((row, column, formula) => this.#addFormula(sheet, row, column, formula));
    }
  }

  #addFormula(sheet: SheetCells, row: number, column: number, formula: string): void {
    const cell = new FormulaCell(sheet.id, row, column, formula);
    sheet.formulas.set(cellKey(row, column), cell);
    this.#due.add(cell);
  }

  /** Takes the formulas of an area as they stand in the grid now. */
  #renewFormulas(sheet: SheetCells, area: Area): void {
    const remove = (cell: FormulaCell): void => {
      sheet.formulas.delete(cellKey(cell.row, cell.column));
      this.#due.delete(cell);
      this.#volatile.delete(cell);
      this.#watchingRows.delete(cell);
      this.#watch(cell, []);
      this.#unspill(cell);
    };
    if (area.rowCount * area.columnCount > sheet.formulas.size) {
      for (const cell of sheet.formulas.values()) if (containsArea(area, cell.place)) remove(cell);
    } else {
      eachCell(area, (row, column) => {
        const cell = sheet.formulas.get(cellKey(row, column));
        if (cell !== undefined) remove(cell);
      });
    }
    const lastRow = Math.min(area.row + area.rowCount, sheet.grid.rowsInUse);
    for (let row = area.row; row < lastRow; row += 1) {
      if (!sheet.grid.hasFormulas(row)) continue;
      const lastColumn = Math.min(area.column + area.columnCount, SHEET_COLUMNS);
      for (let column = area.column; column < lastColumn; column += 1) {
        const formula = sheet.grid.formula(row, column);
        if (formula !== undefined) this.#addFormula(sheet, row, column, formula);
      }
    }
  }

  #makeDue(sheetId: string, area: Area): void {
    this.#sheets.get(sheetId)?.dependents.each(area, (cell) => this.#makeCellDue(cell));
  }

  /** A formula is to be calculated again, and so is all that depends on it. */
  #makeCellDue(first: FormulaCell): void {
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

  /** The value of a formula that another one needs. */
  #known(cell: FormulaCell): Value {
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
      const value = Array.isArray(result) ? (result[0]?.[0] ?? null) : result;
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
    const scope = new Scope(this, this.#book.functions, cell);
    try {
      const operand = evaluate(cell.formula.expression, scope);
      if (operand instanceof Closure) return CALC;
      if (operand instanceof Reference || Array.isArray(operand)) return read(operand, scope);
      return operand;
    } catch (thrown) {
      // A LAMBDA that calls itself for ever.
      if (thrown instanceof RangeError) return NUM;
      throw thrown;
    }
  }

  #finish(cell: FormulaCell, value: Value, block: Matrix | undefined): void {
    this.#due.delete(cell);
    this.#finished.add(cell);
    cell.state = 'known';
    cell.rounds += 1;
    if (cell.isOvertaken && cell.rounds > MOST_ROUNDS) cell.isCircular = true;
    this.#watch(cell, cell.noted);
    cell.noted = NOTHING;
    this.#remember(this.#volatile, cell, cell.isVolatile);
    this.#remember(this.#watchingRows, cell, cell.readsShownRows);
    this.#unspill(cell);
    const isSpilling = block !== undefined && !cell.isCircular;
    // A blank cell that a formula refers to shows as 0.
    cell.value = cell.isCircular ? 0 : (value ?? 0);
    if (isSpilling) this.#spill(cell, block);
    if (cell.isOvertaken && !cell.isCircular) {
      cell.state = 'due';
      this.#due.add(cell);
    }
  }

  #remember(set: Set<FormulaCell>, cell: FormulaCell, isWanted: boolean): void {
    if (isWanted) set.add(cell);
    else set.delete(cell);
  }

  /** Writes down what a formula has read, in place of what it had read before. */
  #watch(cell: FormulaCell, reads: readonly SheetArea[]): void {
    for (const { sheetId, area } of cell.reads) this.#sheets.get(sheetId)?.dependents.remove(area, cell);
    cell.reads = reads;
    for (const { sheetId, area } of reads) this.#sheets.get(sheetId)?.dependents.add(area, cell);
  }

  #unspill(cell: FormulaCell): void {
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
    this.#watch(cell, [...cell.reads, { sheetId: cell.sheetId, area }]);
    if (sheet === undefined || !this.#isFree(sheet, cell, area)) {
      cell.value = SPILL;
      return;
    }
    this.#blocks.clear();
    cell.block = block.map((line) => line.map((value) => value ?? 0));
    sheet.spillRows = Math.max(sheet.spillRows, area.row + area.rowCount);
    sheet.spillColumns = Math.max(sheet.spillColumns, area.column + area.columnCount);
    eachCell(area, (row, column) => {
      if (row !== cell.row || column !== cell.column) sheet.spilled.set(cellKey(row, column), cell);
    });
    this.#tellOthers(cell, area);
  }

  #isFree(sheet: SheetCells, cell: FormulaCell, area: Area): boolean {
    if (area.row + area.rowCount > SHEET_ROWS || area.column + area.columnCount > SHEET_COLUMNS) return false;
    const isInTable = this.#book
      .tables()
      .some((table) => table.sheetId === sheet.id && intersectAreas(table.area, area) !== undefined);
    if (isInTable) return false;
    let isFree = true;
    eachCell(area, (row, column) => {
      if (row === cell.row && column === cell.column) return;
      const key = cellKey(row, column);
      const taken = sheet.spilled.get(key);
      if (sheet.grid.value(row, column) !== '' || sheet.formulas.has(key) || (taken !== undefined && taken !== cell)) {
        isFree = false;
      }
    });
    return isFree;
  }

  /** Formulas that had read these cells before the spilled values came or went. */
  #tellOthers(cell: FormulaCell, area: Area): void {
    this.#sheets.get(cell.sheetId)?.dependents.each(area, (other) => {
      if (other !== cell) this.#makeCellDue(other);
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

function isSingleValue(matrix: Matrix): boolean {
  return matrix.length === 1 && matrix[0]?.length === 1;
}

function eachCell(area: Area, visit: (row: number, column: number) => void): void {
  for (let row = area.row; row < area.row + area.rowCount; row += 1) {
    for (let column = area.column; column < area.column + area.columnCount; column += 1) visit(row, column);
  }
}
