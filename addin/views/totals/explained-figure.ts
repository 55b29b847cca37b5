import { accountLabels, type Account } from '../../../shared/plan/posting.ts';
import type { PostingsReply, WirePosting } from '../../../shared/protocol/postings.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { isPlaceCut, type Cut, type PlaceCut } from '../../../shared/plan/figures/cuts.ts';
import { counted } from '../cell-words.ts';
import { cutLines, programLine, shownMeasures } from './totals-figures.ts';

/** A group of a cut by place. */
export interface PlaceOfFigure {
  readonly cut: PlaceCut;
  readonly group: string;
}

/** A figure that can be asked what it is made of. */
export interface ExplainedFigure {
  readonly measure: string;
  /** "Current Budget". */
  readonly label: string;
  /** What it is of: "Program", "BND-A · Measure A (2016)". */
  readonly of: string;
  readonly part: Readonly<Record<string, string>>;
  /** A place has a share of each project that touches it, so its figures are made of those; null: of amounts. */
  readonly place: PlaceOfFigure | null;
  readonly revision: number;
  /** The day that it is of; null: an older server, for which everything counts. */
  readonly asOf: string | null;
}

/** A figure of the program by its place among `shownMeasures`; null where it is no sum of amounts. */
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
  const found = { of: line.group, value: line.values[measure] ?? null };
  return isPlaceCut(cut)
    ? figureOf(reply, measure, { ...found, part: {}, place: { cut, group: code } })
    : figureOf(reply, measure, { ...found, part: { [cut]: code } });
}

function figureOf(
  { revision, asOf }: TotalsReply,
  place: number,
  {
    value,
    ...figure
  }: Pick<ExplainedFigure, 'of' | 'part'> & Partial<Pick<ExplainedFigure, 'place'>> & { readonly value: number | null },
): ExplainedFigure | null {
  const measure = shownMeasures[place];
  if (measure?.kind !== 'money' || value === null) return null;
  return { measure: measure.name, label: measure.label, revision, asOf, place: null, ...figure };
}

type Group = PostingsReply['groups'][number];

/** "Original budget"; of a budget change its number, title and board report. */
export function groupWords({ account, change, title, reportNumber }: Group): string {
  if (change === null) return accountLabels[account];
  const report = reportNumber === null ? '' : ` (${reportNumber})`;
  return title === null ? `${change}${report}` : `${change} · ${title}${report}`;
}

/** "3 rows", with the account where the change stands above it. */
export function groupCount({ account, change, count }: Group): string {
  const rows = counted(count, 'row');
  return change === null ? rows : `${accountLabels[account]}, ${rows}`;
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
};

/** Why an estimate has no row of its own. */
export const ESTIMATE_WORDS =
  'Comes from the project’s latest forecast, or from what is not spent yet, shared among its budget lines.';
