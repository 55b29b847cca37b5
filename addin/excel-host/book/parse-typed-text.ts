import { type Content, GENERAL, TEXT_FORMAT, errorOfText } from './cell.ts';
import { serialOfDate } from './serial-date.ts';

/** What Excel makes of a text that is typed into a cell or written through `values`: content, and the number format it brings along. */
export interface Interpreted {
  readonly content: Content;
  /** Set only where the cell was General and the text looked like a date, a percentage, … */
  readonly format?: string;
}

/**
 * Understands a text as US English Excel does. In a cell with the text format `@`, and after a leading apostrophe, it stays text.
 * `year` completes dates without one (`1-2`, `Mar 5`).
 */
export function parseTypedText(text: string, format: string, year: number): Interpreted {
  if (text === '') return { content: '' };
  if (text.startsWith("'")) return { content: text.slice(1) };
  if (format === TEXT_FORMAT) return { content: text };
  if (text.startsWith('=') && text.length > 1) return { content: { formula: text } };
  const trimmed = text.trim();
  const found = parseNumber(trimmed) ?? parseDate(trimmed, year) ?? parseTime(trimmed);
  if (found !== undefined) {
    return found.format === undefined || format !== GENERAL
      ? { content: found.value }
      : { content: found.value, format: found.format };
  }
  if (/^[+-]./s.test(text)) return { content: { formula: `=${text}` } };
  const upper = trimmed.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return { content: upper === 'TRUE' };
  return { content: errorOfText(trimmed) ?? text };
}

/** The number, date or time (as a serial number) a text reads as, the way arithmetic and VALUE take it; undefined where it is none. */
export function numberOfText(text: string, year: () => number): number | undefined {
  const trimmed = text.trim();
  if (PLAIN_NUMBER.test(trimmed)) return Number(trimmed);
  const found = parseNumber(trimmed) ?? parseDate(trimmed, year()) ?? parseTime(trimmed);
  if (found !== undefined) return found.value;
  const [, date = '', time = ''] = /^(\S+(?: \d{1,2}, ?\d{4})?) +(\d{1,2}:.*)$/.exec(trimmed) ?? [];
  const [day, clock] = [parseDate(date, year()), parseTime(time)];
  return day === undefined || clock === undefined ? undefined : day.value + clock.value;
}

const PLAIN_NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

interface ParsedNumber {
  readonly value: number;
  readonly format?: string;
}

const NUMBER =
  /^(?<open>\()?(?<sign>[+-])?(?<money>\$)?(?<sign2>[+-])?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(?<exponent>[eE][+-]?\d{1,3})?(?<percent>%)?(?<close>\))?$/;

function parseNumber(text: string): ParsedNumber | undefined {
  const parts = NUMBER.exec(text)?.groups;
  if (parts === undefined || (parts['open'] === undefined) !== (parts['close'] === undefined)) return undefined;
  if (parts['sign'] !== undefined && parts['sign2'] !== undefined) return undefined;
  const { digits = '', exponent = '' } = parts;
  const isNegative = parts['open'] !== undefined || parts['sign'] === '-' || parts['sign2'] === '-';
  const magnitude = Number(Number(digits.replaceAll(',', '') + exponent).toPrecision(15));
  if (!Number.isFinite(magnitude)) return undefined;
  const value = (isNegative ? -magnitude : magnitude) / (parts['percent'] === undefined ? 1 : 100);
  const format = numberFormat(digits, exponent, parts['money'] !== undefined, parts['percent'] !== undefined);
  return format === undefined ? { value } : { value, format };
}

function numberFormat(digits: string, exponent: string, isMoney: boolean, isPercent: boolean): string | undefined {
  const decimals = digits.includes('.') ? '.00' : '';
  if (isPercent) return `0${decimals}%`;
  if (isMoney) return `$#,##0${decimals}`;
  if (exponent !== '') return '0.00E+00';
  return digits.includes(',') ? `#,##0${decimals}` : undefined;
}

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function parseDate(text: string, year: number): ParsedNumber | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso !== null) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), 'm/d/yyyy');
  const american = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?$/.exec(text);
  if (american !== null) return americanDate(Number(american[1]), Number(american[2]), american[3], year);
  const named = /^(?:(\d{1,2})[- ]?)?([a-z]{3,9})[- ]?(\d{1,4})?$/i.exec(text);
  if (named !== null) return namedDate(named[1], named[2] ?? '', named[3], year);
  return undefined;
}

function americanDate(
  first: number,
  second: number,
  yearText: string | undefined,
  year: number,
): ParsedNumber | undefined {
  if (yearText !== undefined) return dated(fullYear(yearText), first, second, 'm/d/yyyy');
  return dated(year, first, second, 'd-mmm') ?? undefined;
}

/** `5-Mar`, `Mar 5`, `Mar 2026`; longer month names only where they are the month's. */
function namedDate(
  before: string | undefined,
  name: string,
  after: string | undefined,
  year: number,
): ParsedNumber | undefined {
  const month = MONTH_NAMES.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const isMonth = month > 0 && (name.length === 3 || FULL_MONTHS.includes(name.toLowerCase()));
  if (!isMonth || (before === undefined && after === undefined)) return undefined;
  if (before !== undefined) {
    return after === undefined
      ? dated(year, month, Number(before), 'd-mmm')
      : dated(fullYear(after), month, Number(before), 'd-mmm-yy');
  }
  const number = Number(after);
  return number <= 31 ? dated(year, month, number, 'd-mmm') : dated(fullYear(after ?? ''), month, 1, 'mmm-yy');
}

const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Two digits: 00–29 are 2000–2029, 30–99 are 1930–1999. */
function fullYear(text: string): number {
  const number = Number(text);
  if (text.length > 2) return number;
  return number < 30 ? 2000 + number : 1900 + number;
}

function dated(year: number, month: number, day: number, format: string): ParsedNumber | undefined {
  const value = serialOfDate(year, month, day);
  return value === undefined ? undefined : { value, format };
}

function parseTime(text: string): ParsedNumber | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?( ?[ap]m)?$/i.exec(text);
  if (match === null) return undefined;
  const [, hourText, minuteText, secondText = '0', half] = match;
  const isAfternoon = half?.trim().toLowerCase() === 'pm';
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (isAfternoon ? 12 : 0);
  const value = (hour * 3600 + Number(minuteText) * 60 + Number(secondText)) / 86_400;
  return { value, format: half === undefined ? 'h:mm' : 'h:mm AM/PM' };
}
