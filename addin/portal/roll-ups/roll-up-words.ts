import { cutLabels } from '../../../shared/plan/figures/cuts.ts';
import type { RollUpReply } from '../../../shared/protocol/roll-ups.ts';
import { publishedCuts, type PublishedCut } from '../../../shared/roll-up/published-cuts.ts';
import { calendarWords } from '../../../shared/roll-up/sum-published.ts';

/** What sums can be told by, in the order in which it is offered. */
export const cutChoices = publishedCuts.map((cut) => ({ value: cut, label: cutLabels[cut] }));

export function isPublishedCut(text: string): text is PublishedCut {
  return publishedCuts.some((cut) => cut === text);
}

function countWords(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;
}

/** Whose totals are in the sums, and of which days they are. */
export function sumsWords({ counts, firstDay, lastDay, staleDays }: RollUpReply): string {
  const { districts, published, stale, missing } = counts;
  if (districts === 0) return 'No district has been invited yet.';
  if (published === 0) return `None of ${countWords(districts, 'district', 'districts')} has published yet.`;
  const days = firstDay === lastDay ? `as of ${firstDay}` : `of days from ${firstDay} to ${lastDay}`;
  const late = stale === 0 ? '' : ` ${countWords(stale, 'is', 'are')} older than ${staleDays} days.`;
  const away = missing === 0 ? '' : ` ${countWords(missing, 'district is', 'districts are')} missing.`;
  return `The sums are those of ${published.toLocaleString('en-US')} of ${countWords(districts, 'district', 'districts')}, ${days}.${late}${away}`;
}

/** In which fiscal years the districts reckon; '' where there is nothing to say. */
export function yearsWords({ calendars, planYears }: RollUpReply): string {
  const [only] = calendars;
  if (only === undefined) return '';
  const years =
    calendars.length === 1
      ? `Fiscal years run from ${calendarWords(only)} in every district.`
      : `Fiscal years differ: ${calendars.map(calendarWords).join('; ')}. Each is summed by itself.`;
  const plans = planYears.length < 2 ? '' : ` Their plans are those of ${planYears.join(' and ')}.`;
  return years + plans;
}
