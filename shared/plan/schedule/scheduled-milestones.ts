import { grouped } from '../grouped.ts';
import type { ScheduleRow, ScheduleRows } from './schedule-rows.ts';
import { milestoneOnDay, type WorkDay } from './site-work.ts';
import type { RowId } from '../../tables/cell.ts';

/** A milestone of the schedule as of a day. */
export interface ScheduledMilestone {
  readonly row: RowId;
  readonly project: string;
  /** Location code; null: of the whole project. */
  readonly location: string | null;
  /** Name with its code in front, such as M50 Installation start. */
  readonly milestone: string;
  readonly baseline: string | null;
  /** When it was finished, or is expected to be. */
  readonly day: WorkDay | null;
  /** [V39] The milestone before it, where that is expected later than this one: both cannot be kept. */
  readonly brokenBy: { readonly milestone: string; readonly day: string } | null;
}

type Milestone = ScheduleRow<'milestones'>;

/** The milestones that have a date, of projects by their numbers, as of a day; in the order of place and step. */
export function scheduledMilestones(
  rows: Pick<ScheduleRows, 'milestones'>,
  projects: ReadonlySet<string>,
  asOf: string,
): ScheduledMilestone[] {
  const standing = rows.milestones
    .filter(({ cells }) => projects.has(cells.project))
    .map(({ row, cells }) => ({ row, cells: milestoneOnDay(cells, asOf) }));
  const byPlace = grouped(standing, ({ cells }) => placeKey(cells));
  return standing
    .flatMap(({ row, cells }): ScheduledMilestone[] => {
      const { project, location, milestone, baselineFinish: baseline, predecessor } = cells;
      const day = dayOf(cells);
      if (day === null && baseline === null) return [];
      const before = predecessor === null ? undefined : predecessorOf(byPlace, cells, predecessor);
      const expected = before === undefined ? null : dayOf(before.cells);
      const isBroken = before !== undefined && expected !== null && day !== null && expected.day > day.day;
      const brokenBy = isBroken ? { milestone: before.cells.milestone, day: expected.day } : null;
      return [{ row, project, location, milestone, baseline, day, brokenBy }];
    })
    .sort(
      (a, b) =>
        compare(a.project, b.project) ||
        compare(a.location ?? '', b.location ?? '') ||
        compare(a.milestone, b.milestone),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeKey({ project, location }: Pick<Milestone['cells'], 'project' | 'location'>): string {
  return `${project}\n${location ?? ''}`;
}

function dayOf({ actualFinish, forecastFinish }: Milestone['cells']): WorkDay | null {
  if (actualFinish !== null) return { day: actualFinish, isActual: true };
  return forecastFinish === null ? null : { day: forecastFinish, isActual: false };
}

/** Of the same place, else of the whole project. */
function predecessorOf(
  byPlace: ReadonlyMap<string, readonly Milestone[]>,
  { project, location }: Milestone['cells'],
  predecessor: string,
): Milestone | undefined {
  const at = (place: string | null) =>
    byPlace.get(placeKey({ project, location: place }))?.find(({ cells }) => cells.milestone === predecessor);
  return at(location) ?? at(null);
}

/** The milestones of a line of the schedule: those of its site, and those of the project that the site does not have. */
export function milestonesOfWork<M extends Pick<ScheduledMilestone, 'location' | 'milestone'>>(
  ofProject: readonly M[],
  location: string | null,
): M[] {
  const own = location === null ? [] : ofProject.filter((each) => each.location === location);
  const named = new Set(own.map(({ milestone }) => milestone));
  const shared = ofProject.filter((each) => each.location === null && !named.has(each.milestone));
  return [...own, ...shared].sort((a, b) => compare(a.milestone, b.milestone));
}
