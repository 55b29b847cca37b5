import { invalidRequest } from '../errors.ts';

/** Where the page before has ended: a revision, and a place in it or in what is made of it. */
export interface PageCursor {
  readonly revision: number;
  readonly place: number;
}

/** Reads `next` of the page before. `of` names the list for whoever sends something else; throws invalid_request then. */
export function parseCursor(cursor: string, of: string): PageCursor {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor);
  if (!match) throw invalidRequest('cursor', `This is no cursor of ${of}.`);
  return { revision: Number(match[1]), place: Number(match[2]) };
}

export function cursorText({ revision, place }: PageCursor): string {
  return `${revision}.${place}`;
}
