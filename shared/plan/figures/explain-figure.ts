import { compareText } from '../../sync/compare-text.ts';
import { fiscalYearOf } from '../../tables/kinds/calendar-dates.ts';
import { addAmounts, noAmounts, type Amounts } from './amounts.ts';
import {
  cuts,
  groupOf,
  isPlaceCut,
  isProjectCut,
  isRequestCut,
  isSourceCut,
  requestGroup,
  sourceGroup,
  type Cut,
} from './cuts.ts';
import { postedLine, reserveProjects, type LineFacts } from './line-facts.ts';
import { postedMeasure } from './measures.ts';
import { requestFacts, sourceFacts, type PlanFacts, type ProjectFacts } from './plan-facts.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';
import { partsBySite } from './totals.ts';
import { figureWeight, lineWeights, type FigureWeight, type LineWeights } from './figure-weight.ts';
import { postProgram, type Poster } from '../postings/post-program.ts';
import type { Posting } from '../postings/posting.ts';
import { figureAccounts, isFigureAccount, type FigureAccount } from '../postings/accounts.ts';

/** Which part of the plan a figure is of: the group of each cut that is named, a budget line, a budget change, an account. */
export type FigurePart = { readonly [C in Cut | 'line' | 'change' | 'account']?: string | undefined };

/** A posting that figures are made of. */
type FigurePosting = Posting & { readonly account: FigureAccount };

/** A posting with what it adds to the figure: cents, below 0 where it takes away. */
export interface Entry extends FigurePosting {
  readonly amount: number;
  /** Null for what a source or a funding request says itself. */
  readonly project: string | null;
  readonly source: string | null;
}

/** The entries of an account, and of one budget change where it is made by changes, added up. */
export interface EntryGroup {
  readonly account: FigureAccount;
  readonly change: string | null;
  readonly amount: number;
  readonly count: number;
}

export interface Explanation {
  /** Cents. The entries add up to it, and so do the groups. */
  readonly total: number;
  readonly groups: readonly EntryGroup[];
  /** In the order of accounts and changes, within them the largest first. */
  readonly entries: readonly Entry[];
}

/** A figure to explain, of a program with its facts on the same day. */
export interface FigureQuestion {
  readonly program: ProgramRows;
  readonly facts: PlanFacts;
  /** Tells its postings; absent: they are worked out. */
  readonly post?: Poster | undefined;
  /** The day after which nothing counts; null: everything counts. */
  readonly asOf: string | null;
  /** One of `explainedMeasures`. */
  readonly measure: string;
  readonly part: FigurePart;
}

/** What a figure is made of: every posting of its part of the plan that has a share in it. */
export function explainFigure(question: FigureQuestion): Explanation {
  const entries = figureEntries(question);
  entries.sort(compareEntries);
  return { total: sumOf(entries), groups: groupsOf(entries), entries };
}

/** The entries of an explanation, in no particular order. */
export function figureEntries(question: FigureQuestion): Entry[] {
  const weight = figureWeight(question.measure);
  const entries = withoutReversals(lineEntries(question, weight));
  entries.push(...shareEntries(question, (amounts) => weight.ofAmounts(amounts)));
  for (const source of sourcesOf(question)) {
    for (const posting of sourcePostings(source, question)) {
      const amount = weight.ofSource(posting);
      if (amount !== 0) entries.push({ ...posting, amount, project: null, source: source.cells.code });
    }
  }
  for (const request of requestsOf(question)) {
    for (const posting of requestPostings(request, question)) {
      const amount = weight.ofRequest(posting);
      if (amount !== 0) entries.push({ ...posting, amount, project: null, source: null });
    }
  }
  return entries;
}

/** Every posting of lines that has a share in the figure, those of a row one after another. */
function lineEntries(question: FigureQuestion, weight: FigureWeight): Entry[] {
  const found: Entry[] = [];
  const weigh = lineWeights(weight);
  const reserves = reserveProjects(question.program);
  eachLinePosting(question, weigh.isWeighed, (posting, line) => {
    const { account } = posting;
    if (!isFigureAccount(account) || !isAskedPosting(question, posting)) return;
    const amount = weigh.of(account, postedLine(line, reserves)) * posting.cents;
    if (amount !== 0) found.push(entryOf(posting, account, amount, line));
  });
  return found;
}

/** Written out in one piece, not spread: a large program has a hundred thousand. */
function entryOf(
  { line, date, cents, table, row, change }: Posting,
  account: FigureAccount,
  amount: number,
  { project, source }: LineFacts,
): Entry {
  return { account, line, date, cents, table, row, change, amount, project, source };
}

/** What a row posts and later takes back is left out: of each amount that it moves stays the last, if anything stays. */
function withoutReversals(entries: readonly Entry[]): Entry[] {
  const kept: Entry[] = [];
  for (let first = 0; first < entries.length;) {
    let end = first + 1;
    while (isOfSameRow(entries[first], entries[end])) end++;
    const only = entries[first];
    if (only && end === first + 1) kept.push(only);
    else kept.push(...withoutReversalsOfRow(entries.slice(first, end)));
    first = end;
  }
  return kept;
}

function isOfSameRow(one: Entry | undefined, other: Entry | undefined): boolean {
  return one !== undefined && one.row === other?.row && one.table === other.table;
}

function withoutReversalsOfRow(entries: readonly Entry[]): Entry[] {
  let kept: Entry[] = [];
  for (const entry of entries) {
    const same = kept.find((other) => other.account === entry.account && other.line === entry.line);
    const amount = entry.amount + (same?.amount ?? 0);
    kept = kept.filter((other) => other !== same);
    if (amount !== 0) kept.push({ ...entry, amount });
  }
  return kept;
}

type TellLinePosting = (posting: Posting, line: LineFacts) => void;

/** The postings of lines that exist and are of the part, and what is still to come on them. */
function eachLinePosting(question: FigureQuestion, isWeighed: LineWeights['isWeighed'], tell: TellLinePosting): void {
  const { program, facts, asOf, post = (...asked) => postProgram(program, ...asked) } = question;
  const lines = new Map<string, LineFacts>();
  const projectRows = new Map(program.projects.map(({ row, cells }) => [cells.number, row]));
  for (const project of facts.projects.values()) {
    for (const line of project.lines) {
      if (!isLineOfPart(question, line, project)) continue;
      if (line.row !== null) lines.set(line.id, line);
      if (isWeighed('estimate')) tell(estimatePosting(line, projectRows), line);
    }
  }
  const tellOfPart = (posting: Posting): void => {
    const line = lines.get(posting.line);
    if (line) tell(posting, line);
  };
  post(asOf, tellOfPart, isWeighed);
}

/** The estimate of a project without lines stands on the project itself. */
function estimatePosting({ id, row, project, amounts }: LineFacts, projectRows: ReadonlyMap<string, string>): Posting {
  const place =
    row === null
      ? ({ table: 'projects', row: projectRows.get(project) ?? '' } as const)
      : ({ table: 'budgetLines', row } as const);
  return { account: 'estimate', line: id, date: null, cents: amounts.etc, change: null, ...place };
}

/** [T23] By posting year is another cut than the line's year. */
function isByPostingYear({ measure, part }: FigureQuestion): boolean {
  return measure === postedMeasure.name && part.fiscalYear !== undefined;
}

function isAskedPosting(question: FigureQuestion, { change, account, date }: Posting): boolean {
  const { part } = question;
  if (part.change !== undefined && part.change !== change) return false;
  if (part.account !== undefined && part.account !== account) return false;
  return !isByPostingYear(question) || (date !== null && fiscalYearOf(date) === part.fiscalYear);
}

function isLineOfPart(question: FigureQuestion, line: LineFacts, project: ProjectFacts): boolean {
  const { part, facts } = question;
  if (part.line !== undefined && part.line !== line.id) return false;
  const isOfPlace = cuts.some((cut) => isPlaceCut(cut) && part[cut] !== undefined);
  if (isOfPlace && isShared(line, project, facts)) return false;
  const site = siteOf(line, facts);
  return cuts.every((cut) => {
    const wanted = part[cut];
    if (wanted === undefined || (cut === 'fiscalYear' && isByPostingYear(question))) return true;
    return groupOf(cut, line, project, site) === wanted;
  });
}

function siteOf({ location }: LineFacts, { sites }: PlanFacts) {
  return (location === null ? undefined : sites.get(location)) ?? null;
}

/** True for a line at no site whose project has scope: each site of that has a share of it. */
function isShared(line: LineFacts, { shares }: ProjectFacts, facts: PlanFacts): boolean {
  return shares !== undefined && siteOf(line, facts) === null;
}

/**
 * Of a place, its share of what each project has at no one site: by the scope of the project and to the cent, so that no row of
 * the project is part of it.
 */
function shareEntries(
  { program, facts, part }: FigureQuestion,
  weigh: (amounts: Readonly<Amounts>) => number,
): Entry[] {
  const wanted = cuts.filter((cut) => part[cut] !== undefined);
  const isAsked = part.change === undefined && (part.account ?? 'share') === 'share';
  if (!isAsked || !wanted.some(isPlaceCut)) return [];
  const ofWhole = part.line === undefined && wanted.every((cut) => isPlaceCut(cut) || isProjectCut(cut));
  const projectRows = new Map(program.projects.map(({ row, cells }) => [cells.number, row]));
  return [...facts.projects.values()].flatMap((project): Entry[] => {
    const { shares, number } = project;
    const shared = project.lines.filter((line) => isShared(line, project, facts));
    if (shares === undefined || shared.length === 0) return [];
    const sum = noAmounts();
    for (const { line, parts } of partsBySite(shared, shares, ofWhole)) {
      if (part.line !== undefined && part.line !== line.id) continue;
      for (const [i, amounts] of parts.entries()) {
        const site = facts.sites.get(shares[i]?.site ?? '') ?? null;
        if (wanted.every((cut) => groupOf(cut, line, project, site) === part[cut])) addAmounts(sum, amounts);
      }
    }
    const amount = weigh(sum);
    const place = {
      table: 'projects',
      row: projectRows.get(number) ?? '',
      line: '',
      date: null,
      change: null,
    } as const;
    return amount === 0 ? [] : [{ ...place, account: 'share', cents: amount, amount, project: number, source: null }];
  });
}

type FundingSource = ProgramRow<'fundingSources'>;

/** What sources say of themselves has a part in the program's figures and in those of sources alone. */
function sourcesOf({ program, part }: FigureQuestion): readonly FundingSource[] {
  const { source, sourceType, series, account: _account, ...others } = part;
  if (Object.values(others).some((wanted) => wanted !== undefined)) return [];
  const wanted = { source, sourceType, series };
  return program.fundingSources.filter(({ cells }) =>
    cuts
      .filter(isSourceCut)
      .every((cut) => wanted[cut] === undefined || sourceGroup(cut, cells.code, cells) === wanted[cut]),
  );
}

function sourcePostings({ row, cells }: FundingSource, { asOf, part: { account } }: FigureQuestion): FigurePosting[] {
  const place = { table: 'fundingSources', row, line: '', date: null, change: null } as const;
  const said = sourceFacts(cells, asOf);
  const postings: FigurePosting[] = [
    { ...place, account: 'authorized', cents: said.authorized },
    { ...place, account: 'available', cents: said.available },
  ];
  return postings.filter((posting) => account === undefined || posting.account === account);
}

type FundingRequest = ProgramRow<'fundingRequests'>;

/** What funding requests say of themselves has a part in the program's figures and in those of requests alone. */
function requestsOf({ program, part }: FigureQuestion): readonly FundingRequest[] {
  const { frn, erateCategory, account: _account, ...others } = part;
  if (Object.values(others).some((wanted) => wanted !== undefined)) return [];
  const wanted = { frn, erateCategory };
  return program.fundingRequests.filter(({ cells }) =>
    cuts
      .filter(isRequestCut)
      .every((cut) => wanted[cut] === undefined || requestGroup(cut, cells.frn, cells) === wanted[cut]),
  );
}

function requestPostings({ row, cells }: FundingRequest, { asOf, part: { account } }: FigureQuestion): FigurePosting[] {
  const place = { table: 'fundingRequests', row, line: '', date: cells.fcdlDate, change: null } as const;
  const said = requestFacts(cells, asOf);
  const postings: FigurePosting[] = [
    { ...place, account: 'eligible', cents: said.gross },
    { ...place, account: 'discount', cents: said.erateShare },
    { ...place, account: 'disbursed', cents: said.disbursed },
  ];
  return postings.filter((posting) => account === undefined || posting.account === account);
}

function compareEntries(a: Entry, b: Entry): number {
  return (
    figureAccounts.indexOf(a.account) - figureAccounts.indexOf(b.account) ||
    compareText(a.change ?? '', b.change ?? '') ||
    Math.abs(b.amount) - Math.abs(a.amount) ||
    compareText(a.row, b.row)
  );
}

function sumOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { amount }) => sum + amount, 0);
}

function groupsOf(entries: readonly Entry[]): EntryGroup[] {
  const groups: EntryGroup[] = [];
  for (const { account, change, amount } of entries) {
    const last = groups.at(-1);
    if (last?.account === account && last.change === change)
      groups[groups.length - 1] = { ...last, amount: last.amount + amount, count: last.count + 1 };
    else groups.push({ account, change, amount, count: 1 });
  }
  return groups;
}
