import type { SiteWork } from '../plan/schedule/site-work.ts';

/** How work stands, in words that everybody knows. */
export type PlainStatus = 'done' | 'underway' | 'planned' | 'onHold' | 'undated';

export function plainStatus({ status, start, finish }: SiteWork, asOf: string): PlainStatus {
  if (finish?.isActual === true) return 'done';
  if (status === 'On Hold') return 'onHold';
  if (start === null && finish === null) return 'undated';
  return start !== null && start.isActual && start.day <= asOf ? 'underway' : 'planned';
}

/** True for what is not done and expected later after it was first planned than the program calls green: two weeks, unless it says otherwise. */
export function isLate({
  indicator,
  finish,
  isPastDue,
}: Pick<SiteWork, 'indicator' | 'finish' | 'isPastDue'>): boolean {
  if (finish?.isActual === true) return false;
  return isPastDue || indicator === 'Yellow' || indicator === 'Red';
}
