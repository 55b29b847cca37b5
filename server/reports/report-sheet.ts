import type { Cell } from '../../shared/tables/cell.ts';

/**
 * How a report column holds and shows its cells. Money is integer cents, percent a number with one decimal (86.2). A code is
 * text that is never broken, a status a word such as Green that is shown in its colour.
 */
export type ReportFormat = 'text' | 'wrapped' | 'code' | 'status' | 'money' | 'percent' | 'integer' | 'date';

/** Those whose cells are numbers. */
export const NUMBER_FORMATS: ReadonlySet<ReportFormat> = new Set<ReportFormat>(['money', 'percent', 'integer']);

export interface ReportColumn {
  readonly label: string;
  /** Width in characters. */
  readonly width: number;
  readonly format: ReportFormat;
}

/** A live formula (without "=") with the value it has when the file is written, in the column's unit. */
export interface ReportFormula {
  readonly formula: string;
  readonly result: Cell;
}

export type ReportCell = Cell | ReportFormula;

/** One sheet for readers: a title, lines below it, a block of cells, and a total row. */
export interface ReportSheet {
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  readonly total?: readonly ReportCell[];
}

/** Rows above the first row of cells: the title, the lines, one blank row, the headers. */
export function rowsAbove(report: Pick<ReportSheet, 'lines'>): number {
  return report.lines.length + 3;
}
