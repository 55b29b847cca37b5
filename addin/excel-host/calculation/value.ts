import type { Area } from '../book/area.ts';
import { type CellError, type Scalar, cellError } from '../book/cell.ts';

/** One value in a calculation. `null` is a blank cell or an argument left empty, which is not the same as the text `''`. */
export type Value = Scalar | null;

/** Values by rows, at least one by one. */
export type Matrix = Value[][];

export interface SheetArea {
  readonly sheetId: string;
  readonly area: Area;
}

/** Cells that are meant, not yet read: OFFSET, ROW and `:` ask where they lie. More than one area comes of `(A1,B2)`. */
export class Reference {
  readonly areas: readonly SheetArea[];

  constructor(areas: readonly SheetArea[]) {
    this.areas = areas;
  }
}

/** What LAMBDA gives: something to call. */
export class Closure {
  /** How many arguments it takes. */
  readonly count: number;
  readonly call: (args: readonly Operand[]) => Operand;

  constructor(count: number, call: (args: readonly Operand[]) => Operand) {
    this.count = count;
    this.call = call;
  }
}

export type Operand = Value | Matrix | Reference | Closure;

export const DIV0 = cellError('#DIV/0!');
export const NA = cellError('#N/A');
export const NAME = cellError('#NAME?');
export const NULL = cellError('#NULL!');
export const NUM = cellError('#NUM!');
export const REF = cellError('#REF!');
export const VALUE = cellError('#VALUE!');
export const SPILL = cellError('#SPILL!');
export const CALC = cellError('#CALC!');

export type Fallible<T> = T | CellError;

/** How many rows and columns a block has. */
export function sizeOf(matrix: Matrix): { readonly rows: number; readonly columns: number } {
  return { rows: matrix.length, columns: matrix[0]?.length ?? 0 };
}

export function isSingleValue(matrix: Matrix): boolean {
  const { rows, columns } = sizeOf(matrix);
  return rows === 1 && columns === 1;
}

/** One value of a block; blank outside it. */
export function valueAt(matrix: Matrix | undefined, row: number, column: number): Value {
  return matrix?.[row]?.[column] ?? null;
}

/** More values than this are no block that this host could hold; Excel holds what there is memory for. */
const MOST_CELLS = 2 ** 24;

/** Thrown where a block would be too large. */
export class TooManyCells extends Error {}

export function makeMatrix(rows: number, columns: number, at: (row: number, column: number) => Value): Matrix {
  if (rows * columns > MOST_CELLS) throw new TooManyCells(`a block of ${rows} by ${columns} cells`);
  return Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: columns }, (_column, column) => at(row, column)),
  );
}
