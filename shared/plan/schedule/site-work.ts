import { compareText } from '../../sync/compare-text.ts';
import { daysBetween } from '../../tables/kinds/calendar-dates.ts';
import { grouped } from '../grouped.ts';
import { scheduleIndicator, type Indicator } from '../figures/indicators.ts';
import { sitesOnDay } from '../figures/site-places.ts';
import { settingsOf, type ProgramSettings } from '../program-settings.ts';
import { covers } from './blocked-windows.ts';
import { installationOf, meets } from './installation.ts';
import type { ScheduleRow, ScheduleRows } from './schedule-rows.ts';

/** A day of the schedule: what has happened, or what is expected. */
export interface WorkDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly isActual: boolean;
}

/** Days, both included, on which work at a site is blocked. */
export interface BlockedDays {
  readonly from: string;
  readonly to: string;
  /** Kind of window, such as State testing. */
  readonly type: string;
}

/** [V42] Blocked days into which the installation at a site falls. */
export interface Clash extends BlockedDays {
  /** It was first planned outside of them: the work has slipped into them. */
  readonly isSlip: boolean;
}

/** What a project does at one site, or, without a site, for the whole district: one line of the schedule. */
export interface SiteWork {
  readonly project: string;
  readonly projectName: string;
  readonly program: string;
  /** Location code; null for work of the whole district. */
  readonly location: string | null;
  readonly siteName: string | null;
  /** Of the site; for work of the whole district the region that leads it, if any. */
  readonly region: string | null;
  readonly boardDistrict: string | null;
  /** System codes, in their order. */
  readonly systems: readonly string[];
  readonly status: string;
  readonly phase: string;
  /** Physical completion in 0.0001 %. */
  readonly percentComplete: number;
  readonly baselineStart: string | null;
  readonly baselineFinish: string | null;
  readonly start: WorkDay | null;
  readonly finish: WorkDay | null;
  /** Calendar days by which it finishes after its baseline; negative: before. Null without both dates. */
  readonly variance: number | null;
  readonly indicator: Indicator;
  /** Not done, and expected before the month of the schedule began. */
  readonly isPastDue: boolean;
  readonly remark: string | null;
  readonly blocked: readonly BlockedDays[];
  /** Those of them that are not over, into which an installation falls. */
  readonly clashes: readonly Clash[];
}

type Milestone = ScheduleRow<'milestones'>['cells'];
type Project = ScheduleRow<'projects'>['cells'];
type Site = ScheduleRow<'sites'>['cells'];

const START = 'M50';
const INSTALLED = 'M60';
/** Substantial completion; where a project has none, the end of the installation. */
const FINISHES = ['M70', INSTALLED];
/** What a line of the schedule looks at: of a project's milestones the fewest. */
const LOOKED_AT = [START, ...FINISHES];

/** No site has this code. */
const NOWHERE = '';

/** What is no work at sites, or not, or no longer, meant to be done. */
function isScheduled({ class: projectClass, status }: Project): boolean {
  if (projectClass === 'Program Reserve' || projectClass === 'Program Management') return false;
  return status !== 'Proposed' && status !== 'Cancelled';
}

/**
 * Every line of the schedule as of a day, ordered by project and location: approved projects with what they do at each site
 * of their scope. Dates are those of the site's own milestones, else of the project's.
 */
export function siteWork(rows: ScheduleRows, asOf: string): SiteWork[] {
  const sites = sitesOnDay(rows, asOf);
  const scope = grouped(rows.scope, ({ cells }) => cells.project);
  const milestones = grouped(
    rows.milestones
      .filter(({ cells: { milestone } }) => LOOKED_AT.some((code) => milestone.startsWith(code)))
      .map(({ cells }) => milestoneOnDay(cells, asOf)),
    ({ project, location }) => placeKey(project, location),
  );
  // A window is for the sites that lie in its region when it begins.
  const windows = rows.calendar
    .filter(({ cells }) => cells.severity === 'Block')
    .map(({ cells }) => ({ window: cells, sitesThen: sitesOnDay(rows, cells.start) }));
  const settings = settingsOf(rows.programSettings.map(({ cells }) => cells));
  const projects = rows.projects.map(({ cells }) => cells).filter(isScheduled);
  return projects
    .sort((a, b) => compareText(a.number, b.number))
    .flatMap((project) =>
      placesOf(scope.get(project.number) ?? []).map(({ location, systems }) => {
        const own = milestones.get(placeKey(project.number, location)) ?? [];
        const ofProject = milestones.get(placeKey(project.number, null)) ?? [];
        const standing = [...own, ...ofProject];
        const dates = datesOf(standing, asOf, settings);
        const blocked = windows
          .filter(({ window, sitesThen }) => covers(window, sitesThen.get(location ?? NOWHERE)))
          .map(({ window: { start, end, type } }) => ({ from: start, to: end, type }));
        const percentComplete = completionOf(project, dates);
        const ahead = blocked.filter(({ to }) => to >= asOf);
        const clashes = clashesOf(standing, ahead);
        return {
          ...identityOf(project, location, sites.get(location ?? NOWHERE)),
          systems,
          ...dates,
          blocked,
          clashes,
          percentComplete,
        };
      }),
    );
}

function placeKey(project: string, location: string | null): string {
  return `${project}\n${location ?? ''}`;
}

interface Place {
  readonly location: string | null;
  readonly systems: readonly string[];
}

/** The sites of a project's scope with the systems there; a project without sites is one line of its own. */
function placesOf(scope: readonly ScheduleRow<'scope'>[]): Place[] {
  const standing = scope.filter(({ cells }) => cells.status !== 'Removed');
  if (standing.length === 0) return [{ location: null, systems: [] }];
  const byLocation = grouped(standing, ({ cells }) => cells.location);
  return [...byLocation]
    .sort(([a], [b]) => compareText(a, b))
    .map(([location, rows]) => ({ location, systems: [...new Set(rows.map(({ cells }) => cells.system))].sort() }));
}

function identityOf(project: Project, location: string | null, site: Site | undefined) {
  return {
    project: project.number,
    projectName: project.name,
    program: project.program,
    location,
    siteName: site?.name ?? null,
    region: site?.region ?? project.region,
    boardDistrict: site?.boardDistrict ?? null,
    status: project.status,
    phase: project.phase,
    remark: project.remark,
  };
}

type WorkDates = Pick<
  SiteWork,
  'baselineStart' | 'baselineFinish' | 'start' | 'finish' | 'variance' | 'indicator' | 'isPastDue'
>;

/** A milestone as of a day: what has happened since was then to come, on the day expected, else on that of the event. */
export function milestoneOnDay(milestone: Milestone, asOf: string): Milestone {
  const { actualStart, actualFinish, forecastStart, forecastFinish } = milestone;
  const isToCome = (day: string | null): boolean => (day ?? '') > asOf;
  // Of a large program nearly all: a copy of each would cost more than all else.
  if (!isToCome(actualStart) && !isToCome(actualFinish)) return milestone;
  return {
    ...milestone,
    ...(isToCome(actualStart) && { actualStart: null, forecastStart: forecastStart ?? actualStart }),
    ...(isToCome(actualFinish) && { actualFinish: null, forecastFinish: forecastFinish ?? actualFinish }),
  };
}

/** `milestones` of the place come before those of the project, which stand in for what the place does not have. */
function datesOf(milestones: readonly Milestone[], asOf: string, settings: ProgramSettings): WorkDates {
  const named = (code: string) => milestones.find(({ milestone }) => milestone.startsWith(code));
  const begins = named(START);
  const ends = FINISHES.map(named).find((milestone) => milestone !== undefined);
  const finish = finishOf(ends);
  const baselineFinish = ends?.baselineFinish ?? null;
  return {
    baselineStart: begins?.baselineStart ?? begins?.baselineFinish ?? null,
    baselineFinish,
    start: startOf(begins),
    finish,
    variance: finish === null || baselineFinish === null ? null : daysBetween(baselineFinish, finish.day),
    // Judged like a project is, by its one place.
    indicator: scheduleIndicator(ends === undefined ? [] : [{ ...ends, milestone: 'M70' }], settings),
    isPastDue: finish !== null && !finish.isActual && finish.day < `${asOf.slice(0, 7)}-01`,
  };
}

function dayOf(actual: string | null, expected: string | null): WorkDay | null {
  if (actual !== null) return { day: actual, isActual: true };
  return expected === null ? null : { day: expected, isActual: false };
}

function startOf(milestone: Milestone | undefined): WorkDay | null {
  if (milestone === undefined) return null;
  const { actualStart, actualFinish, forecastStart, forecastFinish } = milestone;
  return dayOf(actualStart ?? actualFinish, forecastStart ?? forecastFinish);
}

function finishOf(milestone: Milestone | undefined): WorkDay | null {
  return milestone === undefined ? null : dayOf(milestone.actualFinish, milestone.forecastFinish);
}

/** [V42] The blocked days that an installation meets, and whether it was to meet them when it was first planned. */
function clashesOf(milestones: readonly Milestone[], blocked: readonly BlockedDays[]): Clash[] {
  const installation = installationOf(milestones);
  if (installation === null) return [];
  const { from, to, begins, ends } = installation;
  const planned = { from: begins.baselineStart ?? begins.baselineFinish, to: ends.baselineFinish };
  const wasPlannedIn = (days: BlockedDays): boolean =>
    planned.from !== null && planned.to !== null && meets(days, planned.from, planned.to);
  return blocked
    .filter((days) => meets(days, from, to))
    .map((days) => ({ ...days, isSlip: planned.to !== null && !wasPlannedIn(days) }));
}

/** Everything, in 0.0001 %. */
const WHOLE = 1_000_000;

/** What is finished at a site is complete there, however far the project is elsewhere. */
function completionOf({ percentComplete }: Project, { finish }: WorkDates): number {
  return finish?.isActual === true ? WHOLE : percentComplete;
}
