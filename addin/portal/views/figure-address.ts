import { cutLabels, isCut, tableOfCut } from '../../../shared/plan/figures/cuts.ts';
import { measures, requestMeasures } from '../../../shared/plan/figures/measures.ts';
import { isDate } from '../../../shared/tables/kinds/calendar-dates.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import type { ExplainedFigure } from '../../views/totals/explained-figure.ts';
import { DAY, FIGURE, PART, REVISION, SINCE } from './with-figure.ts';

/** The figure that an address looks into; null: none, or one that there is not. */
export function figureIn(query: URLSearchParams, names: CodeNames): ExplainedFigure | null {
  const name = query.get(FIGURE);
  const measure = [...measures, ...requestMeasures].find((each) => each.name === name && each.kind === 'money');
  const groups = query.getAll(PART).map(groupIn);
  if (measure === undefined || !groups.every((group) => group !== null)) return null;
  // A figure is of one group of a cut.
  if (new Set(groups.map(([cut]) => cut)).size < groups.length) return null;
  const [at, day, since] = [query.get(REVISION) ?? '', query.get(DAY) ?? '', query.get(SINCE)];
  return {
    measure: measure.name,
    label: measure.label,
    of: ofWords(groups, names),
    part: Object.fromEntries(groups),
    revision: /^\d{1,9}$/.test(at) ? Number(at) : null,
    asOf: isDate(day) ? day : null,
    ...(since === null ? {} : { since }),
  };
}

type Group = readonly [cut: keyof typeof cutLabels, group: string];

function groupIn(text: string): Group | null {
  const end = text.indexOf(':');
  const cut = text.slice(0, end);
  return end > 0 && isCut(cut) ? [cut, text.slice(end + 1)] : null;
}

/** "Program", "BND-A · Measure A (2016)", "Project 26.00009 · Wi-Fi, Funding Source BND-A · Measure A (2016)". */
function ofWords(groups: readonly Group[], names: CodeNames): string {
  const words = groups.map(([cut, group]) => {
    const table = tableOfCut[cut];
    const named = table === null ? group : withName(names, table, group);
    return groups.length === 1 ? named : `${cutLabels[cut]} ${named}`;
  });
  return words.length === 0 ? 'Program' : words.join(', ');
}
