import * as formulas from '@formulajs/formulajs';
import { integer, lift1, lift2, lift3, number, optional, text } from '../calculation/declare.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { NUM, type Value } from '../calculation/value.ts';
import { library, toValue } from './library.ts';

/** A number in another base is read as text: `1100100` is as good as `"1100100"`. */
const digits = text;
const places = optional(integer, Number.NaN);

export const engineeringFunctions: Readonly<Record<string, FunctionSpec>> = {
  BIN2DEC: fromBase(2),
  BIN2HEX: between(2, 16),
  BIN2OCT: between(2, 8),
  OCT2DEC: fromBase(8),
  OCT2BIN: between(8, 2),
  OCT2HEX: between(8, 16),
  HEX2DEC: fromBase(16),
  HEX2BIN: between(16, 2),
  HEX2OCT: between(16, 8),
  DEC2BIN: lift2(integer, places, (value, length) => toBase(value, 2, length)),
  DEC2HEX: lift2(integer, places, (value, length) => toBase(value, 16, length)),
  DEC2OCT: lift2(integer, places, (value, length) => toBase(value, 8, length)),
  BITAND: bits((a, b) => a & b),
  BITOR: bits((a, b) => a | b),
  BITXOR: bits((a, b) => a ^ b),
  BITLSHIFT: lift2(number, integer, (value, by) => shifted(value, by)),
  BITRSHIFT: lift2(number, integer, (value, by) => shifted(value, -by)),
  DELTA: lift2(number, optional(number, 0), (a, b) => Number(a === b)),
  GESTEP: lift2(number, optional(number, 0), (value, step) => Number(value >= step)),
  ERF: lift2(number, optional(number, Number.NaN), (low, high) => {
    const first = toValue(formulas.ERF(low));
    if (Number.isNaN(high)) return first;
    const second = toValue(formulas.ERF(high));
    return typeof first === 'number' && typeof second === 'number' ? second - first : NUM;
  }),
  'ERF.PRECISE': library([number], (x) => formulas.ERF(x)),
  ERFC: library([number], (x) => formulas.ERFC(x)),
  'ERFC.PRECISE': library([number], (x) => formulas.ERFC(x)),
  BESSELI: bessel(formulas.BESSELI),
  BESSELJ: bessel(formulas.BESSELJ),
  BESSELK: bessel(formulas.BESSELK),
  BESSELY: bessel(formulas.BESSELY),
  CONVERT: lift3(number, text, text, (value, from, to) => {
    const [own, other] = [TEMPERATURES[from], TEMPERATURES[to]];
    if (own !== undefined && other !== undefined) return (value * own.size + own.zero - other.zero) / other.size;
    return toValue(formulas.CONVERT(value, from, to));
  }),
};

interface Temperature {
  /** Kelvin of one degree, and Kelvin at 0 degrees. */
  readonly size: number;
  readonly zero: number;
}

const CELSIUS = { size: 1, zero: 273.15 };
const FAHRENHEIT = { size: 5 / 9, zero: 273.15 - 160 / 9 };
const KELVIN = { size: 1, zero: 0 };
/** The library converts only what is a factor. */
const TEMPERATURES: Readonly<Record<string, Temperature>> = {
  C: CELSIUS,
  cel: CELSIUS,
  F: FAHRENHEIT,
  fah: FAHRENHEIT,
  K: KELVIN,
  kel: KELVIN,
  Rank: { size: 5 / 9, zero: 0 },
  Reau: { size: 1.25, zero: 273.15 },
};

/** Numbers in other bases have ten digits; the first of them holds the sign. */
function fromDigits(value: string, base: number): number | undefined {
  const clean = value.trim().toLowerCase();
  const allowed = '0123456789abcdef'.slice(0, base);
  if (clean.length > 10 || !Array.from(clean).every((digit) => allowed.includes(digit))) return undefined;
  const found = clean === '' ? 0 : Number.parseInt(clean, base);
  return found >= base ** 10 / 2 ? found - base ** 10 : found;
}

function toBase(value: number, base: number, length: number): Value {
  const half = base ** 10 / 2;
  if (value < -half || value >= half) return NUM;
  if (value < 0) return (value + base ** 10).toString(base).toUpperCase();
  const written = value.toString(base).toUpperCase();
  if (Number.isNaN(length)) return written;
  return length < written.length || length > 10 ? NUM : written.padStart(length, '0');
}

function fromBase(base: number): FunctionSpec {
  return lift1(digits, (value) => fromDigits(value, base) ?? NUM);
}

function between(from: number, to: number): FunctionSpec {
  return lift2(digits, places, (value, length) => {
    const found = fromDigits(value, from);
    return found === undefined ? NUM : toBase(found, to, length);
  });
}

function bessel(run: (x: number, order: number) => unknown): FunctionSpec {
  return lift2(number, integer, (x, order) => (order < 0 ? NUM : toValue(run(x, order))));
}

const MOST_BITS = 2 ** 48;

function bits(run: (a: bigint, b: bigint) => bigint): FunctionSpec {
  return lift2(number, number, (a, b) => {
    const isWhole = [a, b].every((each) => Number.isInteger(each) && each >= 0 && each < MOST_BITS);
    return isWhole ? Number(run(BigInt(a), BigInt(b))) : NUM;
  });
}

function shifted(value: number, by: number): Value {
  if (!Number.isInteger(value) || value < 0 || value >= MOST_BITS || Math.abs(by) > 53) return NUM;
  const result = Math.floor(value * 2 ** by);
  return result >= MOST_BITS ? NUM : result;
}
