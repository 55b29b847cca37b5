import { cuts, type Cut } from '../../shared/plan/figures/cuts.ts';
import { isAdditive } from './asked-measure.ts';
import type { Question } from './question.ts';

/**
 * Cuts that a reply must have for a question. A reply by more cuts does as well, unless `isExact`: percentages do not add
 * up, and some measures exist in one cut only.
 */
export interface Need {
  readonly by: readonly Cut[];
  readonly isExact: boolean;
  /** The day that the figures are to be of; null: as the workbook's revision has them. */
  readonly asOf: string | null;
}

export function needOf({ measure, conditions, asOf }: Question): Need {
  const by = conditions.map(({ cut }) => cut);
  if (measure.onlyBy !== null) return { by: [measure.onlyBy], isExact: true, asOf };
  // The program's own figure stands in every reply.
  return { by, isExact: by.length > 0 && !isAdditive(measure), asOf };
}

/** True when a reply by these cuts, of the same day, answers the need. */
export function suits(need: Omit<Need, 'asOf'>, by: readonly Cut[]): boolean {
  return need.by.every((cut) => by.includes(cut)) && (!need.isExact || by.length === need.by.length);
}

/**
 * The requests that answer all needs of one day: one by the union of the cuts of everything that adds up, and one for each exact set
 * of cuts. Where an exact one has all the cuts of the union, it serves for both.
 */
export function planRequests(needs: readonly Need[]): readonly (readonly Cut[])[] {
  const requests: (readonly Cut[])[] = [];
  for (const need of needs) {
    if (need.isExact && !requests.some((by) => suits(need, by))) requests.push(need.by);
  }
  const others = needs.filter(({ isExact }) => !isExact);
  const union = { by: cuts.filter((cut) => others.some(({ by }) => by.includes(cut))), isExact: false };
  if (others.length > 0 && !requests.some((by) => suits(union, by))) requests.push(union.by);
  return requests;
}
