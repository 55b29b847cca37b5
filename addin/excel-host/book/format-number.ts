import { format as formatNumber } from 'numfmt';
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
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const isGeneral = format === GENERAL || format === '';
  if (typeof value === 'string') return isGeneral || format === '@' ? value : formatNumber(format, value, OPTIONS);
  // Whole numbers are most of a sheet, and need no formatter.
  if (isGeneral && Number.isInteger(value) && Math.abs(value) < 1e11) return String(value === 0 ? 0 : value);
  return formatNumber(isGeneral ? GENERAL : format, value, OPTIONS);
}
