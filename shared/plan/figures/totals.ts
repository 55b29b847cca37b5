import { blankRecord } from './blank-record.ts';
import { addAmounts, amountNames, noAmounts, type Amounts } from './amounts.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import {
  compareGroups,
  groupOf,
  isPlaceCut,
  isProjectCut,
  isRequestCut,
  isSourceCut,
  placeGroup,
  requestGroup,
  sourceGroup,
  type Cut,
  type PlaceCut,
  type RequestCut,
  type SourceCut,
} from './cuts.ts';
import type { LineFacts } from './line-facts.ts';
import {
  measures,
  postedMeasure,
  requestMeasures,
  sourceMeasures,
  touchingMeasure,
  type RequestAmounts,
  type SourceAmounts,
} from './measures.ts';
import type { PlanFacts, ProjectFacts } from './plan-facts.ts';
import { allocateToSites, type SiteShares } from './site-shares.ts';

/** Money in cents, percentages with one decimal, counts; null: no such percentage. */
export type MeasureValues = Readonly<Record<string, number | null>>;

export interface TotalsRow {
  /** One group per cut, in the order of `by`. */
  readonly groups: readonly string[];
  readonly values: MeasureValues;
}

export interface Totals {
  readonly by: readonly Cut[];
  /** Names of the measures in `values`, in report order. */
  readonly measures: readonly string[];
  readonly rows: readonly TotalsRow[];
  /** The program; money of the rows adds up to it, to the cent, whatever the cut. */
  readonly total: MeasureValues;
}

/**
 * Totals by several attributes at once. A cut by source, its type or series alone also has T20 and T21 and lists every
 * source; by fiscal year alone T23; by funding request or E-Rate category alone ER1–ER4; by a place alone the projects that
 * touch it; by project alone lists every project, budgeted or not. The program's own figures stand in `total`.
 */
export function totalsOf(facts: PlanFacts, by: readonly Cut[]): Totals {
  const known = knownTotals.get(facts) ?? new Map<string, Totals>();
  knownTotals.set(facts, known);
  return getOrMake(known, by.join(), () => addedUp(facts, by));
}

/**
 * Facts never change, and a workbook adds the same cut up for its sheet, for the sheets that show it beside another, and for
 * the checks: all lines of the plan each time.
 */
const knownTotals = new WeakMap<PlanFacts, Map<string, Totals>>();

function addedUp(facts: PlanFacts, by: readonly Cut[]): Totals {
  const sum = noAmounts();
  for (const project of facts.projects.values()) addAmounts(sum, project.amounts);
  return assembled(by, groupsOf(facts, by), sum, extraMeasures(besideLines(facts), by));
}

/** What a program adds up to, in one cut or in none, when somebody has kept its sums. */
export interface KeptTotals {
  readonly cut: Cut | null;
  /** Of the groups that lines belong to; what is told of a group in several pieces adds up. */
  readonly groups: Iterable<KeptGroup>;
  readonly beside: BesideLines;
}

export interface KeptGroup {
  /** Of the cut; without one, anything. */
  readonly group: string;
  /** How many lines there are. A group is told while there are any. */
  readonly lines: number;
  readonly amounts: Readonly<Amounts>;
}

/** What totals of one cut show besides the sums of lines. */
export interface BesideLines extends Pick<PlanFacts, 'sources' | 'requests' | 'postedByYear'> {
  /** Numbers of the projects. */
  readonly projects: Iterable<string>;
  /** How many projects touch each group of a cut by place, and any. */
  touching(cut: PlaceCut): Touching;
}

export interface Touching {
  readonly all: number;
  readonly byGroup: ReadonlyMap<string, number>;
}

/** The same as `totalsOf`, from sums instead of lines. */
export function totalsOfSums({ cut, groups: kept, beside }: KeptTotals): Totals {
  const by = cut === null ? [] : [cut];
  const groups = new Map<string, Group & { lines: number }>();
  const whole = noAmounts();
  for (const { group, lines, amounts } of kept) {
    addAmounts(whole, amounts);
    const known = groups.get(group);
    if (known === undefined) {
      groups.set(group, { groups: [group], amounts: { ...amounts }, lines });
      continue;
    }
    addAmounts(known.amounts, amounts);
    known.lines += lines;
  }
  for (const [group, { lines }] of groups) if (lines === 0) groups.delete(group);
  for (const group of listedGroups(beside, cut ?? undefined))
    getOrMake(groups, group, () => ({ groups: [group], amounts: noAmounts(), lines: 0 }));
  return assembled(by, cut === null ? [] : inOrder(by, groups.values()), whole, extraMeasures(beside, by));
}

function besideLines(facts: PlanFacts): BesideLines {
  const { sources, requests, postedByYear, projects } = facts;
  return {
    sources,
    requests,
    postedByYear,
    projects: projects.keys(),
    touching: (cut) => projectsTouching(facts, cut),
  };
}

function assembled(by: readonly Cut[], groups: readonly Group[], sum: Readonly<Amounts>, extra: ExtraMeasures): Totals {
  const names = [...measures.map(({ name }) => name), ...extra.names];
  const blank = blankRecord<number | null>(names, null);
  const valuesIn = (amounts: Readonly<Amounts>, group: string | null) => {
    const values = filled(blank, amounts);
    if (extra.names.length > 0) Object.assign(values, extra.of(amounts, group));
    return values;
  };
  return {
    by,
    measures: names,
    rows: groups.map(({ groups: ofRow, amounts }) => ({ groups: ofRow, values: valuesIn(amounts, ofRow[0] ?? null) })),
    total: valuesIn(sum, null),
  };
}

const blankValues = blankRecord<number | null>(
  measures.map(({ name }) => name),
  null,
);

/** Every measure of these amounts. */
export function valuesOf(amounts: Readonly<Amounts>): MeasureValues {
  return filled(blankValues, amounts);
}

function filled(blank: MeasureValues, amounts: Readonly<Amounts>): Record<string, number | null> {
  const values = { ...blank };
  for (const measure of measures) values[measure.name] = measure.of(amounts);
  return values;
}

interface ExtraMeasures {
  readonly names: readonly string[];
  /** `group` null: the program. */
  of(amounts: Readonly<Amounts>, group: string | null): MeasureValues;
}

function extraMeasures(beside: BesideLines, by: readonly Cut[]): ExtraMeasures {
  const [cut] = by;
  if (cut === undefined || by.length > 1) return noExtra;
  if (isSourceCut(cut)) return measuresOfSources(beside.sources, cut);
  if (isRequestCut(cut)) return measuresOfRequests(beside.requests, cut);
  if (isPlaceCut(cut)) return measureOfTouching(beside.touching(cut));
  return cut === 'fiscalYear' ? measureOfPosting(beside.postedByYear) : noExtra;
}

const noExtra: ExtraMeasures = { names: [], of: () => ({}) };

function measuresOfSources(sources: PlanFacts['sources'], cut: SourceCut): ExtraMeasures {
  const all = { authorized: 0, available: 0 };
  const groups = new Map<string, SourceAmounts>();
  for (const [code, source] of sources) {
    const group = getOrMake(groups, sourceGroup(cut, code, source), () => ({ authorized: 0, available: 0 }));
    for (const sum of [all, group]) {
      sum.authorized += source.authorized;
      sum.available += source.available;
    }
  }
  return {
    names: sourceMeasures.map(({ name }) => name),
    of: (amounts, group) => {
      const source: SourceAmounts = group === null ? all : (groups.get(group) ?? { authorized: 0, available: 0 });
      return Object.fromEntries(sourceMeasures.map((measure) => [measure.name, measure.of(amounts, source)]));
    },
  };
}

function measuresOfRequests(requests: PlanFacts['requests'], cut: RequestCut): ExtraMeasures {
  const all = noRequest();
  const groups = new Map<string, RequestAmounts>();
  for (const [frn, request] of requests) {
    const group = getOrMake(groups, requestGroup(cut, frn, request), noRequest);
    for (const sum of [all, group]) addRequest(sum, request);
  }
  return {
    names: requestMeasures.map(({ name }) => name),
    of: (_, group) => {
      const request = group === null ? all : (groups.get(group) ?? noRequest());
      return Object.fromEntries(requestMeasures.map((measure) => [measure.name, measure.of(request)]));
    },
  };
}

function noRequest(): RequestAmounts {
  return { gross: 0, erateShare: 0, districtShare: 0, disbursed: 0 };
}

function addRequest(
  sum: RequestAmounts,
  { gross, erateShare, districtShare, disbursed }: Readonly<RequestAmounts>,
): void {
  sum.gross += gross;
  sum.erateShare += erateShare;
  sum.districtShare += districtShare;
  sum.disbursed += disbursed;
}

/** Projects with a line or scope in each group: a count, which does not add up. */
function projectsTouching({ projects, sites }: PlanFacts, cut: PlaceCut): Touching {
  const placesOf = [...projects.values()].map(({ lines, shares }) => [
    ...lines.flatMap(({ location }) => location ?? []),
    ...(shares ?? []).map(({ site }) => site),
  ]);
  return countTouching(placesOf, cut, sites);
}

/**
 * How many projects touch each group of a cut by place.
 * @param placesOf codes of sites, of each project
 */
export function countTouching(
  placesOf: Iterable<readonly string[]>,
  cut: PlaceCut,
  sites: PlanFacts['sites'],
): Touching {
  // Of a large program there are hundreds of thousands of places: each group remembers the last project that it has counted.
  const groups = new Map<string, CountedGroup>();
  const groupOfSite = new Map<string, CountedGroup>();
  for (const [code, site] of sites)
    groupOfSite.set(
      code,
      getOrMake(groups, placeGroup(cut, site), () => ({ count: 0, last: 0 })),
    );
  let [project, all] = [0, 0];
  for (const places of placesOf) {
    project++;
    let isAnywhere = false;
    for (const place of places) {
      const group = groupOfSite.get(place);
      if (!group) continue;
      isAnywhere = true;
      if (group.last === project) continue;
      group.last = project;
      group.count++;
    }
    if (isAnywhere) all++;
  }
  return { all, byGroup: new Map([...groups].map(([name, { count }]) => [name, count])) };
}

interface CountedGroup {
  count: number;
  /** The project counted last, from 1. */
  last: number;
}

function measureOfTouching({ all, byGroup }: Touching): ExtraMeasures {
  return {
    names: [touchingMeasure.name],
    of: (_, group) => ({ [touchingMeasure.name]: group === null ? all : (byGroup.get(group) ?? 0) }),
  };
}

function measureOfPosting(postedByYear: PlanFacts['postedByYear']): ExtraMeasures {
  let all = 0;
  for (const amount of postedByYear.values()) all += amount;
  return {
    names: [postedMeasure.name],
    of: (_, group) => ({ [postedMeasure.name]: group === null ? all : (postedByYear.get(group) ?? 0) }),
  };
}

interface Group {
  readonly groups: readonly string[];
  readonly amounts: Amounts;
}

const SEPARATOR = '\u001F';

/** Sums per combination of groups, in report order. */
class GroupSums {
  readonly #by: readonly Cut[];
  readonly #groups = new Map<string, Group>();

  constructor(by: readonly Cut[]) {
    this.#by = by;
  }

  ensure(groups: readonly string[]): Amounts {
    const key = groups.length === 1 ? (groups[0] ?? '') : groups.join(SEPARATOR);
    return getOrMake(this.#groups, key, () => ({ groups, amounts: noAmounts() })).amounts;
  }

  add(line: LineFacts, project: ProjectFacts, site: Parameters<typeof groupOf>[3], amounts: Readonly<Amounts>): void {
    const [first] = this.#by;
    const known =
      first !== undefined && this.#by.length === 1 ? this.#groups.get(groupOf(first, line, project, site)) : undefined;
    const sum = known?.amounts ?? this.ensure(this.#by.map((cut) => groupOf(cut, line, project, site)));
    addAmounts(sum, amounts);
  }

  inOrder(): Group[] {
    return inOrder(this.#by, this.#groups.values());
  }
}

function inOrder(by: readonly Cut[], groups: Iterable<Group>): Group[] {
  return [...groups].sort((a, b) => {
    for (const [i, cut] of by.entries()) {
      const compared = compareGroups(cut, a.groups[i] ?? '', b.groups[i] ?? '');
      if (compared !== 0) return compared;
    }
    return 0;
  });
}

function groupsOf(facts: PlanFacts, by: readonly Cut[]): Group[] {
  if (by.length === 0) return [];
  const sums = new GroupSums(by);
  if (by.length === 1) {
    for (const name of listedGroups(besideLines(facts), by[0])) sums.ensure([name]);
  }
  const places = by.some(isPlaceCut);
  for (const project of facts.projects.values()) {
    if (places) addByPlace(sums, facts, by, project);
    else for (const line of project.lines) sums.add(line, project, null, line.amounts);
  }
  return sums.inOrder();
}

/** Groups that stand in a cut also where no line is in them. */
function listedGroups(beside: BesideLines, cut: Cut | undefined): Iterable<string> {
  if (cut === undefined) return [];
  if (cut === 'project') return beside.projects;
  if (cut === 'fiscalYear') return beside.postedByYear.keys();
  if (isSourceCut(cut)) return [...beside.sources].map(([code, source]) => sourceGroup(cut, code, source));
  return isRequestCut(cut) ? [...beside.requests].map(([frn, request]) => requestGroup(cut, frn, request)) : [];
}

function addByPlace(sums: GroupSums, facts: PlanFacts, by: readonly Cut[], project: ProjectFacts): void {
  const shared: LineFacts[] = [];
  for (const line of project.lines) {
    const site = line.location === null ? undefined : facts.sites.get(line.location);
    if (site) sums.add(line, project, site, line.amounts);
    else if (project.shares) shared.push(line);
    else sums.add(line, project, null, line.amounts);
  }
  if (!project.shares || shared.length === 0) return;
  const sites = project.shares.map(({ site }) => facts.sites.get(site) ?? null);
  const together = by.every((cut) => isPlaceCut(cut) || isProjectCut(cut));
  const parted = together
    ? getOrMake(partsOf(facts), project.number, () => partsBySite(shared, project.shares ?? [], true))
    : partsBySite(shared, project.shares, false);
  for (const { line, parts } of parted) parts.forEach((part, i) => sums.add(line, project, sites[i] ?? null, part));
}

/** What sites share of each project is the same in every cut by place. */
const knownParts = new WeakMap<PlanFacts, Map<string, readonly LineParts[]>>();

function partsOf(facts: PlanFacts): Map<string, readonly LineParts[]> {
  const known = knownParts.get(facts) ?? new Map<string, readonly LineParts[]>();
  knownParts.set(facts, known);
  return known;
}

/** A line, or several taken as one, shared among sites. */
interface LineParts {
  readonly line: LineFacts;
  /** Per site of the shares. */
  readonly parts: readonly Amounts[];
}

/**
 * Shares lines among sites so that both ways add up to the cent: each line's parts to the line, and each site's parts to
 * the site's share of all lines together. A line's part is what the site's share grows by when the line joins those
 * before it. With `together` the lines are taken as one, which gives each site the same sum.
 */
export function partsBySite(lines: readonly LineFacts[], shares: SiteShares, together: boolean): LineParts[] {
  const [first] = lines;
  const joined =
    together && first
      ? [{ line: first, amounts: sumOfLines(lines) }]
      : lines.map((line) => ({ line, amounts: line.amounts }));
  const running = noAmounts();
  let before: Partial<Record<keyof Amounts, readonly number[]>> = {};
  return joined.map(({ line, amounts }) => {
    const parts = shares.map(noAmounts);
    const after = { ...before };
    for (const name of amountNames) {
      if (amounts[name] === 0) continue;
      running[name] += amounts[name];
      const shared = allocateToSites(running[name], shares);
      parts.forEach((part, i) => (part[name] = (shared[i] ?? 0) - (before[name]?.[i] ?? 0)));
      after[name] = shared;
    }
    before = after;
    return { line, parts };
  });
}

function sumOfLines(lines: readonly LineFacts[]): Amounts {
  const sum = noAmounts();
  for (const line of lines) addAmounts(sum, line.amounts);
  return sum;
}
