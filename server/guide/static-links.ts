import { posix } from 'node:path';
import type { GuidePlace } from './guide-place.ts';
import type { LanguageName } from './languages/all-languages.ts';
import { pathOf, type LinkTo } from './server-links.ts';

/** The file of a place on a site without a server: English at the top, every other language in a folder of its own. */
export function fileOf(place: GuidePlace, language: LanguageName): string {
  const path = pathOf(place);
  // Files of data and the schedule are the same in every language.
  if (place.kind === 'schedule' || place.kind === 'data') return path;
  const folder = language === 'en' ? '' : `${language}/`;
  if (place.kind === 'calendar') return `${folder}${path}`;
  if (place.kind === 'home' || place.kind === 'search') return `${folder}index.html`;
  const page = 'page' in place && place.page > 1 ? `-page-${place.page}` : '';
  return `${folder}${path}${page}.html`;
}

/** Relative addresses as seen from a file, so that the site works below any address and from a folder. */
export function staticLinks(from: string): LinkTo {
  return (place, language) => posix.relative(posix.dirname(from), fileOf(place, language));
}
