import { grouped } from '../../../shared/plan/grouped.ts';
import type { ScheduleReply, WireMilestone } from '../../../shared/protocol/schedule.ts';
import { filterWork, type Managers, type ScheduleFilter } from '../../views/schedule/filter-work.ts';

export type WorkLine = ScheduleReply['work'][number];

/** The schedule as the views look at it: what passes the filter, and all milestones by project. */
export interface ShownSchedule {
  readonly asOf: string;
  readonly revision: number;
  readonly filter: ScheduleFilter;
  readonly work: readonly WorkLine[];
  /** How many lines there are without the filter. */
  readonly all: number;
  readonly milestones: ReadonlyMap<string, readonly WireMilestone[]>;
}

export function shownSchedule(
  { work, asOf, revision, milestones = [], managers }: ScheduleReply,
  filter: ScheduleFilter,
): ShownSchedule {
  const known: Managers = managers ?? {};
  return {
    asOf,
    revision,
    filter,
    work: filterWork(work, filter, asOf, known),
    all: work.length,
    milestones: grouped(milestones, ({ project }) => project),
  };
}

/** "12 lines of work of 6 projects": what the filter leaves. */
export function countedWork({ work, all }: Pick<ShownSchedule, 'work' | 'all'>): string {
  const lines = work.length.toLocaleString('en-US');
  const projects = new Set(work.map(({ project }) => project)).size;
  const of = work.length === all ? '' : ` of ${all.toLocaleString('en-US')}`;
  return `${projects.toLocaleString('en-US')} ${projects === 1 ? 'project' : 'projects'}, ${lines}${of} ${all === 1 ? 'line' : 'lines'} of work`;
}
