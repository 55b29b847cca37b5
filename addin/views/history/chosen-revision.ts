/** A revision as it is chosen: one of the list by its number as text, `OTHER`: the one that is typed. */
export interface ChosenRevision {
  readonly listed: string;
  readonly typed: string;
}

/** A number that is typed, because the revision is not in the list. */
export const OTHER = 'other';

/** The plan as it is, where that can be chosen. */
export const NOW = 'now';

/** Nothing is chosen yet. */
export const NONE = '';

/** The number that is chosen, null for now, or what is wrong with it. */
export function revisionOf({ listed, typed }: ChosenRevision): number | null | string {
  if (listed === NOW) return null;
  if (listed === NONE) return 'Choose a revision.';
  const text = listed === OTHER ? typed : listed;
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : 'Type a number, such as 148.';
}

/** What is wrong with comparing one revision with another; null where nothing is. `to` null: now. */
export function orderProblem(from: number, to: number | null): string | null {
  return to !== null && to < from ? 'Choose a later revision than the first.' : null;
}

/** What is to be compared, or what is wrong with either choice; null where nothing is wrong with it. */
export type ChosenPair =
  | { readonly ok: true; readonly from: number; readonly to: number | null }
  | { readonly ok: false; readonly wrong: { readonly from: string | null; readonly to: string | null } };

/** Two revisions to compare, the second one null for now. Now is no first one: nothing is later. */
export function chosenPair(from: ChosenRevision, to: ChosenRevision): ChosenPair {
  const [first, second] = [revisionOf(from), revisionOf(to)];
  const toWrong = typeof second === 'string' ? second : null;
  if (typeof first !== 'number') return { ok: false, wrong: { from: first, to: toWrong } };
  if (typeof second === 'string') return { ok: false, wrong: { from: null, to: second } };
  const order = orderProblem(first, second);
  return order === null ? { ok: true, from: first, to: second } : { ok: false, wrong: { from: null, to: order } };
}
