import { grouped } from '../../../shared/plan/grouped.ts';
import type { PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { sitesOnDay } from '../../../shared/plan/figures/site-places.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { covers } from '../../../shared/plan/schedule/blocked-windows.ts';
import type { SiteWork, WorkDay } from '../../../shared/plan/schedule/site-work.ts';
import { addMonths, yearsBetween } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { roles } from '../../../shared/tables/lists.ts';
import { measureNamed } from '../measure-columns.ts';
import type {
  LeadingCell,
  ReportDocument,
  ReportPart,
  ReportSection,
  ReportStamp,
  ReportTable,
} from '../document/report-document.ts';
import type { InstalledSystem, SiteCells, SiteRows } from './site-rows.ts';

export interface SiteReportInput {
  readonly stamp: ReportStamp;
  readonly facts: PlanFacts;
  readonly work: readonly SiteWork[];
  readonly rows: SiteRows;
  /** Location codes of the sheets that are asked for, each of them a site; null: of every site that is not closed. */
  readonly chosen: readonly string[] | null;
}

/** A page for each site: what is done there, when and at what cost, what is installed, which days are blocked, whom to ask. */
export function siteReport(input: SiteReportInput): ReportDocument {
  const { stamp, rows, chosen } = input;
  const places = sitesOnDay(placeRows(rows), stamp.asOf);
  const wanted = new Set(chosen ?? rows.sites.filter(({ status }) => status !== 'Closed').map(({ code }) => code));
  const sites = [...places.values()].filter(({ code }) => wanted.has(code));
  sites.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.code.localeCompare(b.code));
  const known = knownOf(input);
  const [only] = sites;
  return {
    ...stamp,
    title: 'Site Sheet',
    subtitle: sites.length === 1 && only ? `${only.code} ${only.name}` : null,
    sections: sites.map((site) => siteSection(site, known)),
  };
}

/** Rows as the pure functions of places take them. */
function placeRows({ sites, siteBoundaries }: SiteRows) {
  return {
    sites: sites.map((cells) => ({ cells })),
    siteBoundaries: siteBoundaries.map((cells) => ({ row: '', cells })),
  };
}

interface Amount {
  readonly current: number;
  readonly expended: number;
}

/** What all sheets look at, by site, project or code. */
interface Known {
  readonly asOf: string;
  readonly work: ReadonlyMap<string, readonly SiteWork[]>;
  readonly amounts: ReadonlyMap<string, ReadonlyMap<string, Amount>>;
  readonly totals: ReadonlyMap<string, Amount>;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly projects: ReadonlyMap<string, SiteRows['projects'][number]>;
  readonly scope: ReadonlyMap<string, SiteRows['scope']>;
  readonly systems: ReadonlyMap<string, SiteRows['systems'][number]>;
  readonly installed: ReadonlyMap<string, readonly InstalledSystem[]>;
  readonly windows: readonly {
    readonly window: SiteRows['calendar'][number];
    readonly sitesThen: ReadonlyMap<string, SiteCells>;
  }[];
  readonly assignments: SiteRows['assignments'];
  readonly people: ReadonlyMap<string, SiteRows['people'][number]>;
}

const NOTE = [
  `Budget here is the site’s part of the current budget: ${measureNamed('current').definition.toLowerCase()}`,
  `Spent here is its part of what is expended: ${measureNamed('expended').definition.toLowerCase()}`,
  'What a project budgets without a location is shared among the sites of its scope, to the cent.',
  'Dates with an A are actual, all others expected. Schedule: Green up to 14 days late, Yellow up to 45, Red more.',
].join(' ');

/** Windows of so many months ahead are told. */
const MONTHS_AHEAD = 12;

function knownOf({ stamp, facts, work, rows }: SiteReportInput): Known {
  const { asOf } = stamp;
  const amountOf = (values: Readonly<Record<string, number | null>>): Amount => ({
    current: values['current'] ?? 0,
    expended: values['expended'] ?? 0,
  });
  const amounts = new Map<string, Map<string, Amount>>();
  for (const { groups, values } of totalsOf(facts, ['site', 'project']).rows) {
    const [site = '', project = ''] = groups;
    const ofSite = amounts.get(site) ?? new Map<string, Amount>();
    amounts.set(site, ofSite.set(project, amountOf(values)));
  }
  const sourceNames = new Map(rows.fundingSources.map(({ code, name }) => [code, name]));
  const sources = grouped(
    totalsOf(facts, ['site', 'project', 'source']).rows.filter(({ values }) => (values['current'] ?? 0) !== 0),
    ({ groups: [site = '', project = ''] }) => placeKey(site, project),
  );
  const until = addMonths(asOf, MONTHS_AHEAD);
  const windows = rows.calendar
    .filter(({ start, end }) => end >= asOf && start <= until)
    .sort((a, b) => a.start.localeCompare(b.start) || a.end.localeCompare(b.end))
    // A window is for the sites that lie in its region when it begins.
    .map((window) => ({ window, sitesThen: sitesOnDay(placeRows(rows), window.start) }));
  return {
    asOf,
    work: grouped(work, ({ location }) => location),
    amounts,
    totals: new Map(totalsOf(facts, ['site']).rows.map(({ groups: [site = ''], values }) => [site, amountOf(values)])),
    sources: new Map(
      [...sources].map(([key, found]) => [
        key,
        found.map(({ groups: [, , code = ''] }) => sourceNames.get(code) ?? code),
      ]),
    ),
    projects: new Map(rows.projects.map((project) => [project.number, project])),
    scope: grouped(
      rows.scope.filter(({ status }) => status !== 'Removed'),
      ({ project, location }) => placeKey(location, project),
    ),
    systems: new Map(rows.systems.map((system) => [system.code, system])),
    installed: grouped(rows.siteSystems, ({ location }) => location),
    windows,
    assignments: rows.assignments.filter(({ from, to }) => from <= asOf && (to === null || to >= asOf)),
    people: new Map(rows.people.map((person) => [person.id, person])),
  };
}

function placeKey(site: string, project: string): string {
  return `${site}\n${project}`;
}

/** One site with what happens there, and what stands before each row of its tables in the workbook. */
interface Sheet {
  readonly site: SiteCells;
  readonly lines: readonly ProjectLine[];
  readonly known: Known;
  readonly leading: readonly LeadingCell[];
}

function siteSection(site: SiteCells, known: Known): ReportSection {
  const leading: readonly LeadingCell[] = [
    { column: { label: 'Location Code', width: 14, format: 'code' }, value: site.code },
    { column: { label: 'School', width: 32, format: 'text' }, value: site.name },
  ];
  const sheet: Sheet = { site, lines: linesAt(site, known), known, leading };
  return {
    orientation: 'landscape',
    parts: [
      { kind: 'heading', level: 1, text: `${site.code} ${site.name}` },
      { kind: 'facts', facts: factsOf(site) },
      ...titled('Projects here', projectTable(sheet)),
      ...titled('Systems in service', systemTable(sheet)),
      {
        kind: 'beside',
        left: titled(`Blocked days, the next ${MONTHS_AHEAD} months`, blockedTable(sheet)),
        right: titled('Whom to ask', contactTable(sheet)),
      },
      { kind: 'text', isQuiet: true, text: NOTE },
    ],
  };
}

function titled(text: string, table: ReportTable): ReportPart[] {
  return [
    { kind: 'heading', level: 2, text },
    { kind: 'table', ...table },
  ];
}

function factsOf(site: SiteCells): (readonly [string, string])[] {
  const { enrollment, enrollmentAsOf, grades } = site;
  const counted = enrollmentAsOf === null ? '' : `, counted ${enrollmentAsOf}`;
  return [
    ['Kind', grades === null ? site.type : `${site.type}, ${grades}`],
    ['Region', site.region],
    ['Students', enrollment === null ? 'not told' : `${enrollment.toLocaleString('en-US')}${counted}`],
    ['Board district', site.boardDistrict],
    ['Address', `${site.street}, ${site.city}, ${site.state} ${site.zip}`],
    ['Status', site.status],
  ];
}

/** A project at a site: its line of the schedule where it has one, and its amounts. */
interface ProjectLine {
  readonly number: string;
  readonly work: SiteWork | undefined;
  readonly amount: Amount;
}

const NOTHING: Amount = { current: 0, expended: 0 };

/** What is scheduled first, by start; then what only has money or scope there. */
function linesAt({ code }: SiteCells, known: Known): ProjectLine[] {
  const work = [...(known.work.get(code) ?? [])];
  const dayOf = ({ start, finish }: SiteWork): string => start?.day ?? finish?.day ?? '9999';
  work.sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.project.localeCompare(b.project));
  const amounts = known.amounts.get(code) ?? new Map<string, Amount>();
  const scheduled = new Map(work.map((line) => [line.project, line]));
  const others = [...amounts.keys()].filter((number) => !scheduled.has(number)).sort();
  return [...scheduled.keys(), ...others].map((number) => ({
    number,
    work: scheduled.get(number),
    amount: amounts.get(number) ?? NOTHING,
  }));
}

function projectTable({ site, lines, known, leading }: Sheet): ReportTable {
  const total = known.totals.get(site.code) ?? NOTHING;
  return {
    sheet: 'Projects',
    leading,
    columns: [
      { label: 'Project No.', width: 12, format: 'code' },
      { label: 'Project', width: 26, format: 'text' },
      { label: 'What is done', width: 40, format: 'wrapped' },
      { label: 'Systems', width: 14, format: 'text' },
      { label: 'Paid from', width: 20, format: 'text' },
      { label: 'Budget here', width: 16, format: 'money' },
      { label: 'Spent here', width: 16, format: 'money' },
      { label: 'Start', width: 13, format: 'code' },
      { label: 'Finish', width: 13, format: 'code' },
      { label: 'State', width: 14, format: 'text' },
      { label: 'Progress', width: 10, format: 'percent' },
      { label: 'Schedule', width: 10, format: 'status' },
    ],
    rows: lines.map((line) => projectCells(site, line, known)),
    total: ['All', null, null, null, null, total.current, total.expended, null, null, null, null, null],
    empty: 'No project has work or money at this site.',
  };
}

function projectCells({ code }: SiteCells, { number, work, amount }: ProjectLine, known: Known): Cell[] {
  const project = known.projects.get(number);
  const scope = known.scope.get(placeKey(code, number)) ?? [];
  const systems = [...new Set(scope.map(({ system }) => known.systems.get(system)?.name ?? system))];
  const here = scope.map(({ item }) => item).join('; ');
  const percent = work?.percentComplete ?? project?.percentComplete ?? null;
  return [
    number,
    project?.name ?? work?.projectName ?? null,
    [withoutName(project), here === '' ? '' : `Here: ${here}.`].filter((text) => text !== '').join(' '),
    systems.join(', '),
    (known.sources.get(placeKey(code, number)) ?? []).join(', '),
    amount.current,
    amount.expended,
    dayText(work?.start ?? null),
    dayText(work?.finish ?? null),
    work === undefined ? (project?.status ?? null) : work.phase,
    percent === null ? null : Math.round(percent / 1000) / 10,
    work === undefined ? '–' : `${work.indicator}${work.isPastDue ? ', past due' : ''}`,
  ];
}

/** What a project does; its name, which stands beside, is not said again. */
function withoutName(project: SiteRows['projects'][number] | undefined): string {
  const { name = '', scopeDescription = null } = project ?? {};
  const described = scopeDescription ?? '';
  return described.startsWith(`${name}. `) ? described.slice(name.length + 2) : described;
}

function dayText(day: WorkDay | null): string {
  return day === null ? '' : `${day.day}${day.isActual ? ' A' : ''}`;
}

function systemTable({ site, known, leading }: Sheet): ReportTable {
  const installed = (known.installed.get(site.code) ?? []).filter(
    ({ installedDate }) => (installedDate ?? '') <= known.asOf,
  );
  const order = [...installed].sort((a, b) => a.system.localeCompare(b.system) || a.sequence - b.sequence);
  return {
    sheet: 'Systems',
    leading,
    columns: [
      { label: 'System', width: 26, format: 'text' },
      { label: 'Quantity', width: 12, format: 'integer' },
      { label: 'Unit', width: 10, format: 'code' },
      { label: 'Generation', width: 20, format: 'text' },
      { label: 'Installed', width: 12, format: 'code' },
      { label: 'Age in years', width: 10, format: 'integer' },
      { label: 'Useful life', width: 10, format: 'integer' },
      { label: 'End of support', width: 12, format: 'code' },
      { label: 'Condition', width: 10, format: 'code' },
      { label: 'Installed by', width: 12, format: 'code' },
      { label: 'To be noted', width: 30, format: 'wrapped' },
    ],
    rows: order.map((system) => systemCells(system, known)),
    empty: 'The inventory has nothing of this site.',
  };
}

function systemCells(installed: InstalledSystem, { systems, asOf }: Known): Cell[] {
  const { system, quantity, unit, generation, installedDate, endOfSupport, condition, installedBy } = installed;
  const known = systems.get(system);
  const age = installedDate === null ? null : yearsBetween(installedDate, asOf);
  const life = known?.usefulLife ?? null;
  const notes = [
    ...(age !== null && life !== null && age >= life ? ['past its useful life'] : []),
    ...(endOfSupport !== null && endOfSupport < asOf ? ['support has ended'] : []),
  ];
  return [
    known?.name ?? system,
    quantity,
    unit,
    generation,
    installedDate,
    age,
    life,
    endOfSupport,
    condition,
    installedBy,
    notes.join('; '),
  ];
}

/** Days of the calendar that cover a site, with the projects whose work there falls into them. */
function blockedTable({ site, lines, known, leading }: Sheet): ReportTable {
  const covering = known.windows
    .filter(({ window, sitesThen }) => covers(window, sitesThen.get(site.code)))
    .map(({ window }) => window);
  return {
    sheet: 'Blocked days',
    leading,
    columns: [
      { label: 'From', width: 12, format: 'code' },
      { label: 'To', width: 12, format: 'code' },
      { label: 'What is on', width: 24, format: 'text' },
      { label: 'Work', width: 12, format: 'code' },
      { label: 'Planned then', width: 16, format: 'text' },
      { label: 'Note', width: 24, format: 'wrapped' },
    ],
    rows: covering.map(({ start, end, type, severity, note }) => [
      start,
      end,
      type,
      severity === 'Block' ? 'blocked' : 'to arrange',
      lines
        .filter(({ work }) => isWorkedIn(work, start, end))
        .map(({ number }) => number)
        .join(', '),
      note,
    ]),
    empty: 'No window of the calendar covers this site.',
  };
}

/** True for work that is still to be done on some of these days. */
function isWorkedIn(work: SiteWork | undefined, from: string, to: string): boolean {
  if (work?.finish == null || work.finish.isActual) return false;
  return (work.start?.day ?? work.finish.day) <= to && work.finish.day >= from;
}

/** Whoever answers for a project here, or for the program, the region or the district that the site lies in. */
interface Contact {
  readonly role: string;
  readonly person: string;
  readonly of: string;
}

function contactsAt({ site, lines, known }: Sheet): Contact[] {
  const numbers = new Set(lines.map(({ number }) => number));
  const programs = new Set(lines.flatMap(({ number }) => known.projects.get(number)?.program ?? []));
  const assigned = known.assignments.flatMap(({ role, person, project, program, region }): Contact[] => {
    if (project !== null) return numbers.has(project) ? [{ role, person, of: project }] : [];
    if (program !== null && !programs.has(program)) return [];
    if (region !== null && region !== site.region) return [];
    return [{ role, person, of: [program, region].filter((part) => part !== null).join(', ') || 'The district' }];
  });
  const rank = (role: string): number => roles.findIndex((known) => known === role);
  return [...managersOf(lines, known), ...assigned].sort(
    (a, b) => rank(a.role) - rank(b.role) || a.of.localeCompare(b.of),
  );
}

function managersOf(lines: readonly ProjectLine[], { projects }: Known): Contact[] {
  const managed = grouped(lines, ({ number }) => projects.get(number)?.manager ?? null);
  return [...managed].map(([person, theirs]) => ({
    role: 'Project Manager',
    person,
    of: theirs.map(({ number }) => number).join(', '),
  }));
}

function contactTable(sheet: Sheet): ReportTable {
  const { site, known, leading } = sheet;
  const atSite: Cell[][] = site.contactRole === null ? [] : [[site.contactRole, null, null, 'This site']];
  return {
    sheet: 'Contacts',
    leading,
    columns: [
      { label: 'Role', width: 24, format: 'text' },
      { label: 'Name', width: 24, format: 'text' },
      { label: 'Of', width: 12, format: 'code' },
      { label: 'For', width: 30, format: 'text' },
    ],
    rows: [
      ...atSite,
      ...contactsAt(sheet).map(({ role, person, of }) => [
        role,
        known.people.get(person)?.name ?? person,
        known.people.get(person)?.organization ?? null,
        of,
      ]),
    ],
    empty: 'Nobody is named for this site.',
  };
}
