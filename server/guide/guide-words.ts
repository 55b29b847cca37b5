import { isLate, plainStatus } from '../../shared/guide/plain-status.ts';
import type { SiteWork, WorkDay } from '../../shared/plan/schedule/site-work.ts';
import type { Catalogue } from './catalogue.ts';

/** "October 31, 2026" in the language of the page. */
export function dayWords(day: string, { tag }: Catalogue): string {
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(tag, options);
}

/** A day of the schedule: when it was, or when it is expected to be. */
export function workDayWords(day: WorkDay | null, words: Catalogue): string {
  if (day === null) return words.unknownDay;
  const text = dayWords(day.day, words);
  return day.isActual ? words.happened(text) : words.expected(text);
}

/** A value of one of the plan's lists, or the name of a system, in the language of the page. */
export function termWords(term: string, { terms }: Catalogue): string {
  return terms.get(term) ?? term;
}

const CENTS = 100;

/** Whole dollars as the public reads them; cents are in the data files. */
export function moneyWords(cents: number, { tag }: Catalogue): string {
  return (cents / CENTS).toLocaleString(tag, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
}

/** How work stands, such as "Under way, being installed; 22 days later than first planned". */
export function statusWords(work: SiteWork, asOf: string, words: Catalogue): string {
  const status = plainStatus(work, asOf);
  const phase = status === 'underway' || status === 'planned' ? words.phases[work.phase] : undefined;
  const late = isLate(work)
    ? words.late(work.variance !== null && work.variance > 0 ? work.variance : null)
    : undefined;
  return [[words.status[status], phase].filter((text) => text !== undefined).join(', '), late]
    .filter((text) => text !== undefined)
    .join('; ');
}
