import type { CodeNames } from '../tables/code-names.ts';
import { placeWords } from '../tables/place-words.ts';
import type { Locked } from './outcome.ts';

/**
 * [FD1] Who fixed what was refused, when and by which act: "Projects · 26.00001 · North Group 1: approved by Ann Vela on
 * 2025-11-18." What nobody knows is left out.
 */
export function lockedWords({ table, key, act, by, at }: Locked, names: CodeNames): string {
  const who = by === null ? '' : ` by ${by}`;
  const when = at === null ? '' : ` on ${at.slice(0, 'YYYY-MM-DD'.length)}`;
  return `${placeWords(table, key, null, names)}: ${act}${who}${when}.`;
}
