import type { PlanFacts } from '../plan/figures/plan-facts.ts';
import { grouped } from '../plan/grouped.ts';
import { totalsOf } from '../plan/figures/totals.ts';
import { scheduleMoves, type ScheduleMoves } from '../plan/schedule/schedule-moves.ts';
import type { SiteWork } from '../plan/schedule/site-work.ts';
import type { Row } from '../tables/all-tables.ts';

/** An amount of money by the name of its source. */
export interface SourceShare {
  readonly name: string;
  /** Cents. */
  readonly amount: number;
}

/** What a project does at a school, and what that costs. */
export interface GuideWork extends SiteWork {
  /** The school's share of the project's approved budget in cents; null for what is at no school. */
  readonly cost: number | null;
}

/** A system that is in service at a school. */
export interface InstalledSystem {
  readonly name: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly installedDate: string | null;
  readonly endOfSupport: string | null;
}

/** A page of the guide about one school, office or data center. */
export interface GuideSchool {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly region: string;
  readonly boardDistrict: string;
  readonly address: string;
  /** Whom to ask: a role, never a name. */
  readonly contactRole: string | null;
  readonly work: readonly GuideWork[];
  readonly systems: readonly InstalledSystem[];
}

/** A page of the guide about one project. Money in cents, all of it approved. */
export interface GuideProject {
  readonly number: string;
  readonly name: string;
  readonly program: string;
  readonly description: string | null;
  readonly status: string;
  readonly phase: string;
  readonly original: number;
  readonly current: number;
  readonly expended: number;
  readonly sources: readonly SourceShare[];
  readonly work: readonly GuideWork[];
}

/** A page of the guide about a program of the plan. */
export interface GuideProgram {
  readonly name: string;
  /** Its part of an address, such as school-network-modernization. */
  readonly slug: string;
  readonly projects: readonly GuideProject[];
  readonly current: number;
  readonly expended: number;
  readonly schools: number;
}

/** Everything that the public may see of a plan at one moment. */
export interface GuideModel {
  /** Program id. */
  readonly program: string;
  readonly district: string;
  readonly plan: string;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly receipt: string;
  readonly schools: ReadonlyMap<string, GuideSchool>;
  readonly projects: ReadonlyMap<string, GuideProject>;
  readonly programs: readonly GuideProgram[];
  readonly work: readonly GuideWork[];
  /** Since the end of the month before; null: there is nothing to compare with. */
  readonly news: (ScheduleMoves & { readonly since: string }) | null;
}

type Cells<
  T extends 'sites' | 'projects' | 'systems' | 'siteSystems' | 'fundingSources',
  C extends keyof Row<T>,
> = readonly {
  readonly cells: Pick<Row<T>, C>;
}[];

/** What the guide says beside schedule and figures. */
export interface GuideRows {
  readonly sites: Cells<
    'sites',
    'code' | 'name' | 'type' | 'status' | 'street' | 'city' | 'state' | 'zip' | 'contactRole'
  >;
  readonly projects: Cells<'projects', 'number' | 'scopeDescription'>;
  readonly systems: Cells<'systems', 'code' | 'name'>;
  readonly siteSystems: Cells<
    'siteSystems',
    'location' | 'system' | 'quantity' | 'unit' | 'installedDate' | 'endOfSupport'
  >;
  readonly fundingSources: Cells<'fundingSources', 'code' | 'name'>;
}

export interface GuideInput {
  readonly program: string;
  readonly district: string;
  readonly plan: string;
  readonly asOf: string;
  readonly receipt: string;
  readonly facts: PlanFacts;
  readonly rows: GuideRows;
  readonly work: readonly SiteWork[];
  readonly before: { readonly since: string; readonly work: readonly SiteWork[] } | null;
}

/**
 * The public guide of a plan. Only what has been approved is in it: projects from their approval on, budgets with approved
 * changes. No person, no remark, no tag or serial number, and nothing that waits for a decision.
 */
export function guideModel({ facts, rows, work, before, ...about }: GuideInput): GuideModel {
  const costs = costsAtSites(facts);
  const systemNames = new Map(rows.systems.map(({ cells }) => [cells.code, cells.name]));
  const named = (codes: readonly string[]) => codes.map((code) => systemNames.get(code) ?? code);
  const published = work.map((line): GuideWork => ({
    ...line,
    remark: null,
    systems: named(line.systems),
    cost: line.location === null ? null : (costs.get(costKey(line.project, line.location)) ?? 0),
  }));
  const projects = projectsOf(published, facts, rows);
  return {
    ...about,
    schools: schoolsOf(published, facts, rows, systemNames),
    projects,
    programs: programsOf([...projects.values()]),
    work: published,
    news: before === null ? null : { since: before.since, ...scheduleMoves(before.work, published) },
  };
}

function costKey(project: string, site: string): string {
  return `${project}\n${site}`;
}

/** Cents of each project's approved budget at each site, as the totals by site and project have them. */
function costsAtSites(facts: PlanFacts): ReadonlyMap<string, number> {
  const { rows } = totalsOf(facts, ['project', 'site']);
  return new Map(
    rows.map(({ groups: [project = '', site = ''], values }) => [costKey(project, site), values['current'] ?? 0]),
  );
}

function schoolsOf(
  work: readonly GuideWork[],
  facts: PlanFacts,
  rows: GuideRows,
  systemNames: ReadonlyMap<string, string>,
): ReadonlyMap<string, GuideSchool> {
  const workAt = grouped(work, ({ location }) => location);
  const systemsAt = grouped(rows.siteSystems, ({ cells }) => cells.location);
  const shown = rows.sites.filter(({ cells }) => cells.status === 'Active' || workAt.has(cells.code));
  const schools = shown.map(({ cells }): GuideSchool => {
    const place = facts.sites.get(cells.code);
    return {
      code: cells.code,
      name: cells.name,
      type: cells.type,
      region: place?.region ?? '',
      boardDistrict: place?.boardDistrict ?? '',
      address: `${cells.street}, ${cells.city}, ${cells.state} ${cells.zip}`,
      contactRole: cells.contactRole,
      work: [...(workAt.get(cells.code) ?? [])].sort(byStart),
      systems: (systemsAt.get(cells.code) ?? []).map(({ cells: { system, ...installed } }) => ({
        ...installed,
        name: systemNames.get(system) ?? system,
      })),
    };
  });
  return new Map(schools.sort((a, b) => a.name.localeCompare(b.name, 'en')).map((school) => [school.code, school]));
}

/** What is without dates comes last. */
function byStart(a: SiteWork, b: SiteWork): number {
  const dayOf = ({ start, finish }: SiteWork): string => start?.day ?? finish?.day ?? '9999';
  return dayOf(a).localeCompare(dayOf(b)) || a.project.localeCompare(b.project);
}

function projectsOf(work: readonly GuideWork[], facts: PlanFacts, rows: GuideRows): ReadonlyMap<string, GuideProject> {
  const descriptions = new Map(rows.projects.map(({ cells }) => [cells.number, cells.scopeDescription]));
  const sourceNames = new Map(rows.fundingSources.map(({ cells }) => [cells.code, cells.name]));
  const projects = new Map<string, GuideProject>();
  for (const [number, lines] of grouped(work, ({ project }) => project)) {
    const [first] = lines;
    const project = facts.projects.get(number);
    if (first === undefined || project === undefined) continue;
    const { original, current, expended } = project.amounts;
    const sources = new Map<string, number>();
    for (const { source, amounts } of project.lines) {
      if (source === null) continue;
      const name = sourceNames.get(source) ?? source;
      sources.set(name, (sources.get(name) ?? 0) + amounts.current);
    }
    projects.set(number, {
      number,
      name: first.projectName,
      program: first.program,
      description: descriptions.get(number) ?? null,
      status: first.status,
      phase: first.phase,
      original,
      current,
      expended,
      sources: [...sources].flatMap(([name, amount]) => (amount === 0 ? [] : [{ name, amount }])),
      work: lines,
    });
  }
  return projects;
}

function programsOf(projects: readonly GuideProject[]): GuideProgram[] {
  return [...grouped(projects, ({ program }) => program)]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, ofProgram]) => ({
      name,
      slug: slugOf(name),
      projects: ofProgram,
      current: ofProgram.reduce((sum, { current }) => sum + current, 0),
      expended: ofProgram.reduce((sum, { expended }) => sum + expended, 0),
      schools: new Set(ofProgram.flatMap(({ work }) => work.flatMap(({ location }) => location ?? []))).size,
    }));
}

/** A name as part of an address: small letters and digits, with dashes between words. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
