import { everything, type ScheduleFilter, type Standing } from './filter-work.ts';

/** Labels of the ways in which lines stand, in the order in which they are offered. */
export const standings: { readonly [S in Standing]: string } = {
  open: 'Not done yet',
  late: 'Late',
  slip: 'Slipped into blocked days',
  clash: 'In blocked days',
  underway: 'Under way',
  planned: 'Planned',
  done: 'Done',
  onHold: 'On hold',
  undated: 'Without dates',
};

export function isStanding(text: string): text is Standing {
  return Object.hasOwn(standings, text);
}

/** What stands in an address for all lines, done ones too. */
const ALL = 'all';

/** What an address asks for; words that it does not know ask for nothing. `usual`: what is shown where it says nothing. */
export function filterOfAddress(query: URLSearchParams, usual: Standing | null = 'open'): ScheduleFilter {
  const standing = query.get('standing') ?? usual ?? ALL;
  const month = query.get('month') ?? '';
  const chosen = (name: string): string | null => query.get(name) || null;
  return {
    text: query.get('find') ?? '',
    region: chosen('region'),
    program: chosen('program'),
    system: chosen('system'),
    manager: chosen('manager'),
    standing: standing === ALL ? null : isStanding(standing) ? standing : usual,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
  };
}

/** The address with another filter; what else it says stays. */
export function addressOfFilter(
  query: URLSearchParams,
  filter: ScheduleFilter,
  usual: Standing | null = 'open',
): URLSearchParams {
  const { text, standing, ...named } = filter;
  const next = new URLSearchParams(query);
  const parts = { ...named, find: text, standing: standing === usual ? null : (standing ?? ALL) };
  for (const [name, value] of Object.entries(parts)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** True where a filter leaves nothing out. */
export function isEverything(filter: ScheduleFilter): boolean {
  return JSON.stringify({ ...everything, ...filter, text: filter.text.trim() }) === JSON.stringify(everything);
}
