import { compareText } from '../../sync/compare-text.ts';
import { fiscalYearOf } from '../../tables/kinds/calendar-dates.ts';
import { addAmounts, noAmounts, type Amounts } from './amounts.ts';
import { estimateOf, isFinanciallyClosed, latestForecasts, spreadEstimate } from './estimate-to-complete.ts';
import { lineFacts, type CommitmentFacts, type LineFacts } from './line-facts.ts';
import { districtShare, erateShare } from './erate.ts';
import type { RequestAmounts, SourceAmounts } from './measures.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';
import type { Poster } from '../postings/post-program.ts';
import { sitesOnDay } from './site-places.ts';
import { siteShares, type SiteShares } from './site-shares.ts';

export interface ProjectFacts {
  readonly number: string;
  /** Undefined only for lines whose project is gone. */
  readonly cells: ProgramRow<'projects'>['cells'] | undefined;
  /** In the order of their ids, a line that carries a loose forecast last. */
  readonly lines: readonly LineFacts[];
  /** Sum of the lines. */
  readonly amounts: Readonly<Amounts>;
  /** Undefined for a project without scope. */
  readonly shares: SiteShares | undefined;
}

/** What a funding source says of itself. */
export interface SourceFacts extends Readonly<SourceAmounts> {
  readonly type: string;
  readonly series: string | null;
}

/** What an E-Rate funding request says of itself. */
export interface RequestFacts extends Readonly<RequestAmounts> {
  readonly category: string;
}

/** Everything that totals of any cut are made from; made once per revision, cheap to cut many times. */
export interface PlanFacts {
  /** The day after which nothing counts; null: everything counts. */
  readonly asOf: string | null;
  readonly projects: ReadonlyMap<string, ProjectFacts>;
  readonly commitments: ReadonlyMap<string, CommitmentFacts>;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** E-Rate funding requests by their numbers. */
  readonly requests: ReadonlyMap<string, RequestFacts>;
  /** By their codes, each in the region and board district in which it lies on the day. */
  readonly sites: ReadonlyMap<string, ProgramRow<'sites'>['cells']>;
  /** [T23] Cents posted per fiscal year of the posting date. */
  readonly postedByYear: ReadonlyMap<string, number>;
}

/**
 * Sums up the program once. `asOf`: a date after which nothing counts; null: everything counts.
 * @param post tells its postings, where somebody else listens to them as well
 */
export function planFacts(program: ProgramRows, asOf: string | null = null, post?: Poster): PlanFacts {
  const { lines, commitments } = lineFacts(program, asOf, post);
  return {
    asOf,
    projects: projectFacts(program, lines, asOf),
    commitments,
    sources: new Map(program.fundingSources.map(({ cells }) => [cells.code, sourceFacts(cells, asOf)])),
    requests: new Map(program.fundingRequests.map(({ cells }) => [cells.frn, requestFacts(cells, asOf)])),
    sites: sitesOnDay(program, asOf),
    postedByYear: postedByYear(program, lines, asOf),
  };
}

/** [T20] Money is available from the day that the source says, that of a bond from its issue. */
export function sourceFacts(cells: ProgramRow<'fundingSources'>['cells'], asOf: string | null): SourceFacts {
  const { type, series, authorized } = cells;
  const available = isAvailable(cells, asOf) ? cells.available + (cells.interest ?? 0) : 0;
  return { type, series, authorized, available };
}

/** True when the source's money can be had on that day; null: at any time. */
export function isAvailable(
  { availableFrom, issueDate }: Pick<ProgramRow<'fundingSources'>['cells'], 'availableFrom' | 'issueDate'>,
  asOf: string | null,
): boolean {
  return asOf === null || ((availableFrom ?? '') <= asOf && (issueDate ?? '') <= asOf);
}

/** A request counts once it is funded. Its cost before the discount is E-Rate's share and the district's, each counted once. */
export function requestFacts(cells: ProgramRow<'fundingRequests'>['cells'], asOf: string | null): RequestFacts {
  const { category, preDiscount, discount } = cells;
  const isFunded = cells.status === 'Funded' && (asOf === null || (cells.fcdlDate ?? '') <= asOf);
  if (!isFunded) return { category, gross: 0, erateShare: 0, districtShare: 0, disbursed: 0 };
  return {
    category,
    gross: preDiscount,
    erateShare: erateShare(preDiscount, discount),
    districtShare: districtShare(preDiscount, discount),
    disbursed: cells.disbursed ?? 0,
  };
}

/** Projects with their lines, whose estimates are put on them here. */
export function projectFacts(
  program: ProgramRows,
  lines: ReadonlyMap<string, LineFacts>,
  asOf: string | null,
): Map<string, ProjectFacts> {
  const cellsByNumber = new Map(program.projects.map(({ cells }) => [cells.number, cells]));
  const linesByProject = new Map<string, LineFacts[]>(program.projects.map(({ cells }) => [cells.number, []]));
  for (const line of lines.values()) {
    const ofProject = linesByProject.get(line.project);
    if (ofProject) ofProject.push(line);
    else linesByProject.set(line.project, [line]);
  }
  const forecasts = latestForecasts(program, asOf);
  const shares = siteShares(program);
  const facts = new Map<string, ProjectFacts>();
  for (const [number, ofProject] of linesByProject) {
    const cells = cellsByNumber.get(number);
    ofProject.sort((a, b) => compareText(a.id, b.id));
    const estimate = estimateOf(isFinanciallyClosed(cells, asOf), forecasts.get(number), ofProject);
    const loose = spreadEstimate(number, estimate, ofProject);
    if (loose) ofProject.push(loose);
    facts.set(number, { number, cells, lines: ofProject, amounts: sumOf(ofProject), shares: shares.get(number) });
  }
  return facts;
}

export function sumOf(lines: readonly LineFacts[]): Amounts {
  const sum = noAmounts();
  for (const line of lines) addAmounts(sum, line.amounts);
  return sum;
}

/** The fiscal year is the same for all days of a month, so it is worked out once per month. */
function postedByYear(
  program: ProgramRows,
  lines: ReadonlyMap<string, LineFacts>,
  asOf: string | null,
): Map<string, number> {
  const byMonth = new Map<string, number>();
  for (const { cells } of program.expenditures) {
    if ((asOf !== null && cells.postingDate > asOf) || !lines.has(cells.budgetLine)) continue;
    const month = cells.postingDate.slice(0, 7);
    byMonth.set(month, (byMonth.get(month) ?? 0) + cells.amount);
  }
  const byYear = new Map<string, number>();
  for (const [month, amount] of byMonth) {
    const year = fiscalYearOf(month);
    byYear.set(year, (byYear.get(year) ?? 0) + amount);
  }
  return new Map([...byYear].filter(([, amount]) => amount !== 0));
}
