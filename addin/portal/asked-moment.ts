/** Which state of the plan is asked for: as of a day, or at a baseline by its id. Neither: as it is today. */
export interface AskedMoment {
  readonly asOf: string | null;
  readonly baseline: string | null;
}

export const today: AskedMoment = { asOf: null, baseline: null };

/** " as of 2026-10-31", " at baseline B3"; "" for today. */
export function momentWords({ asOf, baseline }: AskedMoment): string {
  if (baseline !== null) return ` at baseline ${baseline}`;
  return asOf === null ? '' : ` as of ${asOf}`;
}
