import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { cutLabels, tableOfCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { NO_LINE } from '../../../shared/plan/figures/rest-groups.ts';
import { measures } from '../../../shared/plan/figures/measures.ts';
import type { Figures } from '../../excel/write/figures-block.ts';

/** A figure as the pane shows it. */
export interface ShownMeasure {
  readonly name: string;
  readonly label: string;
  readonly kind: 'money' | 'percent';
}

/** The program's figures: budget, obligated, expended, forecast, variance, percent spent. */
export const shownMeasures: readonly ShownMeasure[] = named([
  'current',
  'obligated',
  'expended',
  'eac',
  'vac',
  'percentSpent',
]);

/** Those that are drawn as bars beside each other: amounts of one kind, none of them a difference. */
export const barMeasures: readonly ShownMeasure[] = named(['current', 'obligated', 'expended', 'eac']);

function named(names: readonly string[]): ShownMeasure[] {
  return names.flatMap((name) => measures.filter((measure) => measure.name === name));
}

type Figure = number | null;

/** One group of a cut, or the program: values in the order of `shownMeasures`. */
export interface FigureLine {
  readonly group: string;
  readonly values: readonly Figure[];
}

/** The groups of a cut in report order. */
export function cutLines(reply: TotalsReply, cut: Cut, names: CodeNames): FigureLine[] {
  return reply.rows.map((row) => ({ group: groupOf(row, cut, names), values: valuesOf(row) }));
}

/** [FB6] A group as it is read: of projects, sites, systems and sources the code with its name. */
function groupOf(row: Readonly<Record<string, string | Figure>>, cut: Cut, names: CodeNames): string {
  const code = codeOf(row, cut);
  const table = tableOfCut[cut];
  return table === null ? code : withName(names, table, code);
}

function codeOf(row: Readonly<Record<string, string | Figure>>, cut: Cut): string {
  return String(row[cut] ?? '');
}

/** The program as a whole. */
export function programLine(reply: TotalsReply): FigureLine {
  return { group: 'Program', values: valuesOf(reply.total) };
}

function valuesOf(row: Readonly<Record<string, string | Figure>>): Figure[] {
  return shownMeasures.map(({ name }) => figure(row[name]));
}

function figure(value: string | Figure | undefined): Figure {
  return typeof value === 'number' ? value : null;
}

/** "1,234.56", "57.3%"; "–" where there is none. */
export function figureWords(kind: ShownMeasure['kind'], value: Figure): string {
  if (value === null) return '–';
  return kind === 'money' ? formatMoney(value) : `${value.toFixed(1)}%`;
}

/** A bar of a group: its length as a share (0–1) of the longest bar of the cut. What is below zero has none. */
export interface Bar {
  readonly label: string;
  readonly words: string;
  readonly share: number;
}

export interface BarGroup {
  readonly group: string;
  readonly bars: readonly Bar[];
}

/** Bars of all groups on one scale. */
export function barGroups(reply: TotalsReply, cut: Cut, names: CodeNames): BarGroup[] {
  const amounts = reply.rows.map((row) => barMeasures.map(({ name }) => figure(row[name]) ?? 0));
  const longest = amounts.flat().reduce((most, amount) => Math.max(most, amount), 0);
  return reply.rows.map((row, index) => ({
    group: groupOf(row, cut, names),
    bars: barMeasures.map(({ label, kind }, place) => {
      const amount = amounts[index]?.[place] ?? 0;
      return { label, words: figureWords(kind, amount), share: longest === 0 ? 0 : Math.max(0, amount) / longest };
    }),
  }));
}

/** Budget and spending added up year by year, in cents. */
export interface YearSeries {
  readonly years: readonly string[];
  readonly budget: readonly number[];
  readonly expended: readonly number[];
}

/** From totals by fiscal year; what belongs to no year is left out. */
export function yearSeries(reply: TotalsReply): YearSeries {
  const rows = reply.rows
    .filter(({ fiscalYear }) => typeof fiscalYear === 'string' && fiscalYear !== NO_LINE && fiscalYear !== '')
    .toSorted((a, b) => String(a['fiscalYear']).localeCompare(String(b['fiscalYear'])));
  return {
    years: rows.map(({ fiscalYear }) => String(fiscalYear)),
    budget: runningSums(rows.map(({ current }) => figure(current) ?? 0)),
    expended: runningSums(rows.map(({ expended }) => figure(expended) ?? 0)),
  };
}

function runningSums(amounts: readonly number[]): number[] {
  let sum = 0;
  return amounts.map((amount) => (sum += amount));
}

/**
 * A cut as it goes into the sheet: its groups, then the program. [FB6] Names have a column of their own there, so that
 * the code beside them can be looked up.
 */
export function figuresOfCut(reply: TotalsReply, cut: Cut, names: CodeNames): Figures {
  const table = tableOfCut[cut];
  const nameCells = (code: string): readonly string[] => (table === null ? [] : [names.of(table, code) ?? '']);
  const program = programLine(reply);
  return {
    title: `Totals by ${cutLabels[cut].toLowerCase()}`,
    asOf: `as of revision ${reply.revision}${reply.asOf === null ? '' : `, ${reply.asOf}`}`,
    columns: [
      { label: cutLabels[cut], kind: 'text' },
      ...(table === null ? [] : [{ label: 'Name', kind: 'text' } as const]),
      ...shownMeasures,
    ],
    rows: [
      ...reply.rows.map((row) => [codeOf(row, cut), ...nameCells(codeOf(row, cut)), ...valuesOf(row)]),
      [program.group, ...nameCells(''), ...program.values],
    ],
  };
}
