import { isCellError } from '../book/cell.ts';
import {
  MANY,
  integer,
  lift1,
  lift2,
  lift3,
  matrixOf,
  mapped,
  number,
  optional,
  overNumbers,
  overOperands,
  text,
  numbersOf,
  single,
} from '../calculation/declare.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { DIV0, type Matrix, NA, NUM, VALUE, type Value, makeMatrix, sizeOf } from '../calculation/value.ts';
import { power } from '../calculation/coerce.ts';
import { numberArgument } from './arguments.ts';
import { lackingError } from '../calculation/lacking.ts';
import { eliminate } from './eliminate.ts';
import { ceilTo, roundTo, tidy, truncTo } from './round.ts';

const one = (run: (value: number) => Value): FunctionSpec => lift1(number, run);

export const mathFunctions: Readonly<Record<string, FunctionSpec>> = {
  ABS: one(Math.abs),
  SIGN: one(Math.sign),
  SQRT: one(Math.sqrt),
  SQRTPI: one((value) => Math.sqrt(value * Math.PI)),
  EXP: one(Math.exp),
  LN: one(Math.log),
  LOG10: one(Math.log10),
  LOG: lift2(number, optional(number, 10), (value, base) => {
    if (value <= 0 || base <= 0) return NUM;
    if (base === 1) return DIV0;
    return base === 10 ? Math.log10(value) : base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base);
  }),
  POWER: lift2(number, number, power),
  PI: overOperands(0, 0, () => Math.PI),
  SIN: one(Math.sin),
  COS: one(Math.cos),
  TAN: one(Math.tan),
  COT: one((value) => (value === 0 ? DIV0 : 1 / Math.tan(value))),
  SEC: one((value) => 1 / Math.cos(value)),
  CSC: one((value) => (value === 0 ? DIV0 : 1 / Math.sin(value))),
  ASIN: one(Math.asin),
  ACOS: one(Math.acos),
  ATAN: one(Math.atan),
  ACOT: one((value) => Math.PI / 2 - Math.atan(value)),
  ATAN2: lift2(number, number, (x, y) => (x === 0 && y === 0 ? DIV0 : Math.atan2(y, x))),
  SINH: one(Math.sinh),
  COSH: one(Math.cosh),
  TANH: one(Math.tanh),
  COTH: one((value) => (value === 0 ? DIV0 : 1 / Math.tanh(value))),
  SECH: one((value) => 1 / Math.cosh(value)),
  CSCH: one((value) => (value === 0 ? DIV0 : 1 / Math.sinh(value))),
  ASINH: one(Math.asinh),
  ACOSH: one(Math.acosh),
  ATANH: one(Math.atanh),
  ACOTH: one((value) => Math.atanh(1 / value)),
  DEGREES: one((value) => (value * 180) / Math.PI),
  RADIANS: one((value) => (value * Math.PI) / 180),
  INT: one((value) => Math.floor(tidy(value))),
  TRUNC: lift2(number, optional(integer, 0), truncTo),
  ROUND: lift2(number, integer, roundTo),
  ROUNDUP: lift2(number, integer, ceilTo),
  ROUNDDOWN: lift2(number, integer, truncTo),
  MROUND: lift2(number, number, (value, multiple) => {
    if (multiple === 0) return 0;
    if (value * multiple < 0) return NUM;
    return roundTo(value / multiple, 0) * multiple;
  }),
  CEILING: lift2(number, number, (value, significance) => {
    if (significance === 0) return 0;
    if (value > 0 && significance < 0) return NUM;
    return Math.ceil(tidy(value / significance)) * significance;
  }),
  FLOOR: lift2(number, number, (value, significance) => {
    if (value === 0) return 0;
    if (significance === 0) return DIV0;
    if (value > 0 && significance < 0) return NUM;
    return Math.floor(tidy(value / significance)) * significance;
  }),
  'CEILING.MATH': toMultiple(Math.ceil, true),
  'FLOOR.MATH': toMultiple(Math.floor, false),
  'CEILING.PRECISE': lift2(number, optional(number, 1), (value, step) => multiple(Math.ceil, value, step)),
  'ISO.CEILING': lift2(number, optional(number, 1), (value, step) => multiple(Math.ceil, value, step)),
  'FLOOR.PRECISE': lift2(number, optional(number, 1), (value, step) => multiple(Math.floor, value, step)),
  EVEN: one((value) => awayFromZero(value, (size) => Math.ceil(tidy(size) / 2) * 2)),
  ODD: one((value) => awayFromZero(value, (size) => Math.max(1, Math.ceil((tidy(size) - 1) / 2) * 2 + 1))),
  MOD: lift2(number, number, (value, divisor) => {
    if (divisor === 0) return DIV0;
    const rest = value - divisor * Math.floor(tidy(value / divisor));
    return Math.abs(rest) < Math.abs(value) * 1e-15 ? 0 : rest;
  }),
  QUOTIENT: lift2(number, number, (value, divisor) => (divisor === 0 ? DIV0 : Math.trunc(value / divisor))),
  GCD: overNumbers((numbers) => wholeNumbers(numbers, (all) => all.reduce(gcd, 0))),
  LCM: overNumbers((numbers) =>
    wholeNumbers(numbers, (all) => all.reduce((a, b) => (a === 0 ? 0 : (a / gcd(a, b)) * b), 1)),
  ),
  FACT: one((value) => (value < 0 || value >= 171 ? NUM : factorial(Math.trunc(value), 1))),
  FACTDOUBLE: one((value) => (value < -1 ? NUM : factorial(Math.trunc(value), 2))),
  COMBIN: lift2(integer, integer, combinations),
  COMBINA: lift2(integer, integer, (n, k) => (n === 0 && k === 0 ? 1 : combinations(n + k - 1, k))),
  PERMUT: lift2(integer, integer, (n, k) => {
    if (n <= 0 || k < 0 || n < k) return NUM;
    let product = 1;
    for (let at = 0; at < k; at += 1) product *= n - at;
    return product;
  }),
  PERMUTATIONA: lift2(integer, integer, (n, k) => (n < 0 || k < 0 ? NUM : n ** k)),
  MULTINOMIAL: overNumbers((numbers) => {
    if (numbers.some((each) => each < 0)) return NUM;
    let total = 0;
    let result = 1;
    for (const each of numbers.map(Math.trunc)) {
      for (let at = 1; at <= each; at += 1) result = (result * (total + at)) / at;
      total += each;
    }
    return Math.round(result);
  }),
  ROMAN: lift2(integer, optional(number, 0), (value, form) => {
    if (value < 0 || value > 3999) return VALUE;
    return form === 0 ? roman(value) : lackingError('ROMAN in a concise form');
  }),
  ARABIC: lift1(text, arabic),
  BASE: lift3(integer, integer, optional(integer, 0), (value, radix, length) => {
    if (value < 0 || radix < 2 || radix > 36 || length < 0 || length > 255) return NUM;
    return value.toString(radix).toUpperCase().padStart(length, '0');
  }),
  DECIMAL: lift2(text, integer, (value, radix) => {
    if (radix < 2 || radix > 36) return NUM;
    const digits = value.trim().toLowerCase();
    const allowed = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix);
    if (!Array.from(digits).every((digit) => allowed.includes(digit))) return NUM;
    return digits === '' ? 0 : Number.parseInt(digits, radix);
  }),
  RAND: overOperands(0, 0, (_operands, scope) => scope.cells.random()),
  RANDBETWEEN: lift2(number, number, (low, high, scope) => {
    const [least, most] = [Math.ceil(low), Math.floor(high)];
    return least > most ? NUM : least + Math.floor(scope.cells.random() * (most - least + 1));
  }),
  SERIESSUM: overOperands(4, 4, ([base, first, step, factors = null], scope) => {
    const [x, n, m] = [single(number, base, scope), single(number, first, scope), single(number, step, scope)];
    if (isCellError(x)) return x;
    if (isCellError(n)) return n;
    if (isCellError(m)) return m;
    const coefficients = numbersOf([factors], scope);
    return mapped(coefficients, (all) => all.reduce((sum, each, index) => sum + each * x ** (n + index * m), 0));
  }),
  SUMSQ: overNumbers((numbers) => numbers.reduce((sum, each) => sum + each * each, 0)),
  SUMX2MY2: pairSum((x, y) => x * x - y * y),
  SUMX2PY2: pairSum((x, y) => x * x + y * y),
  SUMXMY2: pairSum((x, y) => (x - y) ** 2),
  MMULT: overOperands(2, 2, ([left, right], scope) => {
    const [a, b] = [numericMatrix(matrixOf(left, scope)), numericMatrix(matrixOf(right, scope))];
    if (a === undefined || b === undefined || (a[0]?.length ?? 0) !== b.length) return VALUE;
    return makeMatrix(a.length, b[0]?.length ?? 0, (row, column) =>
      b.reduce((sum, line, index) => sum + (a[row]?.[index] ?? 0) * (line[column] ?? 0), 0),
    );
  }),
  MDETERM: overOperands(1, 1, ([operand], scope) => {
    const matrix = squareMatrix(matrixOf(operand, scope));
    return matrix === undefined ? VALUE : eliminate(matrix).determinant;
  }),
  MINVERSE: overOperands(1, 1, ([operand], scope) => {
    const matrix = squareMatrix(matrixOf(operand, scope));
    if (matrix === undefined) return VALUE;
    const { determinant, inverse } = eliminate(matrix);
    return determinant === 0 ? NUM : inverse;
  }),
  MUNIT: overOperands(1, 1, ([operand = null], scope) => {
    const size = numberArgument(operand, scope);
    if (isCellError(size)) return size;
    return size < 1 ? VALUE : makeMatrix(Math.trunc(size), Math.trunc(size), (row, column) => Number(row === column));
  }),
  PERCENTOF: overOperands(2, 2, ([some = null, whole = null], scope) => {
    const [part, all] = [numbersOf([some], scope), numbersOf([whole], scope)];
    if (isCellError(part)) return part;
    if (isCellError(all)) return all;
    const sum = total(all);
    return sum === 0 ? DIV0 : total(part) / sum;
  }),
  SUM: overNumbers(total),
  PRODUCT: overNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((product, each) => product * each, 1))),
  SUMPRODUCT: overOperands(1, MANY, ([first, ...others], scope) => {
    const block = matrixOf(first, scope);
    const { rows, columns } = sizeOf(block);
    let products = block.flat();
    for (const other of others) {
      const factors = matrixOf(other, scope);
      if (sizeOf(factors).rows !== rows || sizeOf(factors).columns !== columns) return VALUE;
      const list = factors.flat();
      products = products.map((product, index) => multiplied(product, list[index] ?? null));
    }
    const failed = products.find(isCellError);
    return failed ?? total(products.map((product) => factorOf(product)));
  }),
};

export function total(numbers: readonly number[]): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}

/** The product of two cells: texts and truth values count as 0, an error spreads. */
function multiplied(left: Value, right: Value): Value {
  if (isCellError(left)) return left;
  return isCellError(right) ? right : factorOf(left) * factorOf(right);
}

function factorOf(value: Value): number {
  return typeof value === 'number' ? value : 0;
}

function toMultiple(round: (value: number) => number, isUp: boolean): FunctionSpec {
  return lift3(number, optional(number, 1), optional(number, 0), (value, significance, mode) => {
    if (significance === 0 || value === 0) return 0;
    const step = Math.abs(significance);
    if (value < 0 && mode !== 0) return -(isUp ? Math.ceil : Math.floor)(tidy(-value / step)) * step;
    return round(tidy(value / step)) * step;
  });
}

function multiple(round: (value: number) => number, value: number, step: number): number {
  return step === 0 ? 0 : round(tidy(value / Math.abs(step))) * Math.abs(step);
}

function awayFromZero(value: number, round: (size: number) => number): number {
  return value < 0 ? -round(-value) : round(value);
}

function wholeNumbers(numbers: readonly number[], run: (numbers: readonly number[]) => number): Value {
  if (numbers.some((each) => each < 0 || each >= 2 ** 53)) return NUM;
  return run(numbers.map(Math.trunc));
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function factorial(value: number, step: number): number {
  let product = 1;
  for (let at = value; at > 1; at -= step) product *= at;
  return product;
}

export function combinations(n: number, k: number): Value {
  if (k < 0 || n < k) return NUM;
  let result = 1;
  for (let at = 1; at <= k; at += 1) result = (result * (n - k + at)) / at;
  return Math.round(result);
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  let rest = value;
  let out = '';
  for (const [size, letters] of ROMAN) {
    while (rest >= size) {
      out += letters;
      rest -= size;
    }
  }
  return out;
}

function arabic(value: string): Value {
  const letters = value.trim().toUpperCase().replace(/^-/, '');
  const sizes = Array.from(letters).map((letter) => ROMAN.find(([, known]) => known === letter)?.[0]);
  let sum = 0;
  for (const [index, size] of sizes.entries()) {
    if (size === undefined) return VALUE;
    sum += size < (sizes[index + 1] ?? 0) ? -size : size;
  }
  return value.trim().startsWith('-') ? -sum : sum;
}

function pairSum(run: (x: number, y: number) => number): FunctionSpec {
  return overOperands(2, 2, ([left, right], scope) => {
    const [a, b] = [matrixOf(left, scope), matrixOf(right, scope)];
    const [xs, ys] = [a.flat(), b.flat()];
    if (xs.length !== ys.length) return NA;
    let sum = 0;
    for (const [index, x] of xs.entries()) {
      const y = ys[index];
      if (isCellError(x)) return x;
      if (isCellError(y)) return y;
      if (typeof x === 'number' && typeof y === 'number') sum += run(x, y);
    }
    return sum;
  });
}

function numericMatrix(matrix: Matrix): number[][] | undefined {
  const numbers = matrix.map((row) => row.filter((value) => typeof value === 'number'));
  return numbers.every((row, index) => row.length === matrix[index]?.length) ? numbers : undefined;
}

function squareMatrix(matrix: Matrix): number[][] | undefined {
  const numbers = numericMatrix(matrix);
  return numbers?.every((row) => row.length === numbers.length) === true ? numbers : undefined;
}
