/**
 * A book is kept in parts, so that a cell that changes costs the rows around it and not the book: the frame (everything
 * that is not in rows) and blocks of rows. Parts are JSON texts by name.
 */
export const FRAME = 'frame';

/** A part with what tells whether it is as it was kept. */
export interface Part {
  readonly text: string;
  readonly print: string;
}

export function partOf(text: string): Part {
  return { text, print: fingerprint(text) };
}

/** Tells a part that is as it was kept from one that is not: its length, and FNV-1a of its text. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return `${text.length}-${(hash >>> 0).toString(36)}`;
}
