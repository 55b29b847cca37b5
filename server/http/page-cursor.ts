import { isDate } from '../../shared/tables/kinds/calendar-dates.ts';
import { invalidRequest } from '../errors.ts';

/** Where the page before has ended: a revision, a place in it or in what is made of it, and the day it was made as of. */
export interface PageCursor {
  readonly revision: number;
  readonly place: number;
  readonly day?: string;
}

/** Reads `next` of the page before. `of` names the list for whoever sends something else; throws invalid_request then. */
export function parseCursor(cursor: string, of: string): PageCursor {
  const match = /^(\d{1,15})\.(\d{1,15})(?:\.(\d{4}-\d{2}-\d{2}))?$/.exec(cursor);
  if (!match) throw invalidRequest('cursor', `This is no cursor of ${of}.`);
  const [, revision, place, day] = match;
  if (day !== undefined && !isDate(day)) throw invalidRequest('cursor', `This is no cursor of ${of}.`);
  return { revision: Number(revision), place: Number(place), ...(day === undefined ? {} : { day }) };
}

export function cursorText({ revision, place, day }: PageCursor): string {
  return `${revision}.${place}${day === undefined ? '' : `.${day}`}`;
}
