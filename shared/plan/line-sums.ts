import { compareText } from '../sync/compare-text.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import { fiscalYearOf } from '../tables/kinds/calendar-dates.ts';
import { groupOf, type Cut } from './figures/cuts.ts';
import { newLines, postedLine, reserveProjects } from './figures/line-facts.ts';
import { projectFacts } from './figures/plan-facts.ts';
import type { ProgramRows } from './figures/program-rows.ts';
import { addSums, addToAmounts, isSummed, noSums, summedAccounts, type AccountSums } from './account-sums.ts';
import type { PostedLine } from './add-posting.ts';
import { postProgram } from './post-program.ts';
import type { Posting } from './posting.ts';

/** Cuts whose groups follow from a budget line and its project alone: their sums are kept. */
export const keptCuts = [
  'program',
  'project',
  'status',
  'manager',
  'source',
  'fiscalYear',
  'category',
  'system',
  'object',
] as const satisfies readonly Cut[];

export type KeptCut = (typeof keptCuts)[number];

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
  readonly groups: { readonly [C in KeptCut]: string };
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

/**
 * The sums of the budget lines of these projects: what is posted on each, and its part of what is still to come on its
 * project, which is a formula over the sums of all lines of the project.
 * @param program projects with all of their lines and forecasts
 * @param asOf the day that `posted` is of, after which nothing counts; null: everything that is known, as sums are kept
 */
export function lineSums(
  program: ProgramRows,
  posted: ReadonlyMap<string, LinePostings> = postingsByLine(program),
  asOf: string | null = null,
): LineSum[] {
  const lines = newLines(program);
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
        groups: {
          program: groupOf('program', line, project, null),
          project: groupOf('project', line, project, null),
          status: groupOf('status', line, project, null),
          manager: groupOf('manager', line, project, null),
          source: groupOf('source', line, project, null),
          fiscalYear: groupOf('fiscalYear', line, project, null),
          category: groupOf('category', line, project, null),
          system: groupOf('system', line, project, null),
          object: groupOf('object', line, project, null),
        },
        sums: { ...sums, estimate: line.amounts.etc },
        spent: inOrder(spent),
      });
    }
  }
  return found;
}

/** Year by year, without those in which nothing was spent in the end. */
function inOrder(spent: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...spent].filter(([, cents]) => cents !== 0).sort(([a], [b]) => compareText(a, b)));
}

/** A cut by what a line belongs to, or by the fiscal year of what was spent on it. */
export type SumCut = KeptCut | 'postingYear';

/** Sums of a group of a cut, of its lines of one kind. */
export interface CutSum {
  readonly cut: SumCut;
  readonly group: string;
  readonly kind: PostedLine;
  /** How many lines there are. */
  lines: number;
  readonly sums: AccountSums;
}

/** The sums of lines by the groups of every kept cut; lines taken away count below 0. Nothing that has not moved is in it. */
export function cutSums(lines: Iterable<LineSum>, takenAway: Iterable<LineSum> = []): CutSum[] {
  const found = new Map<string, CutSum>();
  for (const line of lines) addLine(found, line, 1);
  for (const line of takenAway) addLine(found, line, -1);
  return [...found.values()].filter(({ lines: count, sums }) => count !== 0 || !isNothing(sums));
}

function addLine(found: Map<string, CutSum>, line: LineSum, times: 1 | -1): void {
  for (const cut of keptCuts) addToGroup(found, { cut, group: line.groups[cut], kind: line.kind }, line.sums, times);
  for (const [group, paid] of line.spent)
    addToGroup(found, { cut: 'postingYear', group, kind: plainKind }, { ...noSums(), paid }, times);
}

/** By the year of posting it does not matter what kind of line it was. */
const plainKind: PostedLine = { isContingency: false, isReserve: false };

function addToGroup(
  found: Map<string, CutSum>,
  place: Pick<CutSum, 'cut' | 'group' | 'kind'>,
  sums: Readonly<AccountSums>,
  times: 1 | -1,
): void {
  const { cut, group, kind } = place;
  const key = `${cut} ${kind.isContingency} ${kind.isReserve} ${group}`;
  const sum = getOrMake(found, key, (): CutSum => ({ ...place, lines: 0, sums: noSums() }));
  sum.lines += times;
  addSums(sum.sums, sums, times);
}

export function isNothing(sums: Readonly<AccountSums>): boolean {
  return summedAccounts.every((account) => sums[account] === 0);
}
