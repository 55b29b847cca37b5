import { addAmounts, amountNames, noAmounts, type Amounts } from './amounts.ts';
import { compareGroups, groupOf, isPlaceCut, isProjectCut, type Cut } from './cuts.ts';
import type { LineFacts } from './line-facts.ts';
import { measures, postedMeasure, sourceMeasures, type SourceAmounts } from './measures.ts';
import type { PlanFacts, ProjectFacts } from './plan-facts.ts';
import { allocateToSites, type SiteShares } from './site-shares.ts';

/** Money in cents, percentages with one decimal; null: no such percentage. */
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
 * Totals by several attributes at once. A cut by source alone also has T20 and T21 and lists every source; by fiscal
 * year alone T23; by project alone lists every project, budgeted or not. The program's own figures stand in `total`.
 */
export function totalsOf(facts: PlanFacts, by: readonly Cut[]): Totals {
  const groups = groupsOf(facts, by);
  const sum = noAmounts();
  for (const project of facts.projects.values()) addAmounts(sum, project.amounts);
  const extra = extraMeasures(facts, by);
  return {
    by,
    measures: [...measures.map(({ name }) => name), ...extra.names],
    rows: groups.map(({ groups: names, amounts }) => ({
      groups: names,
      values: { ...valuesOf(amounts), ...extra.of(amounts, names[0] ?? null) },
    })),
    total: { ...valuesOf(sum), ...extra.of(sum, null) },
  };
}

/** Every measure of these amounts. */
export function valuesOf(amounts: Readonly<Amounts>): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  for (const measure of measures) values[measure.name] = measure.of(amounts);
  return values;
}

interface ExtraMeasures {
  readonly names: readonly string[];
  /** `group` null: the program. */
  of(amounts: Readonly<Amounts>, group: string | null): MeasureValues;
}

function extraMeasures(facts: PlanFacts, by: readonly Cut[]): ExtraMeasures {
  const [cut] = by;
  if (by.length === 1 && cut === 'source') return measuresOfSources(facts.sources);
  if (by.length === 1 && cut === 'fiscalYear') return measureOfPosting(facts.postedByYear);
  return { names: [], of: () => ({}) };
}

function measuresOfSources(sources: PlanFacts['sources']): ExtraMeasures {
  const all = { authorized: 0, available: 0 };
  for (const source of sources.values()) {
    all.authorized += source.authorized;
    all.available += source.available;
  }
  return {
    names: sourceMeasures.map(({ name }) => name),
    of: (amounts, group) => {
      const source: SourceAmounts = group === null ? all : (sources.get(group) ?? { authorized: 0, available: 0 });
      return Object.fromEntries(sourceMeasures.map((measure) => [measure.name, measure.of(amounts, source)]));
    },
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
    let group = this.#groups.get(key);
    if (!group) {
      group = { groups, amounts: noAmounts() };
      this.#groups.set(key, group);
    }
    return group.amounts;
  }

  add(line: LineFacts, project: ProjectFacts, site: Parameters<typeof groupOf>[3], amounts: Readonly<Amounts>): void {
    const groups = this.#by.map((cut) => groupOf(cut, line, project, site));
    addAmounts(this.ensure(groups), amounts);
  }

  inOrder(): Group[] {
    return [...this.#groups.values()].sort((a, b) => {
      for (const [i, cut] of this.#by.entries()) {
        const compared = compareGroups(cut, a.groups[i] ?? '', b.groups[i] ?? '');
        if (compared !== 0) return compared;
      }
      return 0;
    });
  }
}

function groupsOf(facts: PlanFacts, by: readonly Cut[]): Group[] {
  if (by.length === 0) return [];
  const sums = new GroupSums(by);
  if (by.length === 1) {
    const listed = by[0] === 'source' ? facts.sources : by[0] === 'project' ? facts.projects : new Map<string, never>();
    for (const name of listed.keys()) sums.ensure([name]);
    if (by[0] === 'fiscalYear') for (const year of facts.postedByYear.keys()) sums.ensure([year]);
  }
  const places = by.some(isPlaceCut);
  for (const project of facts.projects.values()) {
    if (places) addByPlace(sums, facts, by, project);
    else for (const line of project.lines) sums.add(line, project, null, line.amounts);
  }
  return sums.inOrder();
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
  for (const { line, parts } of partsBySite(shared, project.shares, together)) {
    parts.forEach((part, i) => sums.add(line, project, sites[i] ?? null, part));
  }
}

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
function partsBySite(lines: readonly LineFacts[], shares: SiteShares, together: boolean): LineParts[] {
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
