import { createHash } from 'node:crypto';
import ical from 'ical-generator';
import type { GuideModel, GuideSchool } from '../../shared/guide/guide-model.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Catalogue } from './catalogue.ts';
import { statusWords, termWords } from './guide-words.ts';

interface FeedOptions {
  readonly words: Catalogue;
  /** Of the school's page, whole; null: there is none. */
  readonly address: string | null;
}

/** The installations at a school as a calendar to subscribe to: whole days, from start to finish. */
export function calendarFeed(school: GuideSchool, model: GuideModel, { words, address }: FeedOptions): string {
  const calendar = ical({
    name: `${school.name} – ${words.guide}`,
    prodId: { company: 'SEP Sync', product: 'Guide', language: words.tag.slice(0, 2).toUpperCase() },
    // Calendar programs look once a day.
    ttl: 24 * 60 * 60,
  });
  for (const work of school.work) {
    const [from, to] = [work.start?.day ?? work.finish?.day, work.finish?.day ?? work.start?.day];
    if (from === undefined || to === undefined || to < from) continue;
    calendar.createEvent({
      // The same for the same work in every issue, so that a moved date moves the entry.
      id: `${createHash('sha256').update(`${model.program}\n${work.project}\n${school.code}`).digest('hex').slice(0, 32)}@sep-sync`,
      start: new Date(`${from}T00:00:00Z`),
      end: new Date(`${addDays(to, 1)}T00:00:00Z`),
      allDay: true,
      timezone: 'UTC',
      stamp: new Date(`${model.asOf}T00:00:00Z`),
      summary: words.noisyWork(work.projectName),
      description: `${statusWords(work, model.asOf, words)}. ${work.systems.map((system) => termWords(system, words)).join(', ')}`,
      location: `${school.name}, ${school.address}`,
      ...(address !== null && { url: address }),
    });
  }
  return calendar.toString();
}
