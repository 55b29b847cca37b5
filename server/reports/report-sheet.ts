import type { Cell } from '../../shared/tables/cell.ts';
import type { ReportChart } from './report-chart.ts';

/**
 * How a report column holds and shows its cells. Money is integer cents, percent a number with one decimal (86.2). A code is
 * text that is never broken, struck a code that something else takes the place of, a status a word such as Green that is
 * shown in its colour.
 */
export type ReportFormat = 'text' | 'wrapped' | 'code' | 'struck' | 'status' | 'money' | 'percent' | 'integer' | 'date';

/** Those whose cells are numbers. */
export const NUMBER_FORMATS: ReadonlySet<ReportFormat> = new Set<ReportFormat>(['money', 'percent', 'integer']);

export interface ReportColumn {
  readonly label: string;
  /** The widest it becomes, in characters; it is narrower where its cells are. */
  readonly width: number;
  readonly format: ReportFormat;
  /** What makes a cell stand out: an amount below zero, or the verdict of a check. */
  readonly alert?: 'negative' | 'verdict';
}

/** A live formula (without "=") with the value it has when the file is written, in the column's unit. */
export interface ReportFormula {
  readonly formula: string;
  readonly result: Cell;
}

export type ReportCell = Cell | ReportFormula;

/** Rows under a heading of their own. */
export interface ReportBlock {
  readonly title: string;
  readonly rows: readonly (readonly ReportCell[])[];
  readonly total?: readonly ReportCell[];
}

/** One sheet for readers: a title, lines below it, a block of cells, and a total row. */
export interface ReportSheet {
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly columns: readonly ReportColumn[];
  /** A block between the headers and the rows, in the same columns; `heading` then stands above the rows. */
  readonly above?: ReportBlock & { readonly heading: string };
  readonly rows: readonly (readonly ReportCell[])[];
  readonly total?: readonly ReportCell[];
  /** Drawn below the total, from the cells of this sheet. */
  readonly charts?: readonly ReportChart[];
}

type Layout = Pick<ReportSheet, 'lines' | 'above'>;

/** Number of the row with the headers, from 1: below the title, the lines and one blank row. */
export function headerRow({ lines }: Layout): number {
  return lines.length + 3;
}

/** Rows above the first row of cells. */
export function rowsAbove(report: Layout): number {
  const { above } = report;
  // Beside its rows: its heading, its total, a blank row, and the heading of what follows.
  const ofBlock = above === undefined ? 0 : above.rows.length + (above.total === undefined ? 3 : 4);
  return headerRow(report) + ofBlock;
}
