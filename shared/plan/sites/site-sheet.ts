import { grouped } from '../grouped.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import { sitesOnDay } from '../figures/site-places.ts';
import type { MeasureValues } from '../figures/totals.ts';
import { covers } from '../schedule/blocked-windows.ts';
import type { ScheduleRows } from '../schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../schedule/site-work.ts';
import { addMonths, yearsBetween } from '../../tables/kinds/calendar-dates.ts';
import { siteMoney, sumOfParts, type SiteMoneyPart } from './site-money.ts';
import type { SheetRows } from './site-sheet-rows.ts';

/** Money from one source, in cents. */
export interface SourceMoney {
  readonly source: string;
  readonly name: string;
  readonly current: number;
  readonly expended: number;
}

/** What a project does at the site, and what of its money is the site's share. */
export interface SheetWork extends SiteWork {
  /** Cents of the approved budget, and what has been paid of it. */
  readonly current: number;
  readonly expended: number;
  readonly sources: readonly SourceMoney[];
  /** Name of the project's manager. */
  readonly manager: string | null;
}

/** A system that is in service at the site. */
export interface SheetSystem {
  readonly system: string;
  readonly name: string;
  readonly sequence: number;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly generation: string | null;
  readonly installedDate: string | null;
  readonly endOfSupport: string | null;
  readonly condition: string | null;
  readonly installedBy: string | null;
  /** Whole years in service; null: the day is not known. */
  readonly age: number | null;
  /** Years that it is meant to last, by the catalog of systems. */
  readonly usefulLife: number | null;
  /** Older than it is meant to get, or no longer supported by its maker. */
  readonly isOverdue: boolean;
}

/** Somebody who answers for what happens at the site. */
export interface SheetContact {
  readonly role: string;
  readonly person: string;
  readonly organization: string;
  readonly email: string | null;
  /** For what: numbers of projects here, or null for the program or region as a whole. */
  readonly projects: readonly string[] | null;
}

/** A window of the calendar that covers the site. */
export interface SheetWindow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly isBlocking: boolean;
  readonly note: string | null;
}

/** Everything that is to be known of one site on a day. */
export interface SiteSheet {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** Where it lies on the day. */
  readonly region: string;
  readonly boardDistrict: string;
  readonly address: string;
  readonly grades: string | null;
  readonly enrollment: number | null;
  readonly enrollmentAsOf: string | null;
  /** Code of the site whose campus it shares. */
  readonly campus: string | null;
  readonly openDate: string | null;
  readonly closedDate: string | null;
  /** Whom to ask at the site: a role, not a name. */
  readonly contactRole: string | null;
  /** As the totals by site have them; null: no money is planned here. */
  readonly figures: MeasureValues | null;
  readonly sources: readonly SourceMoney[];
  readonly work: readonly SheetWork[];
  readonly systems: readonly SheetSystem[];
  readonly contacts: readonly SheetContact[];
  /** Not over on the day and within a year and a half, the first one first. */
  readonly windows: readonly SheetWindow[];
}

export interface SheetInput {
  readonly code: string;
  readonly asOf: string;
  readonly facts: PlanFacts;
  readonly schedule: ScheduleRows;
  readonly rows: SheetRows;
}

/** The sheet of one site; null: there is no such site. */
export function siteSheet({ code, asOf, facts, schedule, rows }: SheetInput): SiteSheet | null {
  const site = rows.sites.find(({ cells }) => cells.code === code)?.cells;
  if (site === undefined) return null;
  const { name, type, status, grades, enrollment, enrollmentAsOf, campus, openDate, closedDate, contactRole } = site;
  const place = facts.sites.get(code);
  const { figures, parts } = siteMoney(facts, code);
  const sourceNames = new Map(rows.fundingSources.map(({ cells }) => [cells.code, cells.name]));
  const people = new Map(rows.people.map(({ cells }) => [cells.id, cells]));
  const managers = new Map(rows.projects.map(({ cells }) => [cells.number, cells.manager]));
  const work = siteWork(scheduleAt(schedule, code), asOf).map((line): SheetWork => {
    const ofProject = parts.filter(({ project }) => project === line.project);
    const manager = managers.get(line.project) ?? null;
    return {
      ...line,
      current: sumOfParts(ofProject, 'current'),
      expended: sumOfParts(ofProject, 'expended'),
      sources: moneyBySource(ofProject, sourceNames),
      manager: manager === null ? null : (people.get(manager)?.name ?? manager),
    };
  });
  return {
    code,
    name,
    type,
    status,
    region: place?.region ?? '',
    boardDistrict: place?.boardDistrict ?? '',
    address: `${site.street}, ${site.city}, ${site.state} ${site.zip}`,
    grades,
    enrollment,
    enrollmentAsOf,
    campus,
    openDate,
    closedDate,
    contactRole,
    figures,
    sources: moneyBySource(parts, sourceNames),
    work: work.sort(byStart),
    systems: systemsAt(code, asOf, rows),
    contacts: contactsOf({ work, region: place?.region ?? null, asOf, rows }),
    windows: windowsOf(code, asOf, { rows, schedule }),
  };
}

/** Of a whole program, what makes the lines at one site. */
function scheduleAt(schedule: ScheduleRows, code: string): ScheduleRows {
  const scope = schedule.scope.filter(({ cells }) => cells.location === code && cells.status !== 'Removed');
  const here = new Set(scope.map(({ cells }) => cells.project));
  return {
    ...schedule,
    scope,
    projects: schedule.projects.filter(({ cells }) => here.has(cells.number)),
    milestones: schedule.milestones.filter(({ cells }) => here.has(cells.project)),
  };
}

/** What is without dates comes last. */
function byStart(a: SiteWork, b: SiteWork): number {
  const dayOf = ({ start, finish }: SiteWork): string => start?.day ?? finish?.day ?? '9999';
  return dayOf(a).localeCompare(dayOf(b)) || a.project.localeCompare(b.project);
}

function moneyBySource(parts: readonly SiteMoneyPart[], names: ReadonlyMap<string, string>): SourceMoney[] {
  return [...grouped(parts, ({ source }) => source)]
    .map(([source, ofSource]): SourceMoney => ({
      source,
      name: names.get(source) ?? source,
      current: sumOfParts(ofSource, 'current'),
      expended: sumOfParts(ofSource, 'expended'),
    }))
    .filter(({ current, expended }) => current !== 0 || expended !== 0)
    .sort((a, b) => b.current - a.current || a.source.localeCompare(b.source));
}

function systemsAt(code: string, asOf: string, rows: SheetRows): SheetSystem[] {
  const catalog = new Map(rows.systems.map(({ cells }) => [cells.code, cells]));
  return rows.siteSystems
    .filter(({ cells }) => cells.location === code)
    .map(({ cells: { location: _here, ...installed } }): SheetSystem => {
      const known = catalog.get(installed.system);
      const usefulLife = known?.usefulLife ?? null;
      const age = installed.installedDate === null ? null : yearsBetween(installed.installedDate, asOf);
      const isOld = age !== null && usefulLife !== null && age >= usefulLife;
      const isUnsupported = installed.endOfSupport !== null && installed.endOfSupport < asOf;
      return {
        ...installed,
        name: known?.name ?? installed.system,
        age,
        usefulLife,
        isOverdue: isOld || isUnsupported,
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.sequence - b.sequence);
}

interface ContactInput {
  readonly work: readonly SheetWork[];
  readonly region: string | null;
  readonly asOf: string;
  readonly rows: SheetRows;
}

/** Who holds a role on the day for a project here, for a program that works here, or for the site's region. */
function contactsOf({ work, region, asOf, rows }: ContactInput): SheetContact[] {
  const people = new Map(rows.people.filter(({ cells }) => cells.active).map(({ cells }) => [cells.id, cells]));
  const projects = new Set(work.filter(({ finish }) => finish?.isActual !== true).map(({ project }) => project));
  const programs = new Set(work.map(({ program }) => program));
  const current = rows.assignments
    .map(({ cells }) => cells)
    .filter(({ from, to }) => from <= asOf && (to === null || to >= asOf))
    .filter((held) =>
      held.project === null
        ? held.region === region || (held.program !== null && held.region === null && programs.has(held.program))
        : projects.has(held.project),
    );
  return [...grouped(current, ({ role, person }) => `${role}\n${person}`).values()].flatMap((held): SheetContact[] => {
    const [first] = held;
    const person = first === undefined ? undefined : people.get(first.person);
    if (first === undefined || person === undefined) return [];
    const ofProjects = held.flatMap(({ project }) => project ?? []).sort();
    const { name, organization, email } = person;
    const isWhole = held.some(({ project }) => project === null);
    return [{ role: first.role, person: name, organization, email, projects: isWhole ? null : ofProjects }];
  });
}

const MONTHS_AHEAD = 18;

function windowsOf(
  code: string,
  asOf: string,
  { rows, schedule }: { readonly rows: SheetRows; readonly schedule: ScheduleRows },
): SheetWindow[] {
  const until = addMonths(asOf, MONTHS_AHEAD);
  return rows.calendar
    .map(({ cells }) => cells)
    .filter((window) => window.end >= asOf && window.start <= until)
    .filter((window) => covers(window, sitesOnDay(schedule, window.start).get(code)))
    .map(({ id, start, end, type, severity, note }) => ({
      id,
      from: start,
      to: end,
      type,
      isBlocking: severity === 'Block',
      note,
    }))
    .sort((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id));
}
