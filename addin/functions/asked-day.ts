import { dateFromSerial, isDate } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Argument } from './argument.ts';
import { wrongArgument, type FunctionFailure } from './function-answer.ts';
import { foldedName } from './match-name.ts';

/** True for "asOf" and "as of", which stand before a day in a list of pairs. */
export function isDayWord(text: string): boolean {
  return foldedName(text) === 'asof';
}

/** The day of a cell with a date, which Excel hands over as its serial number, or of a text like 2026-05-31. */
export function readDay(value: Argument): { readonly ok: true; readonly day: string } | FunctionFailure {
  const day = typeof value === 'number' ? dateFromSerial(Math.floor(value), false) : String(value ?? '').trim();
  return isDate(day) ? { ok: true, day } : wrongArgument('“asOf” needs a date after it, such as 2026-05-31.');
}
