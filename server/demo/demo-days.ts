import { addDays, monthNames } from '../../shared/tables/kinds/calendar-dates.ts';

/** "March 2025" of a day in it. */
export function monthName(date: string): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** The day (1 to 28) of the month after that of `date`: offices report a month in the days after its end. */
export function inNextMonth(date: string, day: number): string {
  const next = addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7);
  return `${next}-${String(day).padStart(2, '0')}`;
}

/** Last days of the months from that of `from` to that of `to`. */
export function monthEnds(from: string, to: string): string[] {
  const ends: string[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = inNextMonth(first, 1))
    ends.push(addDays(inNextMonth(first, 1), -1));
  return ends;
}

/** The Friday of the week, or the day itself on one: what comes in during a week is entered at its end. */
export function fridayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, (5 - day + 7) % 7);
}
