import { readSingle } from '../calculation/evaluate.ts';
import { isCellError } from '../book/cell.ts';
import { displayText } from '../book/format-number.ts';
import { numberText, toNumber, toText } from '../calculation/coerce.ts';
import {
  MANY,
  anything,
  integer,
  lift1,
  lift2,
  lift3,
  matrixOf,
  number,
  optional,
  overOperands,
  overValues,
  single,
  text,
  boolean,
} from '../calculation/declare.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import { type Fallible, NA, type Operand, VALUE, type Value } from '../calculation/value.ts';
import { integerArgument, listOf } from './arguments.ts';
import { wildcardSource } from './criteria.ts';
import { roundTo } from './round.ts';

/** The longest text a cell holds. */
const LONGEST = 32_767;

export const textFunctions: Readonly<Record<string, FunctionSpec>> = {
  LEN: lift1(text, (value) => value.length),
  LENB: lift1(text, (value) => value.length),
  LEFT: lift2(text, optional(integer, 1), (value, count) => (count < 0 ? VALUE : value.slice(0, count))),
  LEFTB: lift2(text, optional(integer, 1), (value, count) => (count < 0 ? VALUE : value.slice(0, count))),
  RIGHT: lift2(text, optional(integer, 1), (value, count) => rightOf(value, count)),
  RIGHTB: lift2(text, optional(integer, 1), (value, count) => rightOf(value, count)),
  MID: lift3(text, integer, integer, midOf),
  MIDB: lift3(text, integer, integer, midOf),
  LOWER: lift1(text, (value) => value.toLowerCase()),
  UPPER: lift1(text, (value) => value.toUpperCase()),
  PROPER: lift1(text, (value) =>
    value.toLowerCase().replaceAll(/\p{L}+/gu, (word) => (word[0] ?? '').toUpperCase() + word.slice(1)),
  ),
  TRIM: lift1(text, (value) => value.replaceAll(/ +/g, ' ').replaceAll(/^ | $/g, '')),
  // The 32 characters that cannot be printed.
  // oxlint-disable-next-line no-control-regex
  CLEAN: lift1(text, (value) => value.replaceAll(/[\u0000-\u001f]/g, '')),
  CHAR: lift1(integer, (code) => (code < 1 || code > 255 ? VALUE : decodeAnsi(code))),
  CODE: lift1(text, (value) => (value === '' ? VALUE : encodeAnsi(value))),
  UNICHAR: lift1(integer, (code) => {
    if (code < 1 || code > 0x10ffff) return VALUE;
    const isLetter = (code < 0xd800 || code >= 0xe000) && code !== 0xfffe && code !== 0xffff;
    return isLetter ? String.fromCodePoint(code) : NA;
  }),
  UNICODE: lift1(text, (value) => value.codePointAt(0) ?? VALUE),
  EXACT: lift2(text, text, (a, b) => a === b),
  REPT: lift2(text, integer, (value, count) =>
    count < 0 || value.length * count > LONGEST ? VALUE : value.repeat(count),
  ),
  CONCATENATE: overValues(1, MANY, (values) => {
    let joined = '';
    for (const value of values) {
      const part = toText(value ?? null);
      if (isCellError(part)) return part;
      joined += part;
    }
    return limited(joined);
  }),
  CONCAT: overOperands(1, MANY, (operands, scope) => {
    const parts = textsOf(operands, scope);
    return isCellError(parts) ? parts : limited(parts.join(''));
  }),
  TEXTJOIN: overOperands(3, MANY, ([delimiter, ignoreEmpty, ...rest], scope) => {
    const delimiters = textsOf([delimiter ?? null], scope);
    const ignores = single(boolean, ignoreEmpty, scope);
    const parts = textsOf(rest, scope);
    if (isCellError(delimiters)) return delimiters;
    if (isCellError(ignores)) return ignores;
    if (isCellError(parts)) return parts;
    const kept = ignores ? parts.filter((part) => part !== '') : parts;
    return limited(
      kept.reduce(
        (all, part, index) => (index === 0 ? part : all + (delimiters[(index - 1) % delimiters.length] ?? '') + part),
        '',
      ),
    );
  }),
  FIND: lift3(text, text, optional(integer, 1), (wanted, within, start) => {
    if (start < 1 || start > within.length + 1) return VALUE;
    const at = within.indexOf(wanted, start - 1);
    return at < 0 ? VALUE : at + 1;
  }),
  FINDB: lift3(text, text, optional(integer, 1), (wanted, within, start) => {
    if (start < 1 || start > within.length + 1) return VALUE;
    const at = within.indexOf(wanted, start - 1);
    return at < 0 ? VALUE : at + 1;
  }),
  SEARCH: lift3(text, text, optional(integer, 1), searchIn),
  SEARCHB: lift3(text, text, optional(integer, 1), searchIn),
  REPLACE: overValues(4, 4, ([value = null, from = null, count = null, by = null], scope) =>
    replaced(toText(value), toNumber(from, scope), toNumber(count, scope), toText(by)),
  ),
  REPLACEB: overValues(4, 4, ([value = null, from = null, count = null, by = null], scope) =>
    replaced(toText(value), toNumber(from, scope), toNumber(count, scope), toText(by)),
  ),
  SUBSTITUTE: overValues(3, 4, ([value = null, old = null, by = null, which], scope) => {
    const [within, wanted, instead] = [toText(value), toText(old), toText(by)];
    const nth = which === undefined ? undefined : toNumber(which, scope);
    if (isCellError(within)) return within;
    if (isCellError(wanted)) return wanted;
    if (isCellError(instead)) return instead;
    if (isCellError(nth)) return nth;
    if (nth !== undefined && nth < 1) return VALUE;
    return wanted === ''
      ? within
      : substitute(within, wanted, instead, nth === undefined ? undefined : Math.trunc(nth));
  }),
  TEXT: lift2(anything, text, (value, format) => {
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    return displayText(value ?? 0, format === '' ? '""' : format);
  }),
  FIXED: lift3(number, optional(integer, 2), optional(boolean, false), (value, digits, plain) => {
    if (digits > 127) return VALUE;
    const pattern = `${plain ? '0' : '#,##0'}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
    return displayText(roundTo(value, digits), pattern);
  }),
  DOLLAR: lift2(number, optional(integer, 2), (value, digits) => {
    const pattern = `$#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
    return displayText(roundTo(value, digits), `${pattern}_);(${pattern})`).trim();
  }),
  VALUE: lift1(anything, (value, scope) => {
    if (typeof value === 'boolean') return VALUE;
    return value === '' ? VALUE : toNumber(value, scope);
  }),
  NUMBERVALUE: lift3(text, optional(text, '.'), optional(text, ','), (value, decimal, group) => {
    const point = decimal[0] ?? '.';
    const separator = group[0] ?? ',';
    const bare = value.replaceAll(/\s/g, '');
    const [whole = '', ...rest] = bare.split(point);
    if (rest.length > 1 || rest.some((part) => part.includes(separator))) return VALUE;
    const digits = [whole.replaceAll(separator, ''), ...rest].join('.');
    const percents = /%*$/.exec(digits)?.[0].length ?? 0;
    const plain = digits.slice(0, digits.length - percents);
    if (plain === '') return 0;
    const found = Number(plain);
    return Number.isNaN(found) ? VALUE : found / 100 ** percents;
  }),
  TEXTBEFORE: cutText(
    (value, at) => value.slice(0, at.start),
    (value) => value,
    () => '',
  ),
  TEXTAFTER: cutText(
    (value, at) => value.slice(at.end),
    () => '',
    (value) => value,
  ),
  TEXTSPLIT: overOperands(2, 6, ([operand, columnBreak, rowBreak, ignoreEmpty, mode, pad], scope) => {
    const value = single(text, operand, scope);
    const columns = columnBreak === undefined || columnBreak === null ? [] : textsOf([columnBreak], scope);
    const rows = rowBreak === undefined || rowBreak === null ? [] : textsOf([rowBreak], scope);
    const ignores = single(optional(boolean, false), ignoreEmpty, scope);
    const folds = integerArgument(mode, 0, scope);
    if (isCellError(value)) return value;
    if (isCellError(columns)) return columns;
    if (isCellError(rows)) return rows;
    if (isCellError(ignores)) return ignores;
    if (isCellError(folds)) return folds;
    const parts = splitAt(value, rows, folds === 1, ignores).map((line) =>
      splitAt(line, columns, folds === 1, ignores),
    );
    const width = Math.max(...parts.map((line) => line.length));
    const filler = pad === undefined ? NA : readSingle(pad, scope);
    return parts.map((line) => Array.from({ length: width }, (_, column) => line[column] ?? filler));
  }),
  VALUETOTEXT: overValues(1, 2, ([value = null, format], scope) => {
    const strict = format === undefined ? 0 : toNumber(format, scope);
    return isCellError(strict) ? strict : written(value, strict === 1);
  }),
  ARRAYTOTEXT: overOperands(1, 2, ([operand, format], scope) => {
    const strict = integerArgument(format, 0, scope);
    if (isCellError(strict)) return strict;
    const block = matrixOf(operand, scope);
    const lines = block.map((row) => row.map((value) => written(value, strict === 1)));
    return strict === 1 ? `{${lines.map((line) => line.join(',')).join(';')}}` : lines.flat().join(', ');
  }),
  ASC: lift1(text, (value) =>
    value
      .replaceAll(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
      .replaceAll('\u3000', ' '),
  ),
};

function limited(value: string): Value {
  return value.length > LONGEST ? VALUE : value;
}

function rightOf(value: string, count: number): Value {
  if (count < 0) return VALUE;
  return count === 0 ? '' : value.slice(-count);
}

function midOf(value: string, start: number, count: number): Value {
  return start < 1 || count < 0 ? VALUE : value.slice(start - 1, start - 1 + count);
}

function searchIn(wanted: string, within: string, start: number): Value {
  if (start < 1 || start > within.length + 1) return VALUE;
  const pattern = new RegExp(wildcardSource(wanted).replaceAll('.*', '.*?'), 'isu');
  const at = within.slice(start - 1).search(pattern);
  return at < 0 ? VALUE : at + start;
}

function replaced(
  value: Fallible<string>,
  from: Fallible<number>,
  count: Fallible<number>,
  by: Fallible<string>,
): Value {
  if (isCellError(value)) return value;
  if (isCellError(from)) return from;
  if (isCellError(count)) return count;
  if (isCellError(by)) return by;
  if (from < 1 || count < 0) return VALUE;
  const start = Math.trunc(from) - 1;
  return value.slice(0, start) + by + value.slice(start + Math.trunc(count));
}

function substitute(within: string, wanted: string, instead: string, nth: number | undefined): string {
  if (nth === undefined) return within.replaceAll(wanted, () => instead);
  let at = -1;
  for (let count = 0; count < nth; count += 1) {
    at = within.indexOf(wanted, at < 0 ? 0 : at + wanted.length);
    if (at < 0) return within;
  }
  return within.slice(0, at) + instead + within.slice(at + wanted.length);
}

/** All values as texts; the first error instead, if there is one. */
function textsOf(operands: readonly Operand[], scope: Scope): Fallible<string[]> {
  const texts: string[] = [];
  for (const value of operands.flatMap((operand) => listOf(operand, scope))) {
    const part = toText(value);
    if (isCellError(part)) return part;
    texts.push(part);
  }
  return texts;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function cutText(
  cut: (value: string, at: Span) => string,
  atEnd: (value: string) => string,
  atStart: (value: string) => string,
): FunctionSpec {
  return overOperands(2, 6, ([operand, delimiter, instance, mode, matchEnd, otherwise], scope) => {
    const value = single(text, operand, scope);
    const delimiters = textsOf([delimiter ?? null], scope);
    const nth = integerArgument(instance ?? undefined, 1, scope);
    const folds = integerArgument(mode ?? undefined, 0, scope);
    const isEndMatched = integerArgument(matchEnd ?? undefined, 0, scope);
    if (isCellError(value)) return value;
    if (isCellError(delimiters)) return delimiters;
    if (isCellError(nth)) return nth;
    if (isCellError(folds)) return folds;
    if (isCellError(isEndMatched)) return isEndMatched;
    if (nth === 0 || Math.abs(nth) > value.length + 1) return VALUE;
    // An empty delimiter is found at once, from whichever end.
    if (delimiters.includes('')) return nth > 0 ? atStart(value) : atEnd(value);
    const spans = spansOf(value, delimiters, folds === 1);
    const found = nth > 0 ? spans[nth - 1] : spans.at(nth);
    if (found !== undefined) return cut(value, found);
    if (isEndMatched === 1 && Math.abs(nth) === spans.length + 1) return nth > 0 ? atEnd(value) : atStart(value);
    return otherwise ?? NA;
  });
}

function spansOf(value: string, delimiters: readonly string[], isFolded: boolean): Span[] {
  const wanted = delimiters.filter((each) => each !== '');
  if (wanted.length === 0) return [];
  const source = wanted
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`))
    .join('|');
  return [...value.matchAll(new RegExp(source, isFolded ? 'gis' : 'gs'))].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

function splitAt(value: string, delimiters: readonly string[], isFolded: boolean, ignoresEmpty: boolean): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of spansOf(value, delimiters, isFolded)) {
    parts.push(value.slice(from, start));
    from = end;
  }
  parts.push(value.slice(from));
  return ignoresEmpty && delimiters.length > 0 ? parts.filter((part) => part !== '') : parts;
}

function written(value: Value, isStrict: boolean): string {
  if (isCellError(value)) return value.error;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return isStrict && value !== null ? `"${value.replaceAll('"', '""')}"` : (value ?? '');
}

/** Codes 128–159 of Windows' Western letters; the others are those of Unicode. */
const ANSI =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeAnsi(code: number): string {
  return code >= 128 && code < 160 ? (ANSI[code - 128] ?? '') : String.fromCharCode(code);
}

function encodeAnsi(value: string): number {
  const special = ANSI.indexOf(value[0] ?? '');
  if (special >= 0) return special + 128;
  const code = value.charCodeAt(0);
  return code < 256 ? code : 63;
}
