import { noAmounts } from '../figures/amounts.ts';
import { cuts, isRequestCut, isSourceCut, type Cut } from '../figures/cuts.ts';
import { postedMeasure, requestMeasures, sourceMeasures } from '../figures/measures.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import { totalsOf, valuesOf } from '../figures/totals.ts';
import type { FigurePart } from '../figures/explain-figure.ts';

/**
 * A figure as totals show it, in cents, worked out from sums and not from what it is made of. Null where totals show no such
 * figure: of a budget line together with anything else, or what sources and requests say by anything but themselves.
 */
export function figureValue(facts: PlanFacts, measure: string, part: FigurePart): number | null {
  const named = cuts.filter((cut) => part[cut] !== undefined);
  if (part.change !== undefined || part.account !== undefined) return null;
  if (part.line !== undefined) return named.length > 0 ? null : lineValue(facts, measure, part.line);
  const by = shownBy(measure, named);
  if (by === null) return null;
  const { rows, total } = totalsOf(facts, by);
  if (named.length === 0) return total[measure] ?? null;
  const row = rows.find(({ groups }) => by.every((cut, i) => groups[i] === part[cut]));
  return row === undefined ? 0 : (row.values[measure] ?? null);
}

function lineValue(facts: PlanFacts, measure: string, id: string): number | null {
  for (const { lines } of facts.projects.values()) {
    const line = lines.find((each) => each.id === id && each.row !== null);
    if (line) return valuesOf(line.amounts)[measure] ?? null;
  }
  return Object.hasOwn(valuesOf(noAmounts()), measure) ? 0 : null;
}

/** The cuts by which totals show the measure; null: they do not show it by these. */
function shownBy(measure: string, named: readonly Cut[]): readonly Cut[] | null {
  const alone = (isOwn: (cut: Cut) => boolean, whole: Cut): readonly Cut[] | null => {
    if (named.length === 0) return [whole];
    return named.length === 1 && named.every(isOwn) ? named : null;
  };
  if (sourceMeasures.some(({ name }) => name === measure)) return alone(isSourceCut, 'source');
  if (requestMeasures.some(({ name }) => name === measure)) return alone(isRequestCut, 'frn');
  return measure === postedMeasure.name ? alone((cut) => cut === 'fiscalYear', 'fiscalYear') : named;
}
