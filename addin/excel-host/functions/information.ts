import { isCellError } from '../book/cell.ts';
import { liftRaw, lift1, overOperands } from '../calculation/declare.ts';
import { read, readSingle } from '../calculation/evaluate.ts';
import { lackingError } from '../calculation/lacking.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { Closure, NA, Reference, REF, VALUE, type Value } from '../calculation/value.ts';
import { toNumber } from '../calculation/coerce.ts';
import { areaArgument } from './arguments.ts';

export const informationFunctions: Readonly<Record<string, FunctionSpec>> = {
  ISBLANK: liftRaw((value) => value === null),
  ISERROR: liftRaw((value) => known(value, isCellError(value))),
  ISERR: liftRaw((value) => known(value, isCellError(value) && value !== NA)),
  ISNA: liftRaw((value) => known(value, value === NA)),
  ISNUMBER: liftRaw((value) => known(value, typeof value === 'number')),
  ISTEXT: liftRaw((value) => known(value, typeof value === 'string')),
  ISNONTEXT: liftRaw((value) => known(value, typeof value !== 'string')),
  ISLOGICAL: liftRaw((value) => known(value, typeof value === 'boolean')),
  ISREF: overOperands(1, 1, ([operand]) => operand instanceof Reference),
  ISFORMULA: overOperands(1, 1, ([operand], scope) => {
    const found = areaArgument(operand);
    if (isCellError(found)) return found;
    const { sheetId, area } = found;
    return scope.cells.formulaText(sheetId, area.row, area.column) !== undefined;
  }),
  FORMULATEXT: overOperands(1, 1, ([operand], scope) => {
    const found = areaArgument(operand);
    if (isCellError(found)) return found;
    return scope.cells.formulaText(found.sheetId, found.area.row, found.area.column) ?? NA;
  }),
  ISEVEN: parity(0),
  ISODD: parity(1),
  N: liftRaw((value) => (isCellError(value) || typeof value === 'number' ? value : value === true ? 1 : 0)),
  T: liftRaw((value) => (isCellError(value) || typeof value === 'string' ? value : '')),
  NA: overOperands(0, 0, () => NA),
  TYPE: overOperands(1, 1, ([operand = null], scope) => {
    if (operand instanceof Closure) return 128;
    const value = read(operand, scope);
    if (Array.isArray(value)) return 64;
    if (isCellError(value)) return 16;
    return typeof value === 'string' ? 2 : typeof value === 'boolean' ? 4 : 1;
  }),
  'ERROR.TYPE': liftRaw((value) => {
    if (!isCellError(value)) return NA;
    return known(value, ERROR_NUMBERS[value.error] ?? 8);
  }),
  SHEET: overOperands(0, 1, ([operand], scope) => {
    const names = scope.cells.sheetNames();
    const place = (name: string): number => names.findIndex((known) => known.toLowerCase() === name.toLowerCase()) + 1;
    if (operand === undefined) return place(scope.cells.sheetName(scope.sheetId));
    if (operand instanceof Reference) {
      const found = areaArgument(operand);
      return isCellError(found) ? found : place(scope.cells.sheetName(found.sheetId));
    }
    const value = readSingle(operand, scope);
    if (isCellError(value)) return value;
    return place(String(value)) || NA;
  }),
  SHEETS: overOperands(0, 1, ([operand], scope) => {
    if (operand === undefined) return scope.cells.sheetNames().length;
    const found = areaArgument(operand);
    return isCellError(found) ? REF : 1;
  }),
};

const ERROR_NUMBERS: Readonly<Record<string, number>> = {
  '#NULL!': 1,
  '#DIV/0!': 2,
  '#VALUE!': 3,
  '#REF!': 4,
  '#NAME?': 5,
  '#NUM!': 6,
  '#N/A': 7,
  '#SPILL!': 9,
  '#CALC!': 14,
};

/** An answer about a value, unless this host does not know the value itself. */
function known(value: Value, answer: Value): Value {
  return isCellError(value) && value.lacking !== undefined ? lackingError(value.lacking) : answer;
}

function parity(rest: number): FunctionSpec {
  return lift1(
    { read: (value, scope) => (typeof value === 'boolean' ? VALUE : toNumber(value, scope)) },
    (value) => Math.abs(Math.trunc(value) % 2) === rest,
  );
}
