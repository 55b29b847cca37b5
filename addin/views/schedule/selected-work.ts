import { dayIn } from '../../../shared/plan/time/program-day.ts';
import { settingsOf } from '../../../shared/plan/program-settings.ts';
import {
  milestonesOfWork,
  scheduledMilestones,
  type ScheduledMilestone,
} from '../../../shared/plan/schedule/scheduled-milestones.ts';
import { scheduledTables, scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { SelectedPlace } from './selected-place.ts';

/** Tables that the schedule of a row is made from. */
export const tablesOfSchedule: readonly string[] = scheduledTables;

/** The schedule of a whole program. */
export interface PlannedSchedule {
  readonly asOf: string;
  readonly work: readonly SiteWork[];
  readonly milestones: readonly ScheduledMilestone[];
}

/** From the rows of `tablesOfSchedule`, on the day that it is in the program at this moment. */
export function plannedSchedule({ tables }: ProgramState, now: Date): PlannedSchedule {
  const listed = (table: string) => [...(tables.get(table) ?? [])].map(([row, cells]) => ({ row, cells }));
  const rows = scheduleRows(Object.fromEntries(scheduledTables.map((table) => [table, listed(table)])));
  const asOf = dayIn(settingsOf(rows.programSettings.map(({ cells }) => cells)).timeZone, now);
  const work = siteWork(rows, asOf);
  const scheduled = new Set(work.map(({ project }) => project));
  return { asOf, work, milestones: scheduledMilestones(rows, scheduled, asOf) };
}

/** A line of the schedule with its milestones. */
export interface SelectedLine {
  readonly line: SiteWork;
  readonly milestones: readonly ScheduledMilestone[];
}

/** The lines of a place; of a project that does nothing at the site, all of its lines. */
export function selectedLines(
  { work, milestones }: PlannedSchedule,
  { project, location }: SelectedPlace,
): SelectedLine[] {
  const ofProject = work.filter((line) => project === null || line.project === project);
  const here = location === null ? ofProject : ofProject.filter((line) => line.location === location);
  const found = here.length === 0 && project !== null ? ofProject : here;
  return found.map((line) => ({
    line,
    milestones: milestonesOfWork(
      milestones.filter((milestone) => milestone.project === line.project),
      line.location,
    ),
  }));
}
