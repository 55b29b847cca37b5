import { format as formatNumber, isDateFormat as isDatePattern } from 'numfmt';
import { GENERAL, type Scalar, isCellError } from './cell.ts';

/** American English, and Excel's calendar: dates before 1900 and after 9999 have no text. */
const OPTIONS = {
  locale: 'en-US',
  dateErrorNumber: false,
  dateSpanLarge: false,
  overflow: '########',
  invalid: '########',
  throws: false,
} as const;

/** What a cell with this number format shows, as `Range.text` gives it: the width of the column does not matter. */
export function displayText(value: Scalar, format: string): string {
  if (isCellError(value)) return value.error;
  const pattern = format === '' ? GENERAL : format;
  // Texts and whole numbers are most of a sheet, and need no formatter.
  if (pattern === GENERAL && (typeof value === 'string' || isSmallInteger(value))) return String(value);
  return formatNumber(pattern, value, OPTIONS);
}

/** True for a number format that shows a day or a time. */
export function isDateFormat(format: string): boolean {
  return isDatePattern(format);
}

function isSmallInteger(value: Scalar): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e11;
}
