import { sitesOnDay } from '../figures/site-places.ts';
import { covers } from './blocked-windows.ts';
import type { ScheduleRows } from './schedule-rows.ts';
import type { BlockedDays } from './site-work.ts';

/**
 * Days on which work is blocked at a site, or, of work that is named without one, at any site of the project's scope.
 * A window is for the sites that lie in its region when it begins.
 */
export function blockedDaysAt(
  rows: Pick<ScheduleRows, 'calendar' | 'sites' | 'siteBoundaries' | 'scope'>,
  project: string,
  location: string | null,
): BlockedDays[] {
  const standing = rows.scope.filter(({ cells }) => cells.project === project && cells.status !== 'Removed');
  const places = location === null ? standing.map(({ cells }) => cells.location) : [location];
  return rows.calendar.flatMap(({ cells: window }): BlockedDays[] => {
    if (window.severity !== 'Block') return [];
    const sites = sitesOnDay(rows, window.start);
    const isHit = window.appliesTo === 'All' || places.some((place) => covers(window, sites.get(place)));
    return isHit ? [{ from: window.start, to: window.end, type: window.type }] : [];
  });
}
