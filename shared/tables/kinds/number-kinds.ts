import type { Column, DecimalColumn, NumberColumn } from '../column.ts';
import type { KindSpec } from './kind-spec.ts';
import { readMoneyText } from './money-text.ts';
import { readNumberText } from './number-text.ts';
import { parsed, refused, shown, type ExcelCell, type Parsed } from './parsed.ts';
import { formatScaled, scaledFromNumber } from './scaled-number.ts';
import { visibleText } from './text-kinds.ts';

/** Steps of 0.0001 % in 1 (100 %): 10^6. */
const PERCENT_SCALE = 6;
const MONEY_SCALE = 2;
/** Money is exact below 10^15 cents; beyond, a double no longer holds every cent. */
const LIMIT = 10 ** 15;

interface ScaledKind<C> {
  scale(column: C): number;
  /** Rule and sentence for a value that is not of this kind. */
  wrong(column: C, raw: unknown): Parsed;
  numberFormat(column: C): string;
  format(column: C, value: number): string;
  /** Reads a cell that holds text, which is not empty. */
  fromText(column: C, text: string): Parsed;
}

/** Kinds stored as an integer of 10^-scale units and shown by Excel as a number. */
function scaledKind<C extends NumberColumn | DecimalColumn>(kind: ScaledKind<C>): KindSpec<C> {
  return {
    sqlType: 'integer',
    isText: false,
    numberFormat: (column) => kind.numberFormat(column),
    fromWire: (column, value) =>
      typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) < LIMIT
        ? inRange(kind, column, Object.is(value, -0) ? 0 : value)
        : kind.wrong(column, value),
    fromExcel: (column, cell) => readScaled(kind, column, cell),
    toExcel: (column, value) => Number(value) / 10 ** kind.scale(column),
    format: (column, value) => kind.format(column, Number(value)),
  };
}

function readScaled<C extends NumberColumn | DecimalColumn>(kind: ScaledKind<C>, column: C, cell: ExcelCell): Parsed {
  if (typeof cell.value === 'string') {
    const text = visibleText(cell.value);
    return text === '' ? parsed(null) : inRangeOf(kind, column, kind.fromText(column, text));
  }
  if (typeof cell.value !== 'number') return kind.wrong(column, cell.value);
  const result = scaledFromNumber(cell.value, kind.scale(column), cell.isFormula);
  if (!result.ok) return kind.wrong(column, cell.value);
  const checked = inRange(kind, column, result.value);
  if (!checked.ok || !result.rounded) return checked;
  return parsed(
    checked.value,
    `${column.label}: the formula’s result ${cell.value} was rounded to ${kind.format(column, result.value)}.`,
  );
}

function inRangeOf<C extends NumberColumn | DecimalColumn>(kind: ScaledKind<C>, column: C, read: Parsed): Parsed {
  if (!read.ok || typeof read.value !== 'number') return read;
  const checked = inRange(kind, column, read.value);
  return checked.ok ? read : checked;
}

function inRange<C extends NumberColumn | DecimalColumn>(kind: ScaledKind<C>, column: C, value: number): Parsed {
  if (column.min !== undefined && value < column.min) {
    return refused(
      'V05',
      `${column.label} must be at least ${kind.format(column, column.min)}, not ${kind.format(column, value)}.`,
    );
  }
  if (column.max !== undefined && value > column.max) {
    return refused(
      'V05',
      `${column.label} must be at most ${kind.format(column, column.max)}, not ${kind.format(column, value)}.`,
    );
  }
  return parsed(value);
}

function notANumber(what: string) {
  return (column: Column, raw: unknown): Parsed => refused('E2', `${column.label} must be ${what}, not ${shown(raw)}.`);
}

const wrongInteger = notANumber('a whole number');

export const integerKindSpec = scaledKind<NumberColumn>({
  scale: () => 0,
  wrong: wrongInteger,
  numberFormat: () => '#,##0',
  format: (_column, value) => formatScaled(value, 0),
  fromText: numberFromText({ scale: () => 0, isPercent: false, wrong: wrongInteger, example: '1234' }),
});

export const moneyKindSpec = scaledKind<NumberColumn>({
  scale: () => MONEY_SCALE,
  wrong: (column, raw) => refused('V06', `${column.label} ${shown(raw)} must be dollars and cents.`),
  numberFormat: () => '#,##0.00;(#,##0.00);-',
  format: (_column, value) => formatMoney(value),
  fromText: moneyFromText,
});

/** [FA12] Other programs export amounts as text; what reads in one way only is taken, with a warning. */
function moneyFromText(column: NumberColumn, text: string): Parsed {
  const read = readMoneyText(text);
  switch (read.kind) {
    case 'amount':
      return parsed(read.cents, readAs(column, text, formatMoney(read.cents)));
    case 'ambiguous':
      return refused('V06', readInTwoWays(column, text, '1234.50'));
    case 'noAmount':
      return refused('V06', `${column.label} ${shown(text)} must be dollars and cents.`);
  }
}

function readAs(column: Column, text: string, as: string): string {
  return `${column.label}: the text ${shown(text)} was read as ${as}.`;
}

function readInTwoWays(column: Column, text: string, example: string): string {
  return `${column.label} ${shown(text)} is text that can be read in more than one way. Type it as a number, such as ${example}.`;
}

interface TextReading<C> {
  readonly scale: (column: C) => number;
  /** A percentage needs its sign: 85 alone may be 85 % or 85 times the whole. */
  readonly isPercent: boolean;
  readonly wrong: (column: C, raw: unknown) => Parsed;
  readonly example: string;
}

/** [FA12] The same of numbers: "must be a whole number, not 12" is no help to who cannot see that this 12 is text. */
function numberFromText<C extends Column>({ scale, isPercent, wrong, example }: TextReading<C>) {
  return (column: C, text: string): Parsed => {
    const read = readNumberText(text);
    if (read.kind === 'noNumber') return wrong(column, text);
    const lacksSign = read.kind === 'number' && isPercent && !read.isPercent;
    if (read.kind === 'ambiguous' || lacksSign) return refused('E2', readInTwoWays(column, text, example));
    if (read.isPercent && !isPercent) return wrong(column, text);
    const scaled = scaledFromNumber(read.value, scale(column), false);
    return scaled.ok ? parsed(scaled.value, readAs(column, text, text)) : wrong(column, text);
  };
}

const wrongPercent = notANumber('a percentage with at most four decimals');

export const percentKindSpec = scaledKind<NumberColumn>({
  scale: () => PERCENT_SCALE,
  wrong: wrongPercent,
  numberFormat: () => '0.0%',
  format: (_column, value) => `${formatScaled(value, 4).replace(/\.?0+$/, '')}%`,
  fromText: numberFromText({ scale: () => PERCENT_SCALE - 2, isPercent: true, wrong: wrongPercent, example: '12.5%' }),
});

function wrongDecimal(column: DecimalColumn, raw: unknown): Parsed {
  return notANumber(`a number with at most ${column.scale} decimals`)(column, raw);
}

export const decimalKindSpec = scaledKind<DecimalColumn>({
  scale: (column) => column.scale,
  wrong: wrongDecimal,
  numberFormat: (column) => (column.scale === 0 ? '0' : `0.${'0'.repeat(column.scale)}`),
  format: (column, value) => formatScaled(value, column.scale),
  fromText: numberFromText({ scale: ({ scale }) => scale, isPercent: false, wrong: wrongDecimal, example: '1234.5' }),
});

/** Cents as dollars: -320000 → "-3,200.00". */
export function formatMoney(cents: number): string {
  return formatScaled(cents, MONEY_SCALE);
}
