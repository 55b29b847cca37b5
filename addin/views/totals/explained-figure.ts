import type { PostingsReply, WirePosting } from '../../../shared/protocol/postings.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import type { Cut } from '../../../shared/plan/figures/cuts.ts';
import { counted } from '../cell-words.ts';
import { cutLines, programLine, shownIn } from './totals-figures.ts';
import { accountSpecs, type Account } from '../../../shared/plan/postings/accounts.ts';

/** A figure that can be asked what it is made of. */
export interface ExplainedFigure {
  readonly measure: string;
  /** "Current Budget". */
  readonly label: string;
  /** What it is of: "Program", "BND-A · Measure A (2016)". */
  readonly of: string;
  readonly part: Readonly<Record<string, string>>;
  /** null: as it is now. */
  readonly revision: number | null;
  /** The day that it is of; null: an older server, for which everything counts. */
  readonly asOf: string | null;
  /** The moment that it is compared with: a baseline, a day or a revision; absent: none. */
  readonly since?: string;
}

/** A figure of the program by its place among `shownIn`; null where it is no sum of amounts. */
export function programFigure(reply: TotalsReply, measure: number): ExplainedFigure | null {
  const { group, values } = programLine(reply);
  return figureOf(reply, measure, { of: group, value: values[measure] ?? null, part: {} });
}

/** A figure of a group of the cut, by the places of both. */
export function groupFigure(
  reply: TotalsReply,
  cut: Cut,
  names: CodeNames,
  [row, measure]: readonly [row: number, measure: number],
): ExplainedFigure | null {
  const line = cutLines(reply, cut, names)[row];
  const code = reply.rows[row]?.[cut];
  if (line === undefined || typeof code !== 'string') return null;
  return figureOf(reply, measure, { of: line.group, value: line.values[measure] ?? null, part: { [cut]: code } });
}

function figureOf(
  reply: TotalsReply,
  place: number,
  { value, ...figure }: Pick<ExplainedFigure, 'of' | 'part'> & { readonly value: number | null },
): ExplainedFigure | null {
  const { revision, asOf } = reply;
  const measure = shownIn(reply)[place];
  if (measure?.kind !== 'money' || value === null) return null;
  return { measure: measure.name, label: measure.label, revision, asOf, ...figure };
}

type Group = PostingsReply['groups'][number];

/** "Original budget"; of a budget change its number, title and board report. */
export function groupWords({ account, change, title, reportNumber }: Group): string {
  if (change === null) return accountSpecs[account].label;
  const report = reportNumber === null ? '' : ` (${reportNumber})`;
  return title === null ? `${change}${report}` : `${change} · ${title}${report}`;
}

/** "3 rows", with the account where the change stands above it. */
export function groupCount({ account, change, count }: Group): string {
  const rows = counted(count, 'row');
  return change === null ? rows : `${accountSpecs[account].label}, ${rows}`;
}

/** Where the amount stands: "Change Lines · Change No. BC-01, Line 1". */
export function postingPlace({ table, key }: WirePosting, names: CodeNames): string {
  const label = findTable(table)?.label ?? table;
  return key === null ? `${label}: a row that is gone` : placeWords(table, key, null, names);
}

/** "25,000.00, 2026-01-20, budget line BL-002". */
export function postingWords({ amount, date, line, table }: WirePosting): string {
  const when = date === null ? '' : `, ${date}`;
  const where = line === null || table === 'budgetLines' ? '' : `, budget line ${line}`;
  return `${formatMoney(amount)}${when}${where}`;
}

/** The cell that holds an amount of an account; of an estimate, which no one cell holds, the row's key. */
export function amountColumn({ account, table }: Pick<WirePosting, 'account' | 'table'>): string {
  return amountColumns[account] ?? findTable(table)?.key[0] ?? '';
}

const amountColumns: { readonly [A in Account]?: string } = {
  requested: 'original',
  original: 'original',
  board: 'amount',
  staff: 'amount',
  pending: 'amount',
  contract: 'original',
  changeOrder: 'amount',
  release: 'amount',
  liquidated: 'amount',
  paid: 'amount',
  direct: 'amount',
  authorized: 'authorized',
  available: 'available',
  eligible: 'preDiscount',
  discount: 'discount',
  disbursed: 'disbursed',
};

/** Why shares of projects have no rows of their own. */
export const SHARE_WORDS =
  'What a project has for several sites is shared among them by its scope, to the cent, so no row of it is of this place alone.';

/** The same figure of the whole project that a share is of. */
export function wholeFigure(
  figure: ExplainedFigure,
  { account, project }: WirePosting,
  names: CodeNames,
): ExplainedFigure | null {
  if (account !== 'share' || project === null) return null;
  return { ...figure, of: withName(names, 'projects', project), part: { project } };
}

/** Why an estimate has no row of its own. */
export const ESTIMATE_WORDS =
  'Comes from the project’s latest forecast, or from what is not spent yet, shared among its budget lines.';
