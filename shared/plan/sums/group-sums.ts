import { getOrMake } from '../../sync/get-or-make.ts';
import { amountsOfSums } from './account-sums.ts';
import { addAmounts, amountNames, noAmounts, type Amounts } from '../figures/amounts.ts';
import { isCovered } from '../figures/estimate-to-complete.ts';
import { allocateToSites } from '../figures/site-shares.ts';
import { lineGroups, NO_SITE, type LineSum } from './line-sums.ts';

/**
 * Cuts by project of some of its lines, by which a few lines are moved without reading the others: those of no site, which its
 * sites share as one, and how many are not covered (`isCovered`), so that what is to come on each follows from all.
 */
const partCuts = ['shared', 'uncovered'] as const;

/** What sums are kept by: what a line belongs to, the fiscal year of what was spent on it, or its part of its project. */
export const sumCuts = [...lineGroups, 'postingYear', ...partCuts] as const;

export type SumCut = (typeof sumCuts)[number];

/** How many lines there are, and what they hold together. */
export interface SumOfLines {
  readonly lines: number;
  readonly amounts: Readonly<Amounts>;
}

/** Sums of a group. */
export interface GroupSum {
  readonly cut: SumCut;
  readonly group: string;
  /** How many lines there are, and by site of how many projects the lines of no site are shared there. */
  lines: number;
  readonly amounts: Amounts;
}

/** A site with its weight among those of a project. */
export interface ShareOfSite {
  readonly site: string;
  readonly weight: number;
}

/** Adds up lines by all of their groups. What is taken away counts below 0, and nothing is told that has not moved. */
export class GroupTally {
  readonly #found = new Map<SumCut, Map<string, GroupSum>>();

  addLine(line: LineSum, times: 1 | -1 = 1): void {
    const amounts = amountsOfSums(line.sums, line.kind);
    for (const cut of lineGroups) {
      if (cut === 'site' && line.groups.site === NO_SITE) continue;
      this.#add(cut, line.groups[cut], amounts, times);
    }
    if (isShared(line)) this.#add('shared', line.project, amounts, times);
    if (!isCovered(amounts)) this.#add('uncovered', line.project, nothing, times);
    for (const [year, expended] of line.spent) this.#add('postingYear', year, { ...noAmounts(), expended }, times);
  }

  /** Adds what sites have of the lines of a project that say no site, which the project shares among them. */
  addShared({ lines, amounts }: SumOfLines, shares: readonly ShareOfSite[], times: 1 | -1 = 1): void {
    if (lines === 0) return;
    for (const [site, part] of sharedAmong(amounts, shares)) this.#add('site', site, part, times);
  }

  /** What has been added to a group so far. */
  sumOf(cut: SumCut, group: string): SumOfLines {
    return this.#found.get(cut)?.get(group) ?? { lines: 0, amounts: nothing };
  }

  moved(): GroupSum[] {
    return [...this.#found.values()].flatMap((groups) => [...groups.values()].filter(hasMoved));
  }

  #add(cut: SumCut, group: string, amounts: Readonly<Amounts>, times: 1 | -1): void {
    const groups = getOrMake(this.#found, cut, () => new Map<string, GroupSum>());
    const sum = getOrMake(groups, group, () => ({ cut, group, lines: 0, amounts: noAmounts() }));
    sum.lines += times;
    addAmounts(sum.amounts, amounts, times);
  }
}

function hasMoved({ lines, amounts }: GroupSum): boolean {
  return lines !== 0 || amountNames.some((name) => amounts[name] !== 0);
}

const nothing: Readonly<Amounts> = noAmounts();

/** What lines have that say no site, less what others of them had. */
export function sharedOf(lines: Iterable<LineSum>, less: Iterable<LineSum> = []): SumOfLines {
  const sum = { lines: 0, amounts: noAmounts() };
  const add = ({ sums, kind }: LineSum, times: 1 | -1): void => {
    sum.lines += times;
    addAmounts(sum.amounts, amountsOfSums(sums, kind), times);
  };
  for (const line of lines) if (isShared(line)) add(line, 1);
  for (const line of less) if (isShared(line)) add(line, -1);
  return sum;
}

export function sumOfBoth(one: SumOfLines, other: SumOfLines): SumOfLines {
  const amounts = { ...one.amounts };
  addAmounts(amounts, other.amounts);
  return { lines: one.lines + other.lines, amounts };
}

/** True for a line that says no site. */
export function isShared({ groups }: LineSum): boolean {
  return groups.site === NO_SITE;
}

/** The parts of a sum by site. A project without scope has nothing to share by: its money stays of no site. */
function sharedAmong(sum: Readonly<Amounts>, shares: readonly ShareOfSite[]): Map<string, Amounts> {
  if (shares.length === 0) return new Map([[NO_SITE, sum]]);
  const parts = shares.map(({ site }): [string, Amounts] => [site, noAmounts()]);
  for (const name of amountNames) {
    const cents = allocateToSites(sum[name], shares);
    for (const [i, [, part]] of parts.entries()) part[name] = cents[i] ?? 0;
  }
  return new Map(parts);
}
