import type { RollUpReply } from '../protocol/roll-ups.ts';
import { calendarWords } from './sum-published.ts';

function countWords(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;
}

/** Whose totals are in the sums, and of which days they are. */
export function sumsWords({ counts, firstDay, lastDay, staleDays }: Omit<RollUpReply, 'role'>): string {
  const { districts, published, stale, missing } = counts;
  if (districts === 0) return 'No district has been invited yet.';
  if (published === 0) return `None of ${countWords(districts, 'district', 'districts')} has published yet.`;
  const days = firstDay === lastDay ? `as of ${firstDay}` : `of days from ${firstDay} to ${lastDay}`;
  const late = stale === 0 ? '' : ` ${countWords(stale, 'is', 'are')} older than ${staleDays} days.`;
  const away = missing === 0 ? '' : ` ${countWords(missing, 'district is', 'districts are')} missing.`;
  return `The sums are those of ${published.toLocaleString('en-US')} of ${countWords(districts, 'district', 'districts')}, ${days}.${late}${away}`;
}

/** In which fiscal years the districts reckon; '' where there is nothing to say. */
export function yearsWords({ calendars, planYears }: Pick<RollUpReply, 'calendars' | 'planYears'>): string {
  const [only] = calendars;
  if (only === undefined) return '';
  const years =
    calendars.length === 1
      ? `Fiscal years run from ${calendarWords(only)} in every district.`
      : `Fiscal years differ: ${calendars.map(calendarWords).join('; ')}. Each is summed by itself.`;
  const plans = planYears.length < 2 ? '' : ` Their plans are those of ${planYears.join(' and ')}.`;
  return years + plans;
}
