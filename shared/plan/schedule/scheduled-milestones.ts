import { compareText } from '../../sync/compare-text.ts';
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
      const { project, location, milestone, baselineFinish: baseline } = cells;
      const day = dayOf(cells);
      if (day === null && baseline === null) return [];
      const before = predecessorOf(byPlace, cells);
      const brokenBy = before !== null && day !== null && before.day > day.day ? before : null;
      return [{ row, project, location, milestone, baseline, day, brokenBy }];
    })
    .sort(
      (a, b) =>
        compareText(a.project, b.project) ||
        compareText(a.location, b.location) ||
        compareText(a.milestone, b.milestone),
    );
}

function placeKey({ project, location }: Pick<Milestone['cells'], 'project' | 'location'>): string {
  return `${project}\n${location ?? ''}`;
}

function dayOf({ actualFinish, forecastFinish }: Milestone['cells']): WorkDay | null {
  if (actualFinish !== null) return { day: actualFinish, isActual: true };
  return forecastFinish === null ? null : { day: forecastFinish, isActual: false };
}

/** What the milestone names as the one before it, of the same place, else of the whole project; null: it has no date. */
function predecessorOf(
  byPlace: ReadonlyMap<string, readonly Milestone[]>,
  { project, location, predecessor }: Milestone['cells'],
): ScheduledMilestone['brokenBy'] {
  const at = (place: string | null) =>
    byPlace.get(placeKey({ project, location: place }))?.find(({ cells }) => cells.milestone === predecessor);
  const before = at(location) ?? at(null);
  const expected = before === undefined ? null : dayOf(before.cells);
  return expected === null || predecessor === null ? null : { milestone: predecessor, day: expected.day };
}

/** The milestones of a line of the schedule: those of its site, and those of the project that the site does not have. */
export function milestonesOfWork<M extends Pick<ScheduledMilestone, 'location' | 'milestone'>>(
  ofProject: readonly M[],
  location: string | null,
): M[] {
  const own = ofProject.filter((each) => each.location === location);
  const named = new Set(own.map(({ milestone }) => milestone));
  const shared = ofProject.filter((each) => each.location === null && !named.has(each.milestone));
  return [...own, ...shared].sort((a, b) => compareText(a.milestone, b.milestone));
}
