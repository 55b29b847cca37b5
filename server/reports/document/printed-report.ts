import type { Chart } from '../../../shared/charts/chart.ts';
import { NUMBER_FORMATS, type ReportColumn } from '../report-sheet.ts';
import { cellText } from './cell-text.ts';
import { columnWidths, type ColumnContent } from './column-widths.ts';
import { drawSvg, type Drawing } from './draw-svg.ts';
import type { ReportDocument, ReportPart, ReportSection, ReportTable } from './report-document.ts';

/** A column as it is set. */
export interface PrintedColumn {
  readonly label: string;
  readonly isNumber: boolean;
  /** Its cells are struck through, as what something else takes the place of. */
  readonly isStruck: boolean;
  /** Points. */
  readonly width: number;
}

/** A table whose cells are text. */
export interface PrintedTable {
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
  readonly empty: string;
  /** Points. */
  readonly textSize: number;
  /** Place of the column whose letter or word has a colour; null: none has. */
  readonly status: number | null;
}

/** A chart as it is drawn, under what it shows. */
export interface PrintedChart extends Drawing {
  readonly kind: 'chart';
  readonly finding: string;
  /** What is read out in its stead. */
  readonly instead: string;
}

export type PrintedPart =
  | Exclude<ReportPart, { readonly kind: 'table' | 'text' | 'beside' | 'chart' }>
  | PrintedChart
  | { readonly kind: 'text'; readonly paragraphs: readonly string[]; readonly isQuiet: boolean }
  | { readonly kind: 'beside'; readonly left: readonly PrintedPart[]; readonly right: readonly PrintedPart[] }
  | ({ readonly kind: 'table' } & PrintedTable);

export interface PrintedSection extends Omit<ReportSection, 'parts'> {
  readonly parts: readonly PrintedPart[];
}

/** A report as it is set: everything that stands in it as text. */
export interface PrintedReport extends Omit<ReportDocument, 'sections'> {
  /** What stands at the top of every page, and beside it. */
  readonly head: string;
  readonly stamp: string;
  readonly foot: string;
  readonly sections: readonly PrintedSection[];
}

export function printedReport({ sections, ...about }: ReportDocument): PrintedReport {
  const { district, plan, asOf, cutOff, receipt, subtitle } = about;
  return {
    ...about,
    head: [subtitle, plan].filter((text) => text !== null).join(' · '),
    stamp: `Figures as of ${asOf} · Receipt ${receipt}`,
    foot: `${district} · data to ${cutOff.slice(0, 16).replace('T', ' ')} UTC · made with SEP Sync`,
    sections: sections.map((section) => ({
      ...section,
      parts: section.parts.map((part) => printedPart(part, PAGE_WIDTHS[section.orientation])),
    })),
  };
}

/** Points between the margins of letter paper. */
export const PAGE_WIDTHS = { portrait: 525.6, landscape: 705.6 } as const;
/** Points between two columns on a page. */
export const GUTTER = 18;

function printedPart(part: ReportPart, available: number): PrintedPart {
  switch (part.kind) {
    case 'table':
      return { kind: 'table', ...printedTable(part, available) };
    case 'text':
      return { kind: 'text', paragraphs: paragraphsOf(part.text), isQuiet: part.isQuiet === true };
    case 'chart':
      return printedChart(part.chart, available);
    case 'beside': {
      const half = (available - GUTTER) / 2;
      const [left, right] = [part.left, part.right].map((parts) => parts.map((inner) => printedPart(inner, half)));
      return { kind: 'beside', left: left ?? [], right: right ?? [] };
    }
    default:
      return part;
  }
}

/** Wider than this a chart says no more. */
const CHART_WIDTH = PAGE_WIDTHS.portrait;
/** As much as a page lying down has room for, with the heading above. */
const CHART_HEIGHT = 400;

function printedChart(chart: Chart, available: number): PrintedChart {
  const { finding, nameLabel, series } = chart;
  const drawing = drawSvg(chart, Math.min(available, CHART_WIDTH), CHART_HEIGHT);
  const instead = `Chart by ${nameLabel.toLowerCase()}: ${series.map(({ label }) => label).join(', ')}. ${finding}. The figures stand in the table.`;
  return { kind: 'chart', finding, ...drawing, instead };
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

function printedTable({ columns, rows, total, empty }: ReportTable, available: number): PrintedTable {
  const textsOf = (row: ReportTable['rows'][number]): string[] =>
    columns.map(({ format }, index) => cellText(format, row[index] ?? null));
  const printed = rows.map(textsOf);
  const printedTotal = total === undefined ? null : textsOf(total);
  const all = printedTotal === null ? printed : [...printed, printedTotal];
  const contents = columns.map((column, index) =>
    contentOf(
      column,
      all.map((row) => row[index] ?? ''),
    ),
  );
  const { widths, textSize } = columnWidths(contents, available);
  const status = columns.findIndex(({ format }) => format === 'status');
  return {
    columns: columns.map(({ label, format }, index) => ({
      label,
      isNumber: NUMBER_FORMATS.has(format),
      isStruck: format === 'struck',
      width: widths[index] ?? 0,
    })),
    rows: printed,
    total: printedTotal,
    empty,
    textSize,
    status: status < 0 ? null : status,
  };
}

function contentOf({ label, format, width }: ReportColumn, texts: readonly string[]): ColumnContent {
  const wraps = format === 'text' || format === 'wrapped';
  const pieces = wraps ? texts.flatMap((text) => text.split(/[\s–-]+/)) : texts;
  const longest = [...label.split(' '), ...pieces].reduce((most, text) => Math.max(most, text.length), 0);
  return { longest, part: wraps ? width : null };
}
