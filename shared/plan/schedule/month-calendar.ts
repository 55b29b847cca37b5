import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { addDays, addMonths, lastDayOf } from '../../tables/kinds/calendar-dates.ts';
import type { ScheduledMilestone } from './scheduled-milestones.ts';
import type { BlockedDays, SiteWork } from './site-work.ts';

/** Something that happens on a day: of one project, at as many sites as it happens at on that day. */
export interface CalendarEntry {
  readonly kind: 'start' | 'finish' | 'milestone';
  /** Such as M65 Testing & cutover; null: start or finish of the work. */
  readonly milestone: string | null;
  readonly project: string;
  readonly projectName: string;
  /** It has happened at all of these sites; else it is expected. */
  readonly isActual: boolean;
  /** Empty: it is of the project as a whole. */
  readonly sites: readonly { readonly code: string; readonly name: string }[];
}

/** Days without work, such as State testing, and at how many of the sites. */
export interface CalendarBlock {
  readonly type: string;
  readonly sites: number;
}

export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly isInMonth: boolean;
  readonly entries: readonly CalendarEntry[];
  readonly blocked: readonly CalendarBlock[];
}

export interface MonthCalendar {
  /** `YYYY-MM` */
  readonly month: string;
  /** Seven days each, from Sunday on; days beside the month fill the first and the last week. */
  readonly weeks: readonly (readonly CalendarDay[])[];
  readonly count: { readonly starts: number; readonly finishes: number; readonly milestones: number };
}

const WEEK = 7;
/** What starts and finishes of the work itself are made from. */
const ENDS = ['M50', 'M60', 'M70'];

/**
 * A month of the schedule. Lines and milestones are given as they are filtered; each start, finish and other milestone
 * stands on its day, gathered by project.
 */
export function monthCalendar(
  month: string,
  work: readonly SiteWork[],
  milestones: readonly Omit<ScheduledMilestone, 'row' | 'baseline' | 'brokenBy'>[],
): MonthCalendar {
  const first = `${month}-01`;
  const last = lastDayOf(month);
  const from = addDays(first, -weekdayOf(first));
  const to = addDays(last, WEEK - 1 - weekdayOf(last));
  const events = [...workEvents(work), ...milestoneEvents(work, milestones)];
  const spans = blockedSpans(work);
  const days = [...entriesByDay(daysFrom(from, to), events)].map(([day, entries]): CalendarDay => ({
    day,
    isInMonth: day >= first && day <= last,
    entries,
    blocked: blocksOn(day, spans),
  }));
  const inMonth = events.filter(({ day }) => day >= first && day <= last);
  const counted = (kind: CalendarEntry['kind']): number => inMonth.filter((event) => event.kind === kind).length;
  return {
    month,
    weeks: Array.from({ length: days.length / WEEK }, (_, week) => days.slice(week * WEEK, (week + 1) * WEEK)),
    count: { starts: counted('start'), finishes: counted('finish'), milestones: counted('milestone') },
  };
}

/** The month so many months later: "2026-11", 2 → "2027-01". */
export function monthBeside(month: string, months: number): string {
  return addMonths(`${month}-01`, months).slice(0, 7);
}

/** 0: Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

interface CalendarEvent extends Omit<CalendarEntry, 'sites'> {
  readonly day: string;
  readonly site: { readonly code: string; readonly name: string } | null;
}

function workEvents(work: readonly SiteWork[]): CalendarEvent[] {
  return work.flatMap((line) => {
    const site = line.location === null ? null : { code: line.location, name: line.siteName ?? line.location };
    const { project, projectName } = line;
    return (['start', 'finish'] as const).flatMap((kind): CalendarEvent[] => {
      const at = line[kind];
      return at === null
        ? []
        : [{ kind, milestone: null, project, projectName, isActual: at.isActual, day: at.day, site }];
    });
  });
}

function milestoneEvents(
  work: readonly SiteWork[],
  milestones: readonly Omit<ScheduledMilestone, 'row' | 'baseline' | 'brokenBy'>[],
): CalendarEvent[] {
  const names = new Map(work.map(({ project, projectName }) => [project, projectName]));
  const sites = new Map(work.map(({ location, siteName }) => [location, siteName]));
  const places = new Set(work.map(({ project, location }) => `${project}\n${location ?? ''}`));
  return milestones.flatMap(({ project, location, milestone, day }): CalendarEvent[] => {
    const projectName = names.get(project);
    const isShown = location === null || places.has(`${project}\n${location}`);
    if (day === null || projectName === undefined || !isShown || ENDS.includes(milestone.slice(0, 3))) return [];
    const site = location === null ? null : { code: location, name: sites.get(location) ?? location };
    return [{ kind: 'milestone', milestone, project, projectName, isActual: day.isActual, day: day.day, site }];
  });
}

/** What happens on each of these days, in their order: starts, finishes, milestones, each by project. */
function entriesByDay(
  days: readonly string[],
  events: readonly CalendarEvent[],
): ReadonlyMap<string, readonly CalendarEntry[]> {
  const order: readonly CalendarEntry['kind'][] = ['start', 'finish', 'milestone'];
  const byDay = new Map(days.map((day) => [day, new Map<string, GatheredEntry>()]));
  for (const { day, site, isActual, ...event } of events) {
    const ofDay = byDay.get(day);
    if (ofDay === undefined) continue;
    const key = `${order.indexOf(event.kind)}\n${event.milestone ?? ''}\n${event.project}`;
    const entry = getOrMake(ofDay, key, (): GatheredEntry => ({ ...event, isActual: true, sites: [] }));
    entry.isActual &&= isActual;
    if (site !== null) entry.sites.push(site);
  }
  return new Map(
    [...byDay].map(([day, ofDay]) => [
      day,
      [...ofDay].sort(([a], [b]) => compareText(a, b)).map(([, entry]): CalendarEntry => entry),
    ]),
  );
}

interface GatheredEntry extends Omit<CalendarEntry, 'isActual' | 'sites'> {
  isActual: boolean;
  readonly sites: { readonly code: string; readonly name: string }[];
}

interface BlockedSpan extends BlockedDays {
  readonly sites: Set<string>;
}

/** Blocked days with all the sites at which they are. */
function blockedSpans(work: readonly SiteWork[]): readonly BlockedSpan[] {
  const spans = new Map<string, BlockedSpan>();
  for (const { location, blocked } of work) {
    if (location === null) continue;
    for (const span of blocked) {
      const key = `${span.type}\n${span.from}\n${span.to}`;
      getOrMake(spans, key, () => ({ ...span, sites: new Set<string>() })).sites.add(location);
    }
  }
  return [...spans.values()];
}

function blocksOn(day: string, spans: readonly BlockedSpan[]): CalendarBlock[] {
  const byType = new Map<string, Set<string>>();
  for (const { from, to, type, sites } of spans) {
    if (day < from || day > to) continue;
    const ofType = getOrMake(byType, type, () => new Set<string>());
    for (const site of sites) ofType.add(site);
  }
  return [...byType]
    .map(([type, sites]) => ({ type, sites: sites.size }))
    .sort((a, b) => a.type.localeCompare(b.type, 'en'));
}
