/** Calendar dates without a time zone, as `YYYY-MM-DD` text; computed in whole UTC days, so no clock can shift them. */

const DAY_MS = 86_400_000;
/** Excel's day 0 in the 1900 system, for dates after February 1900. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const DAYS_1900_TO_1904 = 1462;

/** True for a real date `YYYY-MM-DD` (any year 0001–9999). */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && text === isoOf(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
}

function isoOf(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; positive when `to` is later. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

const DAYS_OF_YEAR = 365.25;

/** Whole years between two days; none where the second comes first. */
export function yearsBetween(from: string, to: string): number {
  return Math.max(0, Math.floor(daysBetween(from, to) / DAYS_OF_YEAR));
}

/** The date `days` days later. */
export function addDays(date: string, days: number): string {
  return isoOf(Date.parse(date) + days * DAY_MS);
}

/** The last day of a month: "2026-02" → "2026-02-28". */
export function lastDayOf(period: string): string {
  return addDays(`${addDays(`${period}-01`, 31).slice(0, 7)}-01`, -1);
}

/** The same day so many months later; in a month that is too short, its last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = lastDayOf(isoOf(Date.UTC(year, month - 1 + months, 1)).slice(0, 7));
  return `${last.slice(0, 8)}${String(Math.min(day, Number(last.slice(8)))).padStart(2, '0')}`;
}

/** Excel's serial day number of a date after February 1900. */
export function serialFromDate(date: string, date1904: boolean): number {
  const serial = Math.round((Date.parse(date) - EPOCH_1900_MS) / DAY_MS);
  return date1904 ? serial - DAYS_1900_TO_1904 : serial;
}

/** Date of an Excel serial day number; "" when it is not a whole number of days in the years 1901 to 9999. */
export function dateFromSerial(serial: number, date1904: boolean): string {
  const day = date1904 ? serial + DAYS_1900_TO_1904 : serial;
  if (!Number.isInteger(day) || day < 367 || day > 2_958_465) return '';
  return isoOf(EPOCH_1900_MS + day * DAY_MS);
}

/** Fiscal year July 1 – June 30 of a date or a period: "2026-06" → "2025-26". */
export function fiscalYearOf(dateOrPeriod: string): string {
  const year = Number(dateOrPeriod.slice(0, 4));
  const start = Number(dateOrPeriod.slice(5, 7)) >= 7 ? year : year - 1;
  return `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
}

/** Fiscal quarter of a date or period; Q1 is July to September. */
export function fiscalQuarterOf(dateOrPeriod: string): 'Q1' | 'Q2' | 'Q3' | 'Q4' {
  const month = Number(dateOrPeriod.slice(5, 7));
  if (month >= 7) return month >= 10 ? 'Q2' : 'Q1';
  return month >= 4 ? 'Q4' : 'Q3';
}

/** Months by their place in a year, in the plan's language. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
