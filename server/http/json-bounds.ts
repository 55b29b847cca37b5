import { HttpError, invalidRequest } from '../errors.ts';

/** Arrays and objects within each other; a sync goes six deep. */
const DEEPEST = 10;
/** Arrays and objects in all: a first push of 100,000 rows has 300,000, and each costs far more memory than its two bytes. */
const MOST_CONTAINERS = 1_000_000;
/** Values in all: 100,000 rows with 40 cells each. */
const MOST_VALUES = 4_000_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Looks at the bytes of a JSON text in the order in which they come. */
export interface JsonBounds {
  /** Throws invalid_request or too_large as soon as the text is more than a parser should be given. */
  look(bytes: Uint8Array): void;
}

/**
 * [FD4] Bounds what a JSON text may make a parser build, before one sees it: a small packed body can hold millions of arrays
 * within each other. Whether it is JSON at all is for the parser to say.
 */
export function createJsonBounds(): JsonBounds {
  let depth = 0;
  let containers = 0;
  let values = 0;
  let inText = false;
  let isEscaped = false;

  /** Goes on in a text value from `at`. @returns the place after its end, or the length when it goes on in the next bytes */
  function textEnd(bytes: Uint8Array, at: number): number {
    for (let place = at; place < bytes.length; place++) {
      if (isEscaped) isEscaped = false;
      else if (bytes[place] === BACKSLASH) isEscaped = true;
      else if (bytes[place] === QUOTE) {
        inText = false;
        return place + 1;
      }
    }
    return bytes.length;
  }

  function count(byte: number | undefined): void {
    if (byte === COMMA) values++;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      depth++;
      containers++;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth--;
    else if (byte === QUOTE) inText = true;
  }

  return {
    look: (bytes) => {
      let at = 0;
      while (at < bytes.length) {
        if (inText) at = textEnd(bytes, at);
        else {
          count(bytes[at]);
          at++;
          if (depth > DEEPEST) throw invalidRequest('', `The body is nested more than ${DEEPEST} deep.`);
        }
      }
      if (containers > MOST_CONTAINERS || values > MOST_VALUES) {
        throw new HttpError('too_large', 'The request holds too many values. Send it in smaller parts.');
      }
    },
  };
}
