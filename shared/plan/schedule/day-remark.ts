/** From when until today the plan has been kept, as days where the program is. */
export interface PlanSpan {
  /** The day on which its first revision was made. */
  readonly begun: string;
  readonly today: string;
}

/** What somebody has to know who reads figures of a day on which the plan was not, or is not yet. */
export interface DayRemark {
  readonly words: string;
  /** The figures of that day say nothing, so they are better not shown. */
  readonly isEmpty: boolean;
}

/**
 * The remark on figures as of a day; null: it lies within the span. `dated` are the figures of the program that only dated
 * rows make, in cents: before the plan was begun these alone tell whether it knows anything of that day.
 */
export function dayRemark(asOf: string, { begun, today }: PlanSpan, dated: readonly number[]): DayRemark | null {
  if (asOf > today) {
    const words = `${asOf} is still to come. Counted is what is dated up to then, as far as the plan knows it today.`;
    return { words, isEmpty: false };
  }
  if (asOf >= begun) return null;
  if (dated.every((cents) => cents === 0)) {
    const words = `There are no figures as of ${asOf}: this plan was begun on ${begun}, and no obligation or payment in it is dated that early. Choose a later day.`;
    return { words, isEmpty: true };
  }
  const words = `This plan was begun on ${begun}. Counted is what was entered since then and is dated up to ${asOf}; original budgets carry no date, so they count in full.`;
  return { words, isEmpty: false };
}
