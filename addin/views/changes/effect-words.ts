import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { measureLabel } from '../../../shared/plan/figures/measures.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { effectMeasures, type Effect } from '../../../shared/sync/apply/preflight.ts';
import { differenceWords } from '../money-words.ts';

/** One figure before and after, as text. */
export interface EffectLine {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** Every figure of the effect that changes, in the order of the reports. */
export function effectLines({ measures: changed }: Effect): EffectLine[] {
  return effectMeasures.flatMap((name): EffectLine[] => {
    const figure = changed[name];
    if (!figure) return [];
    const { before, after } = figure;
    const difference = differenceWords(after - before);
    return [{ label: measureLabel(name), before: formatMoney(before), after: formatMoney(after), difference }];
  });
}

/** The figure of the effect that changes most; null when none does. */
export function largestLine(effect: Effect): EffectLine | null {
  const sizes = Object.values(effect.measures).map(({ before, after }) => Math.abs(after - before));
  const largest = Math.max(...sizes);
  // Of several that change alike, the current budget says most; without it, the first of the reports.
  const names = effectMeasures.filter((name) => {
    const figure = effect.measures[name];
    return figure !== undefined && Math.abs(figure.after - figure.before) === largest;
  });
  const name = names.find((each) => each === 'current') ?? names[0];
  const figure = name === undefined ? undefined : effect.measures[name];
  if (name === undefined || figure === undefined) return null;
  return effectLines({ ...effect, measures: { [name]: figure } })[0] ?? null;
}

const groups = {
  source: { table: 'fundingSources', none: 'No source' },
  project: { table: 'projects', none: 'No project' },
} as const;

/** "BND-A · Measure A Bond". */
export function groupWords(cut: 'source' | 'project', group: string, names: CodeNames): string {
  const { table, none } = groups[cut];
  return group === '' ? none : withName(names, table, group);
}
