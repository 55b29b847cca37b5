import { isLate, plainStatus, type PlainStatus } from '../../guide/plain-status.ts';
import type { SiteWork } from '../schedule/site-work.ts';

/** How all that is done at a site stands together: by what asks most for somebody's attention. */
export type SiteStanding = 'late' | PlainStatus | 'none';

const byAttention: readonly SiteStanding[] = ['late', 'onHold', 'underway', 'planned', 'undated', 'done', 'none'];

/** A letter for each, so that nobody has to tell colors apart. */
export const standingLetters: { readonly [S in SiteStanding]: string } = {
  late: 'L',
  onHold: 'H',
  underway: 'U',
  planned: 'P',
  undated: '?',
  done: 'D',
  none: '–',
};

export const standingLabels: { readonly [S in SiteStanding]: string } = {
  late: 'Late',
  onHold: 'On hold',
  underway: 'Under way',
  planned: 'Planned',
  undated: 'Without dates',
  done: 'Done',
  none: 'Nothing planned',
};

export function workStanding(line: SiteWork, asOf: string): SiteStanding {
  return isLate(line) ? 'late' : plainStatus(line, asOf);
}

/** `work`: the lines of one site; none: nothing is planned there. */
export function siteStanding(work: readonly SiteWork[], asOf: string): SiteStanding {
  const found = new Set(work.map((line) => workStanding(line, asOf)));
  return byAttention.find((standing) => found.has(standing)) ?? 'none';
}

/** Those of the standings that there are, the most pressing first. */
export function standingsInOrder(found: Iterable<SiteStanding>): SiteStanding[] {
  const there = new Set(found);
  return byAttention.filter((standing) => there.has(standing));
}
