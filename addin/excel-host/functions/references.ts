import { SHEET_COLUMNS, SHEET_ROWS, isOnSheet } from '../book/area.ts';
import { columnName, quoteSheetName } from '../book/address.ts';
import { isCellError } from '../book/cell.ts';
import { lift1, matrixOf, optional, overOperands, overValues, single, text, boolean } from '../calculation/declare.ts';
import { evaluate } from '../calculation/evaluate.ts';
import { toNumber, toText, toBoolean } from '../calculation/coerce.ts';
import { lackingError } from '../calculation/lacking.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { REF, Reference, VALUE, type Value, makeMatrix, sizeOf } from '../calculation/value.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { areaArgument, integerArgument, transposed } from './arguments.ts';

/** Functions that are about where cells lie. */
export const referenceFunctions: Readonly<Record<string, FunctionSpec>> = {
  ROW: overOperands(0, 1, ([operand], scope) => {
    if (operand === undefined) return scope.row + 1;
    const found = areaArgument(operand);
    if (isCellError(found)) return found;
    const { row, rowCount } = found.area;
    return makeMatrix(rowCount, 1, (offset) => row + offset + 1);
  }),
  COLUMN: overOperands(0, 1, ([operand], scope) => {
    if (operand === undefined) return scope.column + 1;
    const found = areaArgument(operand);
    if (isCellError(found)) return found;
    const { column, columnCount } = found.area;
    return makeMatrix(1, columnCount, (_row, offset) => column + offset + 1);
  }),
  ROWS: overOperands(1, 1, ([operand], scope) => {
    if (isCellError(operand)) return operand;
    const found = areaArgument(operand);
    return isCellError(found) ? sizeOf(matrixOf(operand, scope)).rows : found.area.rowCount;
  }),
  COLUMNS: overOperands(1, 1, ([operand], scope) => {
    if (isCellError(operand)) return operand;
    const found = areaArgument(operand);
    return isCellError(found) ? sizeOf(matrixOf(operand, scope)).columns : found.area.columnCount;
  }),
  AREAS: overOperands(1, 1, ([operand]) => (operand instanceof Reference ? operand.areas.length : VALUE)),
  TRANSPOSE: overOperands(1, 1, ([operand], scope) => transposed(matrixOf(operand, scope))),
  OFFSET: overOperands(3, 5, ([start, down, right, height, width], scope) => {
    const found = areaArgument(start);
    if (isCellError(found)) return found;
    const { sheetId, area } = found;
    const rows = integerArgument(down, 0, scope);
    const columns = integerArgument(right, 0, scope);
    const rowCount = integerArgument(height ?? undefined, area.rowCount, scope);
    const columnCount = integerArgument(width ?? undefined, area.columnCount, scope);
    if (isCellError(rows)) return rows;
    if (isCellError(columns)) return columns;
    if (isCellError(rowCount)) return rowCount;
    if (isCellError(columnCount)) return columnCount;
    const moved = {
      row: area.row + rows + Math.min(0, rowCount + 1),
      column: area.column + columns + Math.min(0, columnCount + 1),
      rowCount: Math.abs(rowCount),
      columnCount: Math.abs(columnCount),
    };
    return isOnSheet(moved) ? new Reference([{ sheetId, area: moved }]) : REF;
  }),
  INDIRECT: overOperands(1, 2, ([operand, isA1], scope) => {
    const address = single(text, operand, scope);
    if (isCellError(address)) return address;
    if (single(optional(boolean, true), isA1, scope) === false) return lackingError('INDIRECT with R1C1 addresses');
    const formula = parseFormula(`=${address.trim()}`);
    const kind = formula?.expression.kind;
    if (formula === undefined || kind === 'call' || kind === 'binary') return REF;
    const found = evaluate(formula.expression, scope);
    return found instanceof Reference ? found : REF;
  }),
  ADDRESS: overValues(2, 5, ([row = null, column = null, kind = 1, a1 = true, sheet], scope) => {
    const [r, c, fixed] = [toNumber(row, scope), toNumber(column, scope), kind === null ? 1 : toNumber(kind, scope)];
    const [isA1, sheetName] = [toBoolean(a1), sheet === undefined ? undefined : toText(sheet)];
    if (isCellError(r)) return r;
    if (isCellError(c)) return c;
    if (isCellError(fixed)) return fixed;
    if (isCellError(isA1)) return isA1;
    if (isCellError(sheetName)) return sheetName;
    return address(Math.trunc(r), Math.trunc(c), Math.trunc(fixed), isA1, sheetName);
  }),
  HYPERLINK: overValues(1, 2, ([link = null, label]) => label ?? link),
  ENCODEURL: lift1(text, (value) =>
    encodeURIComponent(value).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
};

function address(row: number, column: number, fixed: number, isA1: boolean, sheetName: string | undefined): Value {
  if (row < 1 || column < 1 || row > SHEET_ROWS || column > SHEET_COLUMNS || fixed < 1 || fixed > 4) return VALUE;
  const isRowFixed = fixed <= 2;
  const isColumnFixed = fixed === 1 || fixed === 3;
  const cell = isA1
    ? `${isColumnFixed ? '$' : ''}${columnName(column - 1)}${isRowFixed ? '$' : ''}${row}`
    : `R${isRowFixed ? row : `[${row}]`}C${isColumnFixed ? column : `[${column}]`}`;
  if (sheetName === undefined) return cell;
  const bracket = sheetName.startsWith('[') ? `'${sheetName}'` : quoteSheetName(sheetName);
  return sheetName === '' ? `!${cell}` : `${bracket}!${cell}`;
}
