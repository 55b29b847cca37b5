import { getOrMake } from '../../sync/get-or-make.ts';
import { addToAmounts, amountsOfSums } from './account-sums.ts';
import { addAmounts, amountNames, noAmounts, type Amounts } from '../figures/amounts.ts';
import { allocateToSites } from '../figures/site-shares.ts';
import { lineGroups, NO_SITE, type LineGroup, type LineSum } from './line-sums.ts';

/** What sums are kept by: what a line belongs to, or the fiscal year of what was spent on it. */
export type SumCut = LineGroup | 'postingYear';

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
    for (const [year, expended] of line.spent) this.#add('postingYear', year, { ...noAmounts(), expended }, times);
  }

  /** Adds what sites have of the lines of a project that say no site, which the project shares among them. */
  addShared(linesOfProject: readonly LineSum[], shares: readonly ShareOfSite[], times: 1 | -1 = 1): void {
    const shared = linesOfProject.filter(isShared);
    if (shared.length === 0) return;
    const sum = noAmounts();
    for (const { sums, kind } of shared) addToAmounts(sum, sums, kind);
    for (const [site, part] of sharedAmong(sum, shares)) this.#add('site', site, part, times);
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
