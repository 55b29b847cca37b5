import { daysBetween, isDate } from '../tables/kinds/calendar-dates.ts';
import type { ChangedValue } from './number-slips.ts';

/** With day and month exchanged the date must come this near to the one before: what people move dates by in one go. */
const NEAR_DAYS = 7;

/** A move shorter than a month is an ordinary one, whatever its digits look like. */
const LEAST_MOVE_DAYS = 28;

/** 7/11 read as 11/7: the new date is far from the one before, and near it with day and month exchanged. */
export function dayMonthSlip({ column, before, after }: ChangedValue): string | null {
  if (column.kind !== 'date' || typeof before !== 'string' || typeof after !== 'string') return null;
  const exchanged = dayAndMonthExchanged(after);
  if (exchanged === null || Math.abs(daysBetween(before, after)) < LEAST_MOVE_DAYS) return null;
  if (Math.abs(daysBetween(before, exchanged)) > NEAR_DAYS) return null;
  const near = exchanged === before ? 'the date before' : `close to the ${before} before`;
  return `${after} with day and month exchanged is ${exchanged}, ${near}. Which one is meant?`;
}

/** "2026-07-03" → "2026-03-07"; null where that is no date or the same one. */
export function dayAndMonthExchanged(date: string): string | null {
  const exchanged = `${date.slice(0, 4)}-${date.slice(8, 10)}-${date.slice(5, 7)}`;
  return exchanged !== date && isDate(exchanged) ? exchanged : null;
}
