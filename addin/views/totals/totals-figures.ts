import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { cutLabels, tableOfCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { measures, requestMeasures } from '../../../shared/plan/figures/measures.ts';
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

/** Those of an answer: by funding request or E-Rate category what the requests themselves say as well [ER1–ER4]. */
export function shownIn(reply: Pick<TotalsReply, 'measures'>): readonly ShownMeasure[] {
  return [...shownMeasures, ...requestMeasures.filter(({ name }) => reply.measures.includes(name))];
}

/** Those that are drawn as bars beside each other: amounts of one kind, none of them a difference. */
export const barMeasures: readonly ShownMeasure[] = named(['current', 'obligated', 'expended', 'eac']);

function named(names: readonly string[]): ShownMeasure[] {
  return names.flatMap((name) => measures.filter((measure) => measure.name === name));
}

type Figure = number | null;

/** One group of a cut, or the program: values in the order of `shownIn`. */
export interface FigureLine {
  readonly group: string;
  readonly values: readonly Figure[];
}

/** The groups of a cut in report order. */
export function cutLines(reply: TotalsReply, cut: Cut, names: CodeNames): FigureLine[] {
  return reply.rows.map((row) => ({ group: groupOf(row, cut, names), values: valuesOf(row, shownIn(reply)) }));
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
  return { group: 'Program', values: valuesOf(reply.total, shownIn(reply)) };
}

function valuesOf(row: Readonly<Record<string, string | Figure>>, shown: readonly ShownMeasure[]): Figure[] {
  return shown.map(({ name }) => figure(row[name]));
}

function figure(value: string | Figure | undefined): Figure {
  return typeof value === 'number' ? value : null;
}

/** "1,234.56", "57.3%"; "–" where there is none. */
export function figureWords(kind: ShownMeasure['kind'], value: Figure): string {
  if (value === null) return '–';
  return kind === 'money' ? formatMoney(value) : `${value.toFixed(1)}%`;
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
      ...shownIn(reply),
    ],
    rows: [
      ...reply.rows.map((row) => [codeOf(row, cut), ...nameCells(codeOf(row, cut)), ...valuesOf(row, shownIn(reply))]),
      [program.group, ...nameCells(''), ...program.values],
    ],
  };
}
