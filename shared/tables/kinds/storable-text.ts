const NUL = String.fromCharCode(0);

/** Halves of a pair that stand alone: text with one is no Unicode text, and comes back from a database as another. */
const LONE_SURROGATE = /\p{Cs}/u;
const UNSTORABLE = /\p{Cs}|\0/gu;

/** [E6] True for text that every database and .xlsx holds as it is: no NUL, and every surrogate in its pair. */
export function isStorable(text: string): boolean {
  return !text.includes(NUL) && !LONE_SURROGATE.test(text);
}

/** The text with a mark for each character that cannot be kept: for words about a change, which no rule refuses. */
export function asStorable(text: string): string {
  return text.replaceAll(UNSTORABLE, '\uFFFD');
}
