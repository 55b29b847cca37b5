import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { fiscalYearOf } from '../../tables/kinds/calendar-dates.ts';
import { groupOf, type Cut } from '../figures/cuts.ts';
import {
  estimateOf,
  isCovered,
  isFinanciallyClosed,
  latestForecasts,
  spreadEstimate,
} from '../figures/estimate-to-complete.ts';
import { newLines, postedLine, reserveProjects, type LineFacts } from '../figures/line-facts.ts';
import { groupOfRequests } from '../figures/line-requests.ts';
import { projectFacts, type ProjectFacts } from '../figures/plan-facts.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import { addSums, addToAmounts, amountsOfSums, noSums, type AccountSums } from './account-sums.ts';
import { postProgram } from '../postings/post-program.ts';
import type { Posting } from '../postings/posting.ts';
import { isSummed, summedAccounts, type PostedLine } from '../postings/accounts.ts';

/**
 * What a budget line belongs to, as it follows from the line, its project and its commitments alone: sums by each are kept,
 * and every cut follows from them. By source also those by its type and series; by its funding requests (`groupOfRequests`)
 * those by request and E-Rate category; by site those by region and board district.
 */
export const lineGroups = [
  'program',
  'project',
  'status',
  'manager',
  'source',
  'fiscalYear',
  'category',
  'system',
  'object',
  'requests',
  'site',
] as const satisfies readonly (Cut | 'requests')[];

export type LineGroup = (typeof lineGroups)[number];

/** By site, of a line that has none: it is shared among the sites of its project. */
export const NO_SITE = '';

/** The postings of one budget line, added up. */
export interface LinePostings {
  readonly sums: AccountSums;
  /** [T23] Spent cents by the fiscal year of the posting: year → cents. */
  readonly spent: Map<string, number>;
}

/** A budget line with its sums, the estimate to complete among them, and the groups that it belongs to. */
export interface LineSum extends LinePostings {
  /** '' for what carries the forecast of a project without budget lines. */
  readonly line: string;
  readonly project: string;
  readonly kind: PostedLine;
  readonly groups: { readonly [G in LineGroup]: string };
}

export function noPostings(): LinePostings {
  return { sums: noSums(), spent: new Map() };
}

/** Adds a posting to its line, or with `times` −1 takes it away. */
export function addToLine(
  line: LinePostings,
  posting: Pick<Posting, 'account' | 'date' | 'cents'>,
  times: 1 | -1 = 1,
): void {
  const { account, date, cents } = posting;
  if (!isSummed(account)) return;
  line.sums[account] += times * cents;
  if ((account === 'paid' || account === 'direct') && date !== null) {
    const year = fiscalYearOf(date);
    line.spent.set(year, (line.spent.get(year) ?? 0) + times * cents);
  }
}

/** The postings of the program by budget line, whether the line exists or not. */
export function postingsByLine(program: ProgramRows): Map<string, LinePostings> {
  const lines = new Map<string, LinePostings>();
  postProgram(program, null, (posting) => addToLine(getOrMake(lines, posting.line, noPostings), posting));
  return lines;
}

/** By budget line, what need not be worked out from rows that post on it. */
export interface KnownOfLines {
  readonly posted?: ReadonlyMap<string, LinePostings>;
  readonly requests?: ReadonlyMap<string, readonly string[]>;
}

/**
 * The sums of the budget lines of these projects: what is posted on each, and its part of what is still to come on its
 * project, which is a formula over the sums of all lines of the project.
 * @param program projects with all of their lines and forecasts
 * @param asOf the day that `known.posted` is of, after which nothing counts; null: everything that is known, as sums are kept
 */
export function lineSums(program: ProgramRows, known: KnownOfLines = {}, asOf: string | null = null): LineSum[] {
  const { posted = postingsByLine(program) } = known;
  const lines = newLines(program, known.requests);
  const reserves = reserveProjects(program);
  for (const line of lines.values()) {
    const postings = posted.get(line.id);
    if (postings) addToAmounts(line.amounts, { ...postings.sums, estimate: 0 }, postedLine(line, reserves));
  }
  const found: LineSum[] = [];
  for (const project of projectFacts(program, lines, asOf).values()) {
    for (const line of project.lines) {
      const { sums, spent } = (line.row === null ? undefined : posted.get(line.id)) ?? noPostings();
      found.push({
        line: line.id,
        project: line.project,
        kind: postedLine(line, reserves),
        groups: groupsOf(line, project),
        sums: { ...sums, estimate: line.amounts.etc },
        spent: inOrder(spent),
      });
    }
  }
  return found;
}

function groupsOf(line: LineFacts, project: Pick<ProjectFacts, 'cells'>): LineSum['groups'] {
  return {
    program: groupOf('program', line, project, null),
    project: groupOf('project', line, project, null),
    status: groupOf('status', line, project, null),
    manager: groupOf('manager', line, project, null),
    source: groupOf('source', line, project, null),
    fiscalYear: groupOf('fiscalYear', line, project, null),
    category: groupOf('category', line, project, null),
    system: groupOf('system', line, project, null),
    object: groupOf('object', line, project, null),
    requests: groupOfRequests(line.requests),
    site: line.location ?? NO_SITE,
  };
}

/**
 * The groups of budget lines as their rows say them, by line.
 * @param program the lines, and the projects that they are of
 * @param requests funding requests by line
 */
export function groupsOfLines(
  program: ProgramRows,
  requests: ReadonlyMap<string, readonly string[]>,
): Map<string, LineSum['groups']> {
  const projects = new Map(program.projects.map(({ cells }) => [cells.number, cells]));
  return new Map(
    [...newLines(program, requests)].map(([id, line]) => [id, groupsOf(line, { cells: projects.get(line.project) })]),
  );
}

/** True of the same line with the same sums in the same groups. */
export function isSameLine(one: LineSum, other: LineSum): boolean {
  return (
    one.line === other.line &&
    one.project === other.project &&
    one.kind.isContingency === other.kind.isContingency &&
    one.kind.isReserve === other.kind.isReserve &&
    summedAccounts.every((account) => one.sums[account] === other.sums[account]) &&
    lineGroups.every((group) => one.groups[group] === other.groups[group]) &&
    one.spent.size === other.spent.size &&
    [...one.spent].every(([year, cents]) => other.spent.get(year) === cents)
  );
}

/** Year by year, without those in which nothing was spent in the end. */
function inOrder(spent: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...spent].filter(([, cents]) => cents !== 0).sort(([a], [b]) => compareText(a, b)));
}

/** What is posted on a line with some more; its estimate is left to be worked out. */
export function added({ sums, spent }: LinePostings, more: LinePostings | undefined): LinePostings {
  const sum: LinePostings = { sums: { ...sums, estimate: 0 }, spent: new Map(spent) };
  if (!more) return sum;
  for (const [year, cents] of more.spent) sum.spent.set(year, (sum.spent.get(year) ?? 0) + cents);
  addSums(sum.sums, more.sums);
  return sum;
}

/**
 * The sums of projects whose lines belong where they did: what has moved on them, and what is still to come on each anew.
 * A line that stays what it was is the same object.
 * @param before all lines of these projects, of which none is without a name
 * @param program the projects with their forecasts
 */
export function movedLineSums(
  before: readonly LineSum[],
  moved: ReadonlyMap<string, LinePostings>,
  program: Pick<ProgramRows, 'projects' | 'forecasts'>,
): LineSum[] {
  const projects = new Map(program.projects.map(({ cells }) => [cells.number, cells]));
  const forecasts = latestForecasts(program, null);
  const byProject = new Map<string, LineSum[]>();
  for (const line of before) getOrMake(byProject, line.project, (): LineSum[] => []).push(line);
  return [...byProject].flatMap(([project, ofProject]) => {
    const lines = ofProject.sort((a, b) => compareText(a.line, b.line));
    const facts = lines.map(({ line, groups, kind, sums }) => {
      const posted = { ...sums, estimate: 0 };
      const more = moved.get(line);
      if (more) addSums(posted, more.sums);
      return { id: line, category: groups.category, amounts: amountsOfSums(posted, kind) };
    });
    const isClosed = isFinanciallyClosed(projects.get(project), null);
    spreadEstimate(project, estimateOf(isClosed, forecasts.get(project), facts), facts);
    return lines.map((line, i) => withMoved(line, moved.get(line.line), facts[i]?.amounts.etc ?? 0));
  });
}

/**
 * The sums of lines each by itself: of projects without a forecast, in which all lines that nothing moves on are covered
 * (`isCovered`).
 * @param program the projects
 * @returns by their ids, and the projects in which one is not covered any more, whose lines all follow from `movedLineSums`
 */
export function movedAlone(
  before: readonly LineSum[],
  moved: ReadonlyMap<string, LinePostings>,
  program: Pick<ProgramRows, 'projects'>,
): { readonly alone: ReadonlyMap<string, LineSum>; readonly uncovered: ReadonlySet<string> } {
  const closed = new Set(
    program.projects.flatMap(({ cells }) => (isFinanciallyClosed(cells, null) ? [cells.number] : [])),
  );
  const [alone, uncovered] = [new Map<string, LineSum>(), new Set<string>()];
  for (const line of before) {
    const more = moved.get(line.line);
    const amounts = amountsOfSums(added(line, more).sums, line.kind);
    if (!isCovered(amounts)) uncovered.add(line.project);
    const estimate = closed.has(line.project) ? 0 : amounts.current - amounts.expended;
    alone.set(line.line, withMoved(line, more, estimate));
  }
  return { alone, uncovered };
}

function withMoved(line: LineSum, more: LinePostings | undefined, estimate: number): LineSum {
  if (!more && line.sums.estimate === estimate) return line;
  const { sums, spent } = added(line, more);
  return { ...line, sums: { ...sums, estimate }, spent: inOrder(spent) };
}
