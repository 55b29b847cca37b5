import type { RowId } from '../../tables/cell.ts';
import { addPosting } from '../postings/add-posting.ts';
import { commitmentKey } from '../postings/commitment-key.ts';
import { postProgram, type Poster } from '../postings/post-program.ts';
import { commitmentCounts } from '../postings/posting-declarations.ts';
import { noAmounts, type Amounts } from './amounts.ts';
import { erateCategoryOf, frnOf, requestsOfLines } from './line-requests.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';
import type { PostedLine } from '../postings/accounts.ts';

/** A budget line with everything that changes, commitments and ledger say about it, in cents. */
export interface LineFacts {
  /** Null for the line that carries a forecast of a project without budget lines. */
  readonly row: RowId | null;
  readonly id: string;
  readonly project: string;
  readonly source: string | null;
  readonly fiscalYear: string | null;
  readonly category: string | null;
  readonly location: string | null;
  readonly system: string | null;
  /** Type and series of the source; null where it has none, or there is no source. */
  readonly sourceType: string | null;
  readonly series: string | null;
  /** Object code of the account string. */
  readonly object: string | null;
  /** E-Rate funding requests that its commitments name, in order. */
  readonly requests: readonly string[];
  /** The one of them and its category, or SEVERAL_FRNS; null: none. */
  readonly frn: string | null;
  readonly erateCategory: string | null;
  readonly amounts: Amounts;
}

/** A commitment line. Drafts and cancelled ones do not count: nothing is committed, and what was paid is direct cost. */
export interface CommitmentFacts {
  readonly row: RowId;
  readonly key: string;
  readonly budgetLine: string;
  readonly status: string;
  readonly counts: boolean;
  /** [T6] 0 unless it counts. */
  committed: number;
  approvedChangeOrders: number;
  pendingChangeOrders: number;
  expended: number;
}

export interface LineAndCommitmentFacts {
  readonly lines: ReadonlyMap<string, LineFacts>;
  readonly commitments: ReadonlyMap<string, CommitmentFacts>;
}

/** [T8] Committed and not yet paid; 0 for a commitment that does not count. */
export function openEncumbranceOf(commitment: CommitmentFacts): number {
  return commitment.counts ? commitment.committed - commitment.expended : 0;
}

/**
 * [T1–T4, T6–T8, T16, T17, T19, T22] The postings of the program, added up by budget line. With `asOf` (a date) only
 * changes effective, contracts awarded, change orders dated and expenditures posted on or before that day count.
 */
export function lineFacts(
  program: ProgramRows,
  asOf: string | null,
  post: Poster = (...asked) => postProgram(program, ...asked),
): LineAndCommitmentFacts {
  const lines = newLines(program);
  const reserves = reserveProjects(program);
  const kinds = new Map([...lines].map(([id, line]) => [id, postedLine(line, reserves)]));
  post(asOf, (posting) => {
    const [line, kind] = [lines.get(posting.line), kinds.get(posting.line)];
    if (line && kind) addPosting(line.amounts, posting, kind);
  });
  return { lines, commitments: commitmentFacts(program, asOf) };
}

/**
 * The budget lines, before anything is posted on them.
 * @param requestsOf funding requests by line, when they are known
 */
export function newLines(
  program: ProgramRows,
  requestsOf: ReadonlyMap<string, readonly string[]> = requestsOfLines(program.commitments),
): Map<string, LineFacts> {
  const sources = new Map(program.fundingSources.map(({ cells }) => [cells.code, cells]));
  const categories = new Map(program.fundingRequests.map(({ cells }) => [cells.frn, cells.category]));
  const lines = new Map<string, LineFacts>();
  for (const { row, cells } of program.budgetLines) {
    const { id, project, source, fiscalYear, category, location, system, account } = cells;
    const named = sources.get(source);
    const requests = requestsOf.get(id) ?? noRequests;
    // Written out in one piece: of a large program there are a hundred thousand, and a spread makes each take ten times as long.
    lines.set(id, {
      row,
      id,
      project,
      source,
      fiscalYear,
      category,
      location,
      system,
      sourceType: named?.type ?? null,
      series: named?.series ?? null,
      object: objectOf(account),
      requests,
      frn: frnOf(requests),
      erateCategory: erateCategoryOf(requests, categories),
      amounts: noAmounts(),
    });
  }
  return lines;
}

const noRequests: readonly string[] = [];

/** OBJT of FD-RSRC-Y-GOAL-FUNC-OBJT-SCH. */
function objectOf(account: string | null): string | null {
  return account?.split('-')[5] ?? null;
}

/** Numbers of the projects whose budget is the program's reserve. */
export function reserveProjects(program: Pick<ProgramRows, 'projects'>): ReadonlySet<string> {
  const reserves = program.projects.filter(({ cells }) => cells.class === 'Program Reserve');
  return new Set(reserves.map(({ cells }) => cells.number));
}

export function postedLine({ category, project }: LineFacts, reserves: ReadonlySet<string>): PostedLine {
  return { isContingency: category === 'Contingency', isReserve: reserves.has(project) };
}

function commitmentFacts(program: ProgramRows, asOf: string | null): Map<string, CommitmentFacts> {
  const commitments = new Map<string, CommitmentFacts>();
  for (const { row, cells } of program.commitments) {
    const counts = commitmentCounts(cells, asOf);
    const key = commitmentKey(cells.number, cells.line);
    const { budgetLine, status } = cells;
    commitments.set(key, {
      row,
      key,
      budgetLine,
      status,
      counts,
      committed: counts ? cells.original : 0,
      ...nothingYet,
    });
  }
  for (const { cells } of program.commitmentChanges) {
    const commitment = commitments.get(commitmentKey(cells.commitment, cells.commitmentLine));
    if (commitment && (asOf === null || cells.date <= asOf)) addChangeOrder(commitment, cells);
  }
  for (const { cells } of program.expenditures) {
    const { commitment: number, commitmentLine: line, postingDate, amount } = cells;
    if (number === null || line === null || (asOf !== null && postingDate > asOf)) continue;
    const commitment = commitments.get(commitmentKey(number, line));
    if (commitment) commitment.expended += amount;
  }
  return commitments;
}

const nothingYet = { approvedChangeOrders: 0, pendingChangeOrders: 0, expended: 0 } as const;

function addChangeOrder(commitment: CommitmentFacts, change: ProgramRow<'commitmentChanges'>['cells']): void {
  if (change.status === 'Pending') commitment.pendingChangeOrders += change.amount;
  if (change.status !== 'Approved') return;
  commitment.approvedChangeOrders += change.amount;
  if (commitment.counts) commitment.committed += change.amount;
}
