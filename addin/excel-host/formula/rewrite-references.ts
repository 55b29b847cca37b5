import type { WrittenReference } from './expression.ts';
import { parseFormula } from './parse-formula.ts';

/** The text of a reference that no longer leads anywhere. */
export const LOST = '#REF!';

/**
 * The formula with some of its references written anew; everything else, blanks and capitals included, stays as a person
 * typed it. `rewrite` is given a reference with its text and answers the new text, or undefined to leave it.
 */
export function rewriteReferences(
  formula: string,
  rewrite: (reference: WrittenReference['expression'], text: string) => string | undefined,
): string {
  const references = parseFormula(formula)?.references ?? [];
  let out = '';
  let at = 0;
  for (const { start, end, expression } of references) {
    const after = rewrite(expression, formula.slice(start, end));
    if (after === undefined) continue;
    out += formula.slice(at, start) + after;
    at = end;
  }
  return out + formula.slice(at);
}

/** Splits `'My sheet'!A1` into what stands before the cells, exclamation mark included, and the cells. */
export function splitPrefix(text: string): readonly [prefix: string, rest: string] {
  const at = text.lastIndexOf('!') + 1;
  return [text.slice(0, at), text.slice(at)];
}
