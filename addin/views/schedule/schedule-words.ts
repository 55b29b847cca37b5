import type { SiteWork, WorkDay } from '../../../shared/plan/schedule/site-work.ts';
import { standingLabels, workStanding } from '../../../shared/plan/sites/site-standing.ts';
import { counted } from '../cell-words.ts';

/** "October 31, 2026" */
export function longDay(day: string): string {
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', options);
}

/** When it happened, or when it is expected to. */
export function workDayWords(day: WorkDay | null): string {
  if (day === null) return 'Not set yet';
  return day.isActual ? longDay(day.day) : `Expected ${longDay(day.day)}`;
}

/** "43 days late", "past due"; empty where it is on time. */
export function varianceWords({ variance, isPastDue }: Pick<SiteWork, 'variance' | 'isPastDue'>): string {
  const days =
    variance === null || variance === 0
      ? ''
      : variance > 0
        ? `${counted(variance, 'day')} late`
        : `${counted(-variance, 'day')} early`;
  return [isPastDue ? 'past due' : '', days].filter((text) => text !== '').join(', ');
}

/** "43 days late", "Under way", "Done, 2 days early": how work stands, in a few words. */
export function standingWords(line: SiteWork, asOf: string): string {
  const standing = workStanding(line, asOf);
  const variance = varianceWords(line);
  if (variance === '') return standingLabels[standing];
  return standing === 'late' ? variance : `${standingLabels[standing]}, ${variance}`;
}

/** [V42] "Has slipped into days without work: State testing, 2027-04-12 to 2027-05-28". */
export function clashWords({ clashes }: Pick<SiteWork, 'clashes'>): string[] {
  return clashes.map(({ type, from, to, isSlip }) => {
    const how = isSlip ? 'Has slipped into days without work' : 'Falls into days without work';
    return `${how}: ${type}, ${from} to ${to}`;
  });
}
