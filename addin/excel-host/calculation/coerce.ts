import { isCellError } from '../book/cell.ts';
import { numberOfText } from '../book/parse-typed-text.ts';
import { DIV0, type Fallible, NUM, VALUE, type Value } from './value.ts';
import type { Scope } from './scope.ts';
import { partsOfSerial } from '../book/serial-date.ts';

/** A number, as Excel's arithmetic takes it: blank is 0, TRUE is 1, a text that reads as a number or date is that number. */
export function toNumber(value: Value, scope: Scope): Fallible<number> {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return Number(value);
  if (isCellError(value)) return value;
  return numberOfText(value, () => partsOfSerial(scope.cells.now())?.year ?? 1900) ?? VALUE;
}

/** The text a value becomes when it is joined to others. */
export function toText(value: Value): Fallible<string> {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return isCellError(value) ? value : numberText(value);
}

/** A number with up to 15 digits, as General shows it where there is room. */
export function numberText(value: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(15));
  const magnitude = Math.abs(rounded);
  if (magnitude >= 1e21 || magnitude < 1e-9) {
    const [mantissa = '', power = '0'] = rounded.toExponential().split('e');
    return `${mantissa}E${power.startsWith('-') ? '-' : '+'}${power.slice(1).padStart(2, '0')}`;
  }
  const plain = String(rounded);
  return plain.includes('e') ? rounded.toFixed(20).replace(/0+$/, '') : plain;
}

/** A truth value: numbers are true unless 0; only the texts TRUE and FALSE are any. */
export function toBoolean(value: Value): Fallible<boolean> {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (typeof value === 'number') return value !== 0;
  if (isCellError(value)) return value;
  const upper = value.toUpperCase();
  return upper === 'TRUE' ? true : upper === 'FALSE' ? false : VALUE;
}

/** A result of arithmetic: what JavaScript calls infinite or no number is `#NUM!`. */
export function finite(value: number): Fallible<number> {
  return Number.isFinite(value) ? value : NUM;
}

/** A power, as `^` and POWER give it. */
export function power(base: number, exponent: number): Fallible<number> {
  if (base === 0 && exponent <= 0) return exponent === 0 ? NUM : DIV0;
  return finite(base ** exponent);
}

/** Two numbers that agree in the 15 digits Excel keeps are the same to it. */
export function sameNumber(a: number, b: number): boolean {
  if (a === b) return true;
  if (Math.abs(a - b) > Math.abs(a) * 1e-14) return false;
  return Number(a.toPrecision(15)) === Number(b.toPrecision(15));
}

/** Compares two values as `<` does: numbers before texts before truth values; texts without case; blank as the other's kind. Errors are the caller's. */
export function compareValues(left: Value, right: Value): number {
  const a = left === null ? blankLike(right) : left;
  const b = right === null ? blankLike(left) : right;
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b) ? 0 : a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return rank(a) - rank(b) || Number(a) - Number(b);
}

/** Without case; letters by their alphabet, as Excel sorts them. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

function blankLike(other: Value): Value {
  return typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;
}

function rank(value: Value): number {
  return typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;
}
