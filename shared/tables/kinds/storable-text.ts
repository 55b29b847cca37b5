const NUL = String.fromCharCode(0);

/** Halves of a pair that stand alone: text with one is no Unicode text, and comes back from a database as another. */
const LONE_SURROGATE = /\p{Cs}/u;

/** [E6] True for text that every database and .xlsx holds as it is: no NUL, and every surrogate in its pair. */
export function isStorable(text: string): boolean {
  return !text.includes(NUL) && !LONE_SURROGATE.test(text);
}
