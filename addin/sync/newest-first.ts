import type { OpenRefusal } from './session/sync-state.ts';

/**
 * [FB4] Refusals in the order in which they are told: those that nobody has been told of yet come first, in the order of
 * the tables; the others stay as they were told, so that a list that somebody is working through keeps its order.
 */
export function newestFirst(refusals: readonly OpenRefusal[], told: readonly OpenRefusal[]): OpenRefusal[] {
  const places = new Map(told.map((refusal, index) => [refusalText(refusal), index]));
  const placeOf = (refusal: OpenRefusal): number => places.get(refusalText(refusal)) ?? -1;
  return refusals.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The same refusal again is one of the same value at the same place for the same reason. */
function refusalText({ table, row, column, rule, value }: OpenRefusal): string {
  return JSON.stringify([table, row, column, rule, value]);
}
