import type { CodeColumn } from '../tables/column.ts';
import { dateFromSerial } from '../tables/kinds/calendar-dates.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { cellValue, shownAs, type GridCell } from './grid.ts';
import type { ProposalKind } from './import-mapping.ts';
import type { KnownCodes } from './known-codes.ts';

export interface CodeReading {
  readonly proposal: ProposalKind;
  readonly code: string;
}

/** No code of the plan is longer. */
const LONGEST = 20;
const LONGEST_WHOLE = 6;
const LONGEST_PART = 8;
/** A long number that ends in so many zeros has often been 4.17E+11 once, with the digits behind it lost. */
const SUSPICIOUS_ZEROS = 5;
const LONG_CODE = 11;
/** Excel keeps no more digits of a number. */
const DIGITS_OF_A_NUMBER = 15;

/** True when the text has the column's form. */
export function isCode(column: CodeColumn, text: string): boolean {
  return cellFromWire(column, text).ok;
}

/** What a code was before Excel changed it, where that can be told; the readings in the order of likelihood. */
export function codeReadings(column: CodeColumn, cell: GridCell, known: KnownCodes, date1904: boolean): CodeReading[] {
  const value = cellValue(cell);
  if (typeof value === 'number' && shownAs(cell) === 'date') return ofDate(column, value, known, date1904);
  const text = plainDashes(String(value ?? '')).trim();
  const readings = [
    ...padded(column, text),
    ...ofDecimals(column, text),
    ...ofScientific(column, text, known),
    ...ofForm(column, text),
  ];
  return readings.filter(({ code }) => isCode(column, code));
}

/** True for a number that may have lost its last digits: nobody knows that the zeros are its own. */
export function mayHaveLostDigits(cell: GridCell): boolean {
  const value = cellValue(cell);
  if (typeof value !== 'number') return false;
  const digits = String(value);
  return (
    digits.length > DIGITS_OF_A_NUMBER || (digits.length >= LONG_CODE && digits.endsWith('0'.repeat(SUSPICIOUS_ZEROS)))
  );
}

function plainDashes(text: string): string {
  return text.replaceAll(/[\u2010-\u2015\u2212]/g, '-').replaceAll('\u00A0', ' ');
}

/** 417 → 0417: the shortest that has the form. */
function padded(column: CodeColumn, text: string): CodeReading[] {
  const digits = text.replace(/\.0+$/, '');
  if (!/^\d+$/.test(digits)) return [];
  for (let length = digits.length + (digits === text ? 1 : 0); length <= LONGEST; length++) {
    const code = digits.padStart(length, '0');
    if (isCode(column, code)) return [{ proposal: 'leadingZeros', code }];
  }
  return [];
}

/** 26.0001 → 26.00010, 6.0001 → 06.00010. */
function ofDecimals(column: CodeColumn, text: string): CodeReading[] {
  const [, whole = '', part = ''] = /^(\d+)\.(\d+)$/.exec(text) ?? [];
  if (whole === '' || whole.length > LONGEST_WHOLE) return [];
  for (let front = whole.length; front <= LONGEST_WHOLE; front++) {
    for (let back = part.length; back <= LONGEST_PART; back++) {
      const code = `${whole.padStart(front, '0')}.${part.padEnd(back, '0')}`;
      if (isCode(column, code)) return [{ proposal: 'trailingZeros', code }];
    }
  }
  return [];
}

/** 4.17E+11 holds three digits of twelve. All of them only by a code of the plan that begins so, if just one does. */
function ofScientific(column: CodeColumn, text: string, known: KnownCodes): CodeReading[] {
  const [, first = '', rest = '', exponent = ''] = /^(\d)(?:\.(\d+))?E\+?(\d+)$/i.exec(text) ?? [];
  if (first === '') return [];
  const places = Number(exponent);
  if (rest.length >= places)
    return [{ proposal: 'codeForm', code: String(Number(text)) }, ...padded(column, String(Number(text)))];
  const alike = known.codes.filter((code) => {
    return /^\d+$/.test(code) && Number(code).toExponential(rest.length) === Number(text).toExponential(rest.length);
  });
  const [only, second] = alike;
  return only !== undefined && second === undefined ? [{ proposal: 'lostDigits', code: only }] : [];
}

/** "1-2" that became January 2: the ways in which it may have been typed. One of the plan's codes goes before others. */
function ofDate(column: CodeColumn, serial: number, known: KnownCodes, date1904: boolean): CodeReading[] {
  const date = dateFromSerial(Math.floor(serial), date1904);
  const [year = '', month = '', day = ''] = date.split('-');
  if (day === '') return [];
  const [m, d] = [String(Number(month)), String(Number(day))];
  const typed = [
    `${m}-${d}`,
    `${month}-${day}`,
    `${m}/${d}`,
    `${m}-${year.slice(2)}`,
    `${month}-${year.slice(2)}`,
    `${year}-${month}`,
    `${m}${day}`,
    `${month}${day}`,
  ].filter((code) => isCode(column, code));
  const inPlan = typed.filter((code) => known.has(code));
  const one = inPlan.length > 0 ? inPlan : typed;
  return one.length === 1 ? one.map((code) => ({ proposal: 'codeOfDate', code })) : [];
}

/** Small letters, spaces, an apostrophe that has stayed, dashes between groups, a name behind the code. */
function ofForm(column: CodeColumn, text: string): CodeReading[] {
  const bare = text.replace(/^['’#]\s*/, '').toUpperCase();
  const [before = ''] = bare.split(/\s+[-·|:]\s+|\s+\(/);
  const digits = bare.replaceAll(/[\s.-]/g, '');
  const isOfDigits = /^\d+$/.test(digits);
  // Words are no code, whatever a column of free codes would take.
  const closed = /\d/.test(bare) ? [bare.replaceAll(/\s+/g, '')] : [];
  const zeros = isOfDigits && digits !== text ? padded(column, digits).map(({ code }) => code) : [];
  const forms = [bare, ...closed, before.trim(), ...(isOfDigits ? [digits] : []), ...zeros];
  return forms.filter((code) => code !== text && !/\s/.test(code)).map((code) => ({ proposal: 'codeForm', code }));
}
