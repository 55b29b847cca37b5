import { addDays, addMonths, lastDayOf } from '../../tables/kinds/calendar-dates.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
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
  const found = [...workEvents(work), ...milestoneEvents(work, milestones)].filter(
    ({ day }) => day >= from && day <= to,
  );
  const entries = gathered(found);
  const blocks = blocksByDay(work, from, to);
  const days = daysFrom(from, to).map((day): CalendarDay => ({
    day,
    isInMonth: day >= first && day <= last,
    entries: entries.get(day) ?? [],
    blocked: blocks.get(day) ?? [],
  }));
  const inMonth = found.filter(({ day }) => day >= first && day <= last);
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
    const isShown = location === null ? projectName !== undefined : places.has(`${project}\n${location}`);
    if (day === null || projectName === undefined || !isShown || ENDS.includes(milestone.slice(0, 3))) return [];
    const site = location === null ? null : { code: location, name: sites.get(location) ?? location };
    return [{ kind: 'milestone', milestone, project, projectName, isActual: day.isActual, day: day.day, site }];
  });
}

/** Entries by day: starts, finishes, milestones, each by project. */
function gathered(events: readonly CalendarEvent[]): Map<string, CalendarEntry[]> {
  const order: readonly CalendarEntry['kind'][] = ['start', 'finish', 'milestone'];
  const days = new Map<string, Map<string, CalendarEvent[]>>();
  for (const event of events) {
    const ofDay = getOrMake(days, event.day, () => new Map<string, CalendarEvent[]>());
    const key = `${order.indexOf(event.kind)}\n${event.milestone ?? ''}\n${event.project}`;
    getOrMake(ofDay, key, (): CalendarEvent[] => []).push(event);
  }
  return new Map(
    [...days].map(([day, ofDay]) => [
      day,
      [...ofDay].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, together]) => entryOf(together)),
    ]),
  );
}

function entryOf(together: readonly CalendarEvent[]): CalendarEntry[] {
  const [first] = together;
  if (first === undefined) return [];
  const { kind, milestone, project, projectName } = first;
  const isActual = together.every((event) => event.isActual);
  return [{ kind, milestone, project, projectName, isActual, sites: together.flatMap(({ site }) => site ?? []) }];
}

function blocksByDay(work: readonly SiteWork[], from: string, to: string): Map<string, CalendarBlock[]> {
  const spans = new Map<string, { readonly span: BlockedDays; readonly sites: Set<string> }>();
  for (const { location, blocked } of work) {
    for (const span of blocked) {
      if (location === null || span.from > to || span.to < from) continue;
      getOrMake(spans, `${span.type}\n${span.from}\n${span.to}`, () => ({ span, sites: new Set<string>() })).sites.add(
        location,
      );
    }
  }
  const days = new Map<string, Map<string, Set<string>>>();
  for (const { span, sites } of spans.values()) {
    for (const day of daysFrom(span.from < from ? from : span.from, span.to > to ? to : span.to)) {
      const ofType = getOrMake(
        getOrMake(days, day, () => new Map<string, Set<string>>()),
        span.type,
        () => new Set<string>(),
      );
      for (const site of sites) ofType.add(site);
    }
  }
  return new Map(
    [...days].map(([day, types]) => [
      day,
      [...types]
        .map(([type, sites]) => ({ type, sites: sites.size }))
        .sort((a, b) => a.type.localeCompare(b.type, 'en')),
    ]),
  );
}
