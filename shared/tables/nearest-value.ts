/** Letters that may be wrong, missing or too many for a value still to be meant. */
const MOST_WRONG = 2;

/** The value of a list that a wrong one most likely stands for: its beginning, or a slip away; else null. */
export function nearestOf(values: readonly string[], wrong: string): string | null {
  const typed = plain(wrong);
  if (typed === '') return null;
  const beginning = values.filter((value) => plain(value).startsWith(typed));
  if (beginning.length === 1) return beginning[0] ?? null;
  const near = values
    .map((value) => ({ value, wrong: distance(plain(value), typed) }))
    .sort((a, b) => a.wrong - b.wrong);
  const [best, next] = near;
  const isClear = best !== undefined && best.wrong <= MOST_WRONG && (next === undefined || next.wrong > best.wrong);
  return isClear && best.wrong < typed.length ? best.value : null;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Letters to change, add or leave out to get from one text to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
