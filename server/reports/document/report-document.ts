import type { Chart } from '../../../shared/charts/chart.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { ReportColumn } from '../report-sheet.ts';

/** A cell that stands before those of each row where tables of several places, such as schools, become one sheet. */
export interface LeadingCell {
  readonly column: ReportColumn;
  readonly value: Cell;
}

/** A table of a report, in print, in Word and as a sheet. */
export interface ReportTable {
  /** Sheet of the .xlsx, at most 31 characters; tables of one sheet have the same columns and stand below each other. */
  readonly sheet: string;
  readonly leading?: readonly LeadingCell[];
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total?: readonly Cell[];
  /** What is said where there are no rows. */
  readonly empty: string;
}

/** A piece of a report, whatever it is written as. Text holds what people typed and is never markup. */
export type ReportPart =
  /** The first page of a long report. */
  | { readonly kind: 'cover'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  /** Paragraphs, with an empty line between. */
  | { readonly kind: 'text'; readonly text: string; readonly isQuiet?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Short facts with their names. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | ({ readonly kind: 'table' } & ReportTable)
  /** A chart with its finding; a table of the same figures stands beside it, which is all that Word and .xlsx have of it. */
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** The contents of the report with page numbers. */
  | { readonly kind: 'contents' }
  /** Two columns on a page; one after the other where there are none. */
  | { readonly kind: 'beside'; readonly left: readonly ReportPart[]; readonly right: readonly ReportPart[] }
  /** Lines to sign on, by role. */
  | { readonly kind: 'signatures'; readonly roles: readonly string[] };

/** Parts that begin on a page of their own. */
export interface ReportSection {
  readonly orientation: 'portrait' | 'landscape';
  readonly parts: readonly ReportPart[];
}

/** Whose plan a report is about and which moment of it; stands on every page. */
export interface ReportStamp {
  readonly district: string;
  /** Name of the plan. */
  readonly plan: string;
  /** The day of the figures, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** When the plan was last changed before: an ISO moment. */
  readonly cutOff: string;
  readonly revision: number;
  /** Says which state of the plan this is, such as 148-7KQ2-M9XD-04TR-B6HV. */
  readonly receipt: string;
}

/** A report as it is declared, once, for PDF, Word and .xlsx. */
export interface ReportDocument extends ReportStamp {
  readonly title: string;
  /** Of which part of the plan, such as a school. */
  readonly subtitle: string | null;
  readonly sections: readonly ReportSection[];
}

/** Every table of a report in its order. */
export function tablesOf({ sections }: ReportDocument): readonly ReportTable[] {
  return sections.flatMap(({ parts }) => tablesIn(parts));
}

function tablesIn(parts: readonly ReportPart[]): readonly ReportTable[] {
  return parts.flatMap((part) => {
    if (part.kind === 'beside') return [...tablesIn(part.left), ...tablesIn(part.right)];
    return part.kind === 'table' ? [part] : [];
  });
}
