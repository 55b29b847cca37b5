import { type Matrix, NA, type Value, makeMatrix, sizeOf } from './value.ts';

/**
 * Applies a function of single values to values and blocks: a single row, column or value is repeated, and where the
 * shapes do not meet stands `#N/A`, as in Excel.
 */
export function broadcast(
  operands: readonly (Value | Matrix)[],
  run: (values: readonly Value[]) => Value,
): Value | Matrix {
  let rows = 1;
  let columns = 1;
  let isBlock = false;
  for (const operand of operands) {
    if (!Array.isArray(operand)) continue;
    isBlock = true;
    const size = sizeOf(operand);
    rows = Math.max(rows, size.rows);
    columns = Math.max(columns, size.columns);
  }
  if (!isBlock) return run(operands.map((operand) => (Array.isArray(operand) ? null : operand)));
  return makeMatrix(rows, columns, (row, column) => run(operands.map((operand) => elementAt(operand, row, column))));
}

function elementAt(operand: Value | Matrix, row: number, column: number): Value {
  if (!Array.isArray(operand)) return operand;
  const line = operand.length === 1 ? operand[0] : operand[row];
  const value = line?.length === 1 ? line[0] : line?.[column];
  return value === undefined ? NA : value;
}
