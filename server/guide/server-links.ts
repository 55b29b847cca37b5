import type { LanguageName } from './languages/all-languages.ts';
import { slugOf } from '../../shared/guide/guide-model.ts';
import type { GuidePlace } from './guide-place.ts';

/** The address of a place of the guide. */
export type LinkTo = (place: GuidePlace, language: LanguageName) => string;

/** Addresses on this server: below /guide/{program}/, the language as a question where it is not English. */
export function serverLinks(program: string): LinkTo {
  return (place, language) => {
    const query = new URLSearchParams();
    if (place.kind === 'search') query.set('q', place.words);
    if ('page' in place && place.page > 1) query.set('page', String(place.page));
    if (language !== 'en') query.set('lang', language);
    const path = `/guide/${encodeURIComponent(program)}/${pathOf(place)}`;
    return query.size === 0 ? path : `${path}?${query.toString()}`;
  };
}

/** A place below its guide's first page. */
export function pathOf(place: GuidePlace): string {
  switch (place.kind) {
    case 'home':
    case 'search':
      return '';
    case 'region':
      return `regions/${slugOf(place.region)}`;
    case 'program':
      return `programs/${place.slug}`;
    case 'school':
      return `schools/${encodeURIComponent(place.code)}`;
    case 'project':
      return `projects/${encodeURIComponent(place.number)}`;
    case 'schedule':
      return 'schedule.pdf';
    case 'calendar':
      return `schools/${encodeURIComponent(place.code)}.ics`;
    case 'data':
      return `data/${place.name}.${place.format}`;
  }
}
