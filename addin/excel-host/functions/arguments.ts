import { isCellError } from '../book/cell.ts';
import { toNumber } from '../calculation/coerce.ts';
import { read, readSingle } from '../calculation/evaluate.ts';
import type { Scope } from '../calculation/scope.ts';
import {
  type Fallible,
  type Matrix,
  type Operand,
  Reference,
  type SheetArea,
  VALUE,
  type Value,
} from '../calculation/value.ts';

/** One number of an argument, of a block its first. */
export function numberArgument(operand: Operand, scope: Scope): Fallible<number> {
  return toNumber(readSingle(operand, scope), scope);
}

/** A whole number of an argument that may be left out. */
export function integerArgument(operand: Operand | undefined, absent: number, scope: Scope): Fallible<number> {
  if (operand === undefined) return absent;
  const found = numberArgument(operand, scope);
  return isCellError(found) ? found : Math.trunc(found);
}

/** The cells an argument means; an error where it is no reference to one area. */
export function areaArgument(operand: Operand | undefined): Fallible<SheetArea> {
  if (isCellError(operand)) return operand;
  const [only, ...others] = operand instanceof Reference ? operand.areas : [];
  return only === undefined || others.length > 0 ? VALUE : only;
}

/** All values of an argument in one list, by rows. */
export function listOf(operand: Operand | undefined, scope: Scope): Value[] {
  if (operand instanceof Reference) {
    return operand.areas.flatMap((area) => scope.cells.matrix(area).flat());
  }
  const value = operand === undefined ? null : read(operand, scope);
  return Array.isArray(value) ? value.flat() : [value];
}

export function transposed(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? null));
}
