import { HttpError } from '../errors.ts';

/** A line of a text that comes in parts. */
export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Nothing ends it: the text does. */
  readonly isLast: boolean;
}

const LINE_FEED = 0x0a;
/** Empty ones count as well: 64 MiB of them come in as 64 KiB, and bounds of JSON see nothing in them. */
const MOST_LINES = 500_000;

/** The lines of UTF-8 text as it comes; empty ones are left out. No more than one is held. Throws too_large for more than half a million. */
export async function* textLines(parts: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  let begun: Uint8Array[] = [];
  let number = 0;
  const utf8 = new TextDecoder();
  function lineOf(end: Uint8Array, isLast: boolean): TextLine | null {
    const text = utf8.decode(begun.length === 0 ? end : Buffer.concat([...begun, end]));
    begun = [];
    number++;
    if (number > MOST_LINES)
      throw new HttpError('too_large', 'The request has too many lines. Send it in smaller parts.');
    return text.trim() === '' ? null : { text, number, isLast };
  }
  for await (const part of parts) {
    let start = 0;
    for (let end = part.indexOf(LINE_FEED); end >= 0; end = part.indexOf(LINE_FEED, start)) {
      const line = lineOf(part.subarray(start, end), false);
      start = end + 1;
      if (line) yield line;
    }
    // A part may be used again for the next one.
    if (start < part.length) begun.push(part.slice(start));
  }
  const last = lineOf(new Uint8Array(), true);
  if (last) yield last;
}
