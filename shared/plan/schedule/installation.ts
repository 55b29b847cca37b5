import type { Row } from '../../tables/all-tables.ts';

type Dates = 'milestone' | 'actualStart' | 'actualFinish' | 'forecastStart' | 'forecastFinish';

/** A step of a project as the installation looks at it; dates are `YYYY-MM-DD`. */
type Step = Pick<Row<'milestones'>, Dates>;

/** From when to when something is installed, both days included. */
export interface Installation<S extends Step> {
  readonly from: string;
  readonly to: string;
  /** The step that begins it; where there is none, the one that completes it. */
  readonly begins: S;
  readonly ends: S;
}

const START = 'M50';
const COMPLETE = 'M60';

/**
 * [V42] The installation among the steps of a place, from its start (M50) to its completion (M60), the first of each counting. Null where
 * it is over, has no end, or would end before it begins: then it is in nobody's way.
 */
export function installationOf<S extends Step>(steps: readonly S[]): Installation<S> | null {
  const ends = steps.find(({ milestone }) => milestone.startsWith(COMPLETE));
  if (ends === undefined || ends.actualFinish !== null) return null;
  const begins = steps.find(({ milestone }) => milestone.startsWith(START)) ?? ends;
  const from = begins.actualStart ?? begins.forecastStart ?? begins.actualFinish ?? begins.forecastFinish;
  const to = ends.forecastFinish;
  return from === null || to === null || from > to ? null : { from, to, begins, ends };
}

/** [V42] True when work from one day to another falls into blocked days; all of these days are included. */
export function meets(days: { readonly from: string; readonly to: string }, from: string, to: string): boolean {
  return from <= to && days.from <= to && days.to >= from;
}
