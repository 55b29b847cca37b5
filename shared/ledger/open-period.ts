import { addMonths } from '../tables/kinds/calendar-dates.ts';
import type { ProgramRows } from '../sync/program-rows.ts';
import { rowsOf, text } from './line-index.ts';

/** Months that are closed, as `YYYY-MM`. */
export function closedPeriods(tables: ReadonlyMap<string, ProgramRows>): Set<string> {
  const closed = rowsOf(tables, 'periods').filter(({ status }) => status === 'Closed');
  return new Set(closed.map(({ period }) => text(period)));
}

/** [V31] The month itself, or the first one after it that is not closed. */
export function openPeriod(period: string, closed: ReadonlySet<string>): string {
  let next = period;
  while (closed.has(next)) next = addMonths(`${next}-01`, 1).slice(0, 7);
  return next;
}
