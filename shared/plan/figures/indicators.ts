import { daysBetween } from '../../tables/kinds/calendar-dates.ts';
import type { ProgramSettings, SettingName } from '../program-settings.ts';
import type { Amounts } from './amounts.ts';
import { obligatedOf, vacOf } from './measures.ts';
import type { ProgramRow } from './program-rows.ts';

export type Indicator = 'Green' | 'Yellow' | 'Red' | '–';

/** The settings of a program at which a colour ends. */
export const indicatorSettings = [
  'yellowOverrunPercent',
  'greenDaysLate',
  'yellowDaysLate',
  'contingencyLeadPoints',
] as const satisfies readonly SettingName[];

/** Where each colour ends in a program. */
export type Thresholds = Pick<ProgramSettings, (typeof indicatorSettings)[number]>;

type Milestone = ProgramRow<'milestones'>['cells'];

/** (Actual, else forecast finish) less baseline finish in calendar days; positive is late; null without both dates. */
export function finishVariance(
  milestone: Pick<Milestone, 'baselineFinish' | 'forecastFinish' | 'actualFinish'>,
): number | null {
  const finish = milestone.actualFinish ?? milestone.forecastFinish;
  return finish === null || milestone.baselineFinish === null ? null : daysBetween(milestone.baselineFinish, finish);
}

/** A tenth of a percent, in which percentages are kept. */
const TENTHS = 1_000;

/** Green while the forecast stays within the current budget; red when it is far over, or when more is obligated than budgeted. */
export function budgetIndicator(
  amounts: Readonly<Amounts>,
  { yellowOverrunPercent }: Pick<Thresholds, 'yellowOverrunPercent'>,
): Indicator {
  const vac = vacOf(amounts);
  const obligated = obligatedOf(amounts);
  if (amounts.current === 0 && vac === 0 && obligated === 0) return '–';
  if (obligated > amounts.current) return 'Red';
  if (vac >= 0) return 'Green';
  return -vac * TENTHS <= yellowOverrunPercent * amounts.current ? 'Yellow' : 'Red';
}

/** By the latest site of the project at substantial completion (M70). */
export function scheduleIndicator(
  milestones: readonly Milestone[],
  { greenDaysLate, yellowDaysLate }: Pick<Thresholds, 'greenDaysLate' | 'yellowDaysLate'>,
): Indicator {
  let worst: number | null = null;
  for (const milestone of milestones) {
    if (!milestone.milestone.startsWith('M70')) continue;
    const days = finishVariance(milestone);
    if (days !== null && (worst === null || days > worst)) worst = days;
  }
  if (worst === null) return '–';
  if (worst <= greenDaysLate) return 'Green';
  return worst <= yellowDaysLate ? 'Yellow' : 'Red';
}

/** Yellow when the share of contingency used runs too many points ahead of physical completion (0.0001 % steps). */
export function contingencyIndicator(
  amounts: Readonly<Amounts>,
  percentComplete: number,
  { contingencyLeadPoints }: Pick<Thresholds, 'contingencyLeadPoints'>,
): Indicator {
  const whole = amounts.contingencyBudget + amounts.contingencyDrawn;
  if (whole <= 0) return '–';
  const usedPercent = (amounts.contingencyDrawn * 100) / whole;
  return usedPercent > percentComplete / 10_000 + contingencyLeadPoints ? 'Yellow' : 'Green';
}

const badness: { readonly [I in Indicator]: number } = { '–': 0, Green: 1, Yellow: 2, Red: 3 };

export function worstOf(indicators: readonly Indicator[]): Indicator {
  return indicators.reduce((worst, next) => (badness[next] > badness[worst] ? next : worst), '–');
}

/** An indicator as stored in a list column; anything else counts as not judged. */
export function indicatorOf(text: string | null): Indicator {
  return text === 'Green' || text === 'Yellow' || text === 'Red' ? text : '–';
}
