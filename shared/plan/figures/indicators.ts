import { daysBetween } from '../../tables/kinds/calendar-dates.ts';
import type { Amounts } from './amounts.ts';
import { obligatedOf, vacOf } from './measures.ts';
import type { ProgramRow } from './program-rows.ts';

export type Indicator = 'Green' | 'Yellow' | 'Red' | '–';

/** Default thresholds; offices differ, so they stand in one place. */
export const thresholds = {
  /** Percent of the current budget by which the forecast may exceed it and still be yellow. */
  yellowOverrunPercent: 5,
  /** Days late at substantial completion up to which a project is green, and yellow. */
  greenDaysLate: 14,
  yellowDaysLate: 45,
  /** Points by which contingency use may run ahead of physical completion. */
  contingencyLeadPoints: 15,
} as const;

type Milestone = ProgramRow<'milestones'>['cells'];

/** (Actual, else forecast finish) less baseline finish in calendar days; positive is late; null without both dates. */
export function finishVariance(milestone: Milestone): number | null {
  const finish = milestone.actualFinish ?? milestone.forecastFinish;
  return finish === null || milestone.baselineFinish === null ? null : daysBetween(milestone.baselineFinish, finish);
}

/** Green while the forecast stays within the current budget; red beyond 5 % over, or when more is obligated than budgeted. */
export function budgetIndicator(amounts: Readonly<Amounts>): Indicator {
  const vac = vacOf(amounts);
  const obligated = obligatedOf(amounts);
  if (amounts.current === 0 && vac === 0 && obligated === 0) return '–';
  if (obligated > amounts.current) return 'Red';
  if (vac >= 0) return 'Green';
  return -vac * 100 <= thresholds.yellowOverrunPercent * amounts.current ? 'Yellow' : 'Red';
}

/** By the latest site of the project at substantial completion (M70). */
export function scheduleIndicator(milestones: readonly Milestone[]): Indicator {
  let worst: number | null = null;
  for (const milestone of milestones) {
    if (!milestone.milestone.startsWith('M70')) continue;
    const days = finishVariance(milestone);
    if (days !== null && (worst === null || days > worst)) worst = days;
  }
  if (worst === null) return '–';
  if (worst <= thresholds.greenDaysLate) return 'Green';
  return worst <= thresholds.yellowDaysLate ? 'Yellow' : 'Red';
}

/** Yellow when the share of contingency used is more than 15 points ahead of physical completion (0.0001 % steps). */
export function contingencyIndicator(amounts: Readonly<Amounts>, percentComplete: number): Indicator {
  const whole = amounts.contingencyBudget + amounts.contingencyDrawn;
  if (whole <= 0) return '–';
  const usedPercent = (amounts.contingencyDrawn * 100) / whole;
  return usedPercent > percentComplete / 10_000 + thresholds.contingencyLeadPoints ? 'Yellow' : 'Green';
}

const badness: { readonly [I in Indicator]: number } = { '–': 0, Green: 1, Yellow: 2, Red: 3 };

export function worstOf(indicators: readonly Indicator[]): Indicator {
  return indicators.reduce((worst, next) => (badness[next] > badness[worst] ? next : worst), '–');
}

/** An indicator as stored in a list column; anything else counts as not judged. */
export function indicatorOf(text: string | null): Indicator {
  return text === 'Green' || text === 'Yellow' || text === 'Red' ? text : '–';
}
