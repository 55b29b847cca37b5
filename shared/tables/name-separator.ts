/** Stands between a code and its name: "0417 · Alder Elementary". No code holds a space, so the first one ends the code. */
export const NAME_SEPARATOR = ' · ';

const NAMED = /^(\S+)\s+·\s+\S/u;

/** The code of "0417 · Alder Elementary"; any other text as it is. */
export function codeBeforeName(text: string): string {
  return NAMED.exec(text)?.[1] ?? text;
}
