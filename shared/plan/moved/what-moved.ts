import type { Cut } from '../figures/cuts.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import { totalsOf, type MeasureValues } from '../figures/totals.ts';

/** The figures of a comparison, in their order. */
export const movedMeasures = ['current', 'committed', 'expended', 'eac'] as const;

export type MovedMeasure = (typeof movedMeasures)[number];

export type MovedFigures = { readonly [M in MovedMeasure]: number };

/** A group of a cut at two moments, in cents; where it was or is not there, nothing. */
export interface MovedGroup {
  readonly group: string;
  readonly before: MovedFigures;
  readonly after: MovedFigures;
}

export interface MovedPlan {
  /** Groups of which any figure differs: that of which the budget has moved most comes first. */
  readonly moved: readonly MovedGroup[];
  /** Those of which none does, in the order of the later totals. */
  readonly same: readonly MovedGroup[];
  readonly total: Omit<MovedGroup, 'group'>;
}

/** Which groups of a cut have moved between two moments of the plan. */
export function whatMoved(before: PlanFacts, after: PlanFacts, cut: Cut): MovedPlan {
  const [were, are] = [totalsOf(before, [cut]), totalsOf(after, [cut])];
  const known = new Map(were.rows.map(({ groups: [group = ''], values }) => [group, values]));
  const now = new Map(are.rows.map(({ groups: [group = ''], values }) => [group, values]));
  const groups = [...new Set([...now.keys(), ...known.keys()])].map((group) => ({
    group,
    before: figuresOf(known.get(group)),
    after: figuresOf(now.get(group)),
  }));
  const moved = groups.filter(hasMoved);
  moved.sort(
    (a, b) => movedMeasures.map((name) => size(b, name) - size(a, name)).find((difference) => difference !== 0) ?? 0,
  );
  const total = { before: figuresOf(were.total), after: figuresOf(are.total) };
  return { moved, same: groups.filter((group) => !hasMoved(group)), total };
}

function figuresOf(values: MeasureValues | undefined): MovedFigures {
  const of = (name: MovedMeasure): number => values?.[name] ?? 0;
  return { current: of('current'), committed: of('committed'), expended: of('expended'), eac: of('eac') };
}

function hasMoved({ before, after }: MovedGroup): boolean {
  return movedMeasures.some((name) => before[name] !== after[name]);
}

function size({ before, after }: MovedGroup, name: MovedMeasure): number {
  return Math.abs(after[name] - before[name]);
}
