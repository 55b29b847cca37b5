import type { Column } from '../tables/column.ts';
import { dateFromSerial } from '../tables/kinds/calendar-dates.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { dateOfSlashes } from '../tables/kinds/typed-forms.ts';
import { plainly, proposed, type Converted } from './converted.ts';
import { cellText, cellValue, shownAs, type GridCell } from './grid.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTHS = 12;

function monthOf(word: string): string | null {
  const index = months.indexOf(word.slice(0, 3).toLowerCase());
  return index < 0 ? null : String(index + 1).padStart(2, '0');
}

function wholeYear(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

/** "Jun 30, 2026", "30-Jun-26", "20260630", "2026-06-30T00:00:00"; null for anything else. */
function dateOfWords(text: string): string | null {
  const american = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
  if (american) return joined(american[3], monthOf(american[1] ?? ''), american[2]);
  const dashed = /^(\d{1,2})[- ]([a-z]{3,9})[- ](\d{4}|\d{2})$/i.exec(text);
  if (dashed) return joined(wholeYear(dashed[3] ?? ''), monthOf(dashed[2] ?? ''), dashed[1]);
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  return digits ? joined(digits[1], (digits[2] ?? '').padStart(2, '0'), digits[3]) : null;
}

function joined(year = '', month: string | null, day = ''): string | null {
  return month === null ? null : `${year}-${month}-${day.padStart(2, '0')}`;
}

/** A time of midnight behind a date says nothing. */
function withoutMidnight(text: string): string {
  return text.replace(/[T ](?:0?0:00(?::00(?:\.0+)?)?Z?|12:00(?::00)? ?AM)$/i, '');
}

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;

/** Whether a column's dates are written day first: one of them can be nothing else, and none can only be month first. */
export function countsDayFirst(cells: Iterable<GridCell>): boolean {
  let isDayFirst = false;
  for (const cell of cells) {
    const [, first, second] = SLASHED.exec(withoutMidnight(cellText(cell))) ?? [];
    if (Number(second) > MONTHS) return false;
    isDayFirst ||= Number(first) > MONTHS;
  }
  return isDayFirst;
}

/**
 * @param dayFirst the column's dates are written day first
 */
export function convertDate(
  column: Column,
  cell: GridCell,
  { date1904, dayFirst }: { readonly date1904: boolean; readonly dayFirst: boolean },
): Converted {
  const value = cellValue(cell);
  if (typeof value === 'number') {
    const read = cellFromWire(column, dateFromSerial(Math.floor(value), date1904) || String(value));
    if (shownAs(cell) === 'date' && Number.isInteger(value)) return plainly(read);
    return proposed('dateNumber', read) ?? plainly(cellFromWire(column, String(value)));
  }
  const text = withoutMidnight(cellText(cell));
  const exact = cellFromWire(column, text);
  if (exact.ok && text === cellText(cell)) return plainly(exact);
  const [, day, month, year] = (dayFirst && SLASHED.exec(text)) || [];
  if (year !== undefined) {
    const read = cellFromWire(column, dateOfSlashes(`${month}/${day}/${year}`));
    return proposed('dayFirstDate', read) ?? plainly(exact);
  }
  const slashes = dateOfSlashes(text.replaceAll(/(?<=\d)[.-](?=\d{1,2}[.-]\d{2,4}$|\d{2,4}$)/g, '/'));
  const american = slashes === null ? null : proposed('usDate', cellFromWire(column, slashes));
  return american ?? proposed('dateText', cellFromWire(column, dateOfWords(text) ?? text)) ?? plainly(exact);
}

/** "FY 2025-26", "2025/26", "25-26", "FY26" (by the year in which it ends), and 2009-10 that became October 2009. */
export function convertFiscalYear(column: Column, cell: GridCell, date1904: boolean): Converted {
  const value = cellValue(cell);
  if (typeof value === 'number' && shownAs(cell) === 'date') {
    const [year = '', month = ''] = dateFromSerial(Math.floor(value), date1904).split('-');
    const read = cellFromWire(column, `${year}-${month}`);
    return proposed('fiscalYearForm', read) ?? plainly(read);
  }
  const text = cellText(cell);
  const exact = cellFromWire(column, text);
  if (exact.ok) return plainly(exact);
  const bare = text.replace(/^(?:FY|fiscal year)\s*/i, '');
  const both = /^(?:20)?(\d{2})\s*[-/–]\s*(?:20)?(\d{2})$/.exec(bare);
  if (both) return proposed('fiscalYearForm', cellFromWire(column, `20${both[1]}-${both[2]}`)) ?? plainly(exact);
  const end = bare === text ? undefined : /^(?:20)?(\d{2})$/.exec(bare)?.[1];
  const start = String(Number(end ?? '0') - 1).padStart(2, '0');
  return (
    (end === undefined ? null : proposed('fiscalYearForm', cellFromWire(column, `20${start}-${end}`))) ?? plainly(exact)
  );
}

/** "Nov 2026", "11/2026", "202611"; a day that Excel has made of 2026-11. */
export function convertPeriod(column: Column, cell: GridCell, date1904: boolean): Converted {
  const value = cellValue(cell);
  if (typeof value === 'number' && shownAs(cell) === 'date') {
    const date = dateFromSerial(Math.floor(value), date1904);
    const read = cellFromWire(column, date.slice(0, 7));
    return date.endsWith('-01') ? plainly(read) : (proposed('periodForm', read) ?? plainly(read));
  }
  const text = cellText(cell);
  const exact = cellFromWire(column, text);
  if (exact.ok) return plainly(exact);
  const word = /^([a-z]{3,9})\.?[- ](\d{4}|\d{2})$/i.exec(text);
  const slash = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? undefined;
  const digits = /^(\d{4})(\d{2})$/.exec(text) ?? undefined;
  const read = word
    ? `${wholeYear(word[2] ?? '')}-${monthOf(word[1] ?? '') ?? ''}`
    : slash
      ? `${slash[2]}-${(slash[1] ?? '').padStart(2, '0')}`
      : digits
        ? `${digits[1]}-${digits[2]}`
        : text;
  return proposed('periodForm', cellFromWire(column, read)) ?? plainly(exact);
}
