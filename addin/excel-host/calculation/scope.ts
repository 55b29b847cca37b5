import type { Area } from '../book/area.ts';
import type { Expression, Formula, TableExpression } from '../formula/expression.ts';
import type { Operand, SheetArea, Value, Matrix } from './value.ts';

/** What a formula may ask of the book. Reading notes that the formula depends on what was read. */
export interface Cells {
  value(sheetId: string, row: number, column: number): Value;
  /** All values of an area; rows and columns behind the last one in use are left out of whole columns and rows. */
  matrix(area: SheetArea): Matrix;
  /** The cells of an area that are not blank, by rows. */
  eachFilled(area: SheetArea, visit: (value: Exclude<Value, null>, row: number, column: number) => void): void;
  /** The id of a sheet; undefined where there is none of that name. */
  sheetNamed(name: string): string | undefined;
  /** Names of all sheets in their order. */
  sheetNames(): readonly string[];
  sheetName(sheetId: string): string;
  /** Undefined where there is no such table or column, or the cell asking lies beside its rows. */
  tableArea(reference: TableExpression, sheetId: string, row: number, column: number): SheetArea | undefined;
  hasTable(name: string): boolean;
  named(name: string, sheetId: string): Formula | undefined;
  formulaText(sheetId: string, row: number, column: number): string | undefined;
  /** Whether a cell holds a formula with SUBTOTAL or AGGREGATE, which others leave out. */
  isSubtotal(sheetId: string, row: number, column: number): boolean;
  /** Not hidden, neither by hand nor by a filter. */
  isShown(sheetId: string, row: number): boolean;
  /** Hidden by a filter. */
  isFilteredOut(sheetId: string, row: number): boolean;
  /** Where the formula in this cell has spilled to, with the cell itself. */
  spillArea(sheetId: string, row: number, column: number): Area | undefined;
  /** Now, as a serial number of days. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
}

/** A function as the table of functions declares it. */
export interface FunctionSpec {
  /** Fewest and most arguments. */
  readonly least: number;
  readonly most: number;
  run(args: readonly Expression[], scope: Scope): Operand;
}

interface Binding {
  readonly name: string;
  readonly value: Operand;
  readonly outer: Binding | undefined;
}

/** Where a formula is calculated: its cell, the book around it, and the names LET and LAMBDA have given. */
export class Scope {
  readonly cells: Cells;
  readonly functions: ReadonlyMap<string, FunctionSpec>;
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly #bindings: Binding | undefined;

  constructor(
    cells: Cells,
    functions: ReadonlyMap<string, FunctionSpec>,
    place: { readonly sheetId: string; readonly row: number; readonly column: number },
    bindings?: Binding,
  ) {
    this.cells = cells;
    this.functions = functions;
    this.sheetId = place.sheetId;
    this.row = place.row;
    this.column = place.column;
    this.#bindings = bindings;
  }

  /** The same place with one more name. */
  with(name: string, value: Operand): Scope {
    return new Scope(this.cells, this.functions, this, { name, value, outer: this.#bindings });
  }

  /** The value of a name of LET or LAMBDA, and whether there is one (a value may be blank). */
  bound(name: string): { readonly value: Operand } | undefined {
    for (let at = this.#bindings; at !== undefined; at = at.outer) if (at.name === name) return at;
    return undefined;
  }
}
