import { isCellError } from '../book/cell.ts';
import { MANY, numbersOf, overNumbers, overOperands, lazy } from '../calculation/declare.ts';
import { evaluate, read } from '../calculation/evaluate.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import { DIV0, type Fallible, NUM, type Operand, Reference, VALUE, type Value } from '../calculation/value.ts';
import { toNumber } from '../calculation/coerce.ts';
import type { Expression } from '../formula/expression.ts';
import { listOf, numberArgument } from './arguments.ts';
import { total } from './math.ts';
import { median, modes, percentile, percentileExclusive, nth, variance } from './ordered.ts';

const MISSING: Expression = { kind: 'missing' };

const least = (numbers: readonly number[]): number =>
  numbers.reduce((smallest, each) => Math.min(smallest, each), numbers[0] ?? 0);
const most = (numbers: readonly number[]): number =>
  numbers.reduce((largest, each) => Math.max(largest, each), numbers[0] ?? 0);
const product = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((all, each) => all * each, 1);

export function mean(numbers: readonly number[]): Fallible<number> {
  return numbers.length === 0 ? DIV0 : total(numbers) / numbers.length;
}

const deviation = (isSample: boolean) => (numbers: readonly number[]) => {
  const found = variance(numbers, isSample);
  return isCellError(found) ? found : Math.sqrt(found);
};

/** What SUBTOTAL and AGGREGATE can do, by number. */
const NUMBERED: readonly ((numbers: readonly number[]) => Value)[] = [
  mean,
  (numbers) => numbers.length,
  (numbers) => numbers.length,
  most,
  least,
  product,
  deviation(true),
  deviation(false),
  total,
  (numbers) => variance(numbers, true),
  (numbers) => variance(numbers, false),
  median,
  (numbers) => modes(numbers)[0] ?? NUM,
];

export const aggregateFunctions: Readonly<Record<string, FunctionSpec>> = {
  AVERAGE: overNumbers(mean),
  MIN: overNumbers(least),
  MAX: overNumbers(most),
  COUNT: overOperands(1, MANY, (operands, scope) =>
    operands.reduce<number>((sum, operand) => sum + countNumbers(operand, scope), 0),
  ),
  COUNTA: overOperands(1, MANY, (operands, scope) =>
    operands.reduce<number>((sum, operand) => sum + filled(operand, scope).length, 0),
  ),
  COUNTBLANK: overOperands(1, 1, ([operand = null], scope) => {
    if (isCellError(operand)) return operand;
    if (!(operand instanceof Reference)) return VALUE;
    let count = 0;
    for (const area of operand.areas) {
      count += area.area.rowCount * area.area.columnCount;
      scope.cells.eachFilled(area, (value) => (count -= value === '' ? 0 : 1));
    }
    return count;
  }),
  AVERAGEA: overAll(mean),
  MINA: overAll(least),
  MAXA: overAll(most),
  STDEVA: overAll(deviation(true)),
  STDEVPA: overAll(deviation(false)),
  VARA: overAll((numbers) => variance(numbers, true)),
  VARPA: overAll((numbers) => variance(numbers, false)),
  SUBTOTAL: lazy(2, MANY, ([code = MISSING, ...ranges], scope) => {
    const number = numberArgument(evaluate(code, scope), scope);
    if (isCellError(number)) return number;
    const kind = Math.trunc(number > 100 ? number - 100 : number);
    if (kind > 11) return VALUE;
    const leftOut = { subtotals: true, errors: false, hidden: number > 100, filtered: true };
    return combine(
      kind,
      references(
        ranges.map((range) => evaluate(range, scope)),
        leftOut,
        scope,
      ),
    );
  }),
  AGGREGATE: lazy(3, MANY, ([code = MISSING, option = MISSING, ...rest], scope) => {
    const number = numberArgument(evaluate(code, scope), scope);
    const options = numberArgument(evaluate(option, scope), scope);
    if (isCellError(number)) return number;
    if (isCellError(options)) return options;
    if (number >= 20 || options < 0 || options >= 8) return VALUE;
    const leftOut = {
      subtotals: options < 4,
      errors: [2, 3, 6, 7].includes(Math.trunc(options)),
      hidden: [1, 3, 5, 7].includes(Math.trunc(options)),
      filtered: [1, 3, 5, 7].includes(Math.trunc(options)),
    };
    const operands = rest.map((each) => evaluate(each, scope));
    const kind = Math.trunc(number);
    if (kind <= 13) return combine(kind, references(operands, leftOut, scope));
    const [array = null, k] = operands;
    const values = references([array], leftOut, scope);
    const place = k === undefined ? VALUE : numberArgument(k, scope);
    const numbers = onlyNumbers(values);
    if (isCellError(numbers)) return numbers;
    return isCellError(place) ? place : ranked(kind, numbers, place);
  }),
};

function ranked(kind: number, numbers: readonly number[], k: number): Value {
  switch (kind) {
    case 14:
      return nth(numbers, k, true);
    case 15:
      return nth(numbers, k, false);
    case 16:
      return percentile(numbers, k);
    case 17:
      return percentile(numbers, Math.trunc(k) / 4);
    case 18:
      return percentileExclusive(numbers, k);
    default:
      return percentileExclusive(numbers, Math.trunc(k) / 4);
  }
}

interface LeftOut {
  readonly subtotals: boolean;
  readonly errors: boolean;
  readonly hidden: boolean;
  readonly filtered: boolean;
}

/** Values of references, without what is to be left out; undefined where an argument is no reference. */
function references(operands: readonly Operand[], leftOut: LeftOut, scope: Scope): Fallible<Value[]> {
  const values: Value[] = [];
  for (const operand of operands) {
    if (isCellError(operand)) return operand;
    if (!(operand instanceof Reference)) {
      // AGGREGATE takes blocks in its second form; nothing of them can be hidden.
      values.push(...listOf(operand, scope).filter((value) => !leftOut.errors || !isCellError(value)));
      continue;
    }
    for (const area of operand.areas) {
      scope.cells.eachFilled(area, (value, row, column) => {
        if (leftOut.errors && isCellError(value)) return;
        if (leftOut.subtotals && scope.cells.isSubtotal(area.sheetId, row, column)) return;
        if (leftOut.hidden ? !scope.cells.isShown(area.sheetId, row) : isFilteredOut(leftOut, area.sheetId, row, scope))
          return;
        values.push(value);
      });
    }
  }
  return values;
}

function isFilteredOut(leftOut: LeftOut, sheetId: string, row: number, scope: Scope): boolean {
  return leftOut.filtered && scope.cells.isFilteredOut(sheetId, row);
}

function combine(kind: number, values: Fallible<Value[]>): Value {
  if (isCellError(values)) return values;
  if (kind === 3) return values.length;
  if (kind === 2) return values.filter((value) => typeof value === 'number').length;
  const numbers = onlyNumbers(values);
  return isCellError(numbers) ? numbers : (NUMBERED[kind - 1]?.(numbers) ?? VALUE);
}

function onlyNumbers(values: Fallible<Value[]>): Fallible<number[]> {
  if (isCellError(values)) return values;
  const failed = values.find(isCellError);
  return failed ?? values.filter((value) => typeof value === 'number');
}

function countNumbers(operand: Operand, scope: Scope): number {
  if (operand instanceof Reference) {
    let count = 0;
    for (const area of operand.areas) {
      scope.cells.eachFilled(area, (value) => (count += typeof value === 'number' ? 1 : 0));
    }
    return count;
  }
  const value = read(operand, scope);
  if (Array.isArray(value)) return value.flat().filter((each) => typeof each === 'number').length;
  return isCellError(value) || isCellError(toNumber(value, scope)) ? 0 : 1;
}

function filled(operand: Operand, scope: Scope): Value[] {
  if (operand instanceof Reference) {
    const values: Value[] = [];
    for (const area of operand.areas) scope.cells.eachFilled(area, (value) => values.push(value));
    return values;
  }
  const value = read(operand, scope);
  return Array.isArray(value) ? value.flat().filter((each) => each !== null) : [value];
}

/** The functions ending in A: texts in references are 0, truth values 1 and 0. */
function overAll(run: (numbers: readonly number[]) => Value): FunctionSpec {
  return overOperands(1, MANY, (operands, scope) => {
    const numbers: number[] = [];
    for (const operand of operands) {
      if (!(operand instanceof Reference)) {
        const own = numbersOf([operand], scope);
        if (isCellError(own)) return own;
        numbers.push(...own);
        continue;
      }
      for (const value of filled(operand, scope)) {
        if (isCellError(value)) return value;
        numbers.push(typeof value === 'number' ? value : Number(value === true));
      }
    }
    return run(numbers);
  });
}
