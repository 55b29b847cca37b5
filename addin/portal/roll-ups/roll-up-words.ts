import { cutLabels } from '../../../shared/plan/figures/cuts.ts';
import { publishedCuts, type PublishedCut } from '../../../shared/roll-up/published-cuts.ts';

/** What sums can be told by, in the order in which it is offered. */
export const cutChoices = publishedCuts.map((cut) => ({ value: cut, label: cutLabels[cut] }));

export function isPublishedCut(text: string): text is PublishedCut {
  return publishedCuts.some((cut) => cut === text);
}
