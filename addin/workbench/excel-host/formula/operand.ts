import type { Area } from '../book/area.ts';
import { type CellError, type Scalar, cellError, isCellError } from '../book/cell.ts';
import type { Expression } from './parse-formula.ts';
import type { TableReference } from './table-reference.ts';

/** What a formula can see of the book. */
export interface FormulaSurroundings {
  /** The cell that holds the formula. */
  readonly row: number;
  readonly column: number;
  /** Values of an area by rows; the sheet's name undefined = the formula's own. Undefined where there is no such sheet. */
  readArea(sheetName: string | undefined, area: Area): Scalar[][] | undefined;
  /** The area and sheet of a structured reference; undefined where there is none. */
  findTable(reference: TableReference): { sheetName: string; area: Area } | undefined;
  /** The expression of a defined name. */
  findName(name: string): Expression | undefined;
  /** Shown and not hidden by a filter: what SUBTOTAL counts. */
  isShown(sheetName: string | undefined, row: number): boolean;
}

/** A value, or a block of them where a reference gives several. */
export type Operand = Scalar | Scalar[][];

export type Evaluate = (expression: Expression, surroundings: FormulaSurroundings) => Operand;

/** One value of an operand: a block of several is `#VALUE!` (this evaluator does not spill). */
export function single(operand: Operand): Scalar {
  if (!Array.isArray(operand)) return operand;
  const value = operand[0]?.[0];
  return operand.length === 1 && operand[0]?.length === 1 && value !== undefined ? value : cellError('#VALUE!');
}

/** A number, as Excel's arithmetic takes it: blank is 0, TRUE is 1, a text that reads as a number is that number. */
export function toNumber(value: Scalar): number | CellError {
  if (typeof value === 'number' || isCellError(value)) return value;
  if (typeof value === 'boolean') return Number(value);
  if (value === '') return 0;
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? cellError('#VALUE!') : number;
}

export function textOf(value: Scalar): string {
  if (isCellError(value)) return value.error;
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}
