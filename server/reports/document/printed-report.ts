import { NUMBER_FORMATS, type ReportColumn } from '../report-sheet.ts';
import { cellText } from './cell-text.ts';
import type { ReportDocument, ReportPart, ReportSection, ReportTable } from './report-document.ts';

/** How wide a column is set: so many characters, or its part of what the others leave. */
export interface PrintedColumn {
  readonly label: string;
  readonly isNumber: boolean;
  /** Characters of its longest cell or longest word of its label; null: it takes its part of the rest. */
  readonly characters: number | null;
  readonly part: number;
}

/** A table whose cells are text. */
export interface PrintedTable {
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
  readonly empty: string;
  /** Place of the column whose letter or word has a colour; null: none has. */
  readonly status: number | null;
}

export type PrintedPart =
  | Exclude<ReportPart, { readonly kind: 'table' | 'text' | 'beside' }>
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
  readonly sections: readonly PrintedSection[];
}

export function printedReport({ sections, ...about }: ReportDocument): PrintedReport {
  const { district, plan, asOf, cutOff, receipt, subtitle } = about;
  return {
    ...about,
    head: [subtitle, `${district} – ${plan}`].filter((text) => text !== null).join(' · '),
    stamp: `Figures as of ${asOf} · data to ${cutOff.slice(0, 16).replace('T', ' ')} UTC · ${receipt}`,
    sections: sections.map((section) => ({ ...section, parts: section.parts.map(printedPart) })),
  };
}

function printedPart(part: ReportPart): PrintedPart {
  switch (part.kind) {
    case 'table':
      return { kind: 'table', ...printedTable(part) };
    case 'text':
      return { kind: 'text', paragraphs: paragraphsOf(part.text), isQuiet: part.isQuiet === true };
    case 'beside':
      return { kind: 'beside', left: part.left.map(printedPart), right: part.right.map(printedPart) };
    default:
      return part;
  }
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

function printedTable({ columns, rows, total, empty }: ReportTable): PrintedTable {
  const textsOf = (row: ReportTable['rows'][number]): string[] =>
    columns.map(({ format }, index) => cellText(format, row[index] ?? null));
  const printed = rows.map(textsOf);
  const printedTotal = total === undefined ? null : textsOf(total);
  const all = printedTotal === null ? printed : [...printed, printedTotal];
  const status = columns.findIndex(({ format }) => format === 'status');
  return {
    columns: columns.map((column, index) => printedColumn(column, all.map((row) => row[index] ?? ''))),
    rows: printed,
    total: printedTotal,
    empty,
    status: status < 0 ? null : status,
  };
}

/** Text is wrapped within its part of the width; whatever may not be broken has the width of its longest cell. */
function printedColumn({ label, format, width }: ReportColumn, texts: readonly string[]): PrintedColumn {
  const isNumber = NUMBER_FORMATS.has(format);
  const isText = format === 'text' || format === 'wrapped';
  const longest = [...label.split(' '), ...texts].reduce((most, text) => Math.max(most, text.length), 0);
  return { label, isNumber, characters: isText ? null : longest, part: width };
}
