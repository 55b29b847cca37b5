import type { PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import type { ErrorCode } from '../../../shared/protocol/error.ts';
import type { ReportFileType } from '../../../shared/protocol/reports.ts';
import type { PlanTime } from '../../totals/plan-time.ts';
import type { ReportDocument, ReportStamp } from '../document/report-document.ts';
import type { AskedRows } from '../document/report-moment.ts';

/** A report by its name and what it is to be about. */
export type AskedReport =
  | { readonly name: 'annual' | 'variance' }
  /** Location codes; null: every site that is not closed. */
  | { readonly name: 'site'; readonly sites: readonly string[] | null }
  /** Numbers of changes. */
  | { readonly name: 'amendment'; readonly changes: readonly string[] };

/** A moment without its rows, which the worker asks for under its number. */
export interface TellableMoment extends PlanTime {
  readonly number: number;
  readonly stamp: ReportStamp;
}

/** What a report worker is started with. */
export interface ReportJob {
  readonly asked: AskedReport;
  readonly type: ReportFileType;
  readonly moment: TellableMoment;
}

/** What it asks for while it puts the report together. */
export type ReportQuestion =
  /** Rows of a table, in portions. */
  | {
      readonly kind: 'rows';
      readonly question: number;
      readonly moment: number;
      readonly asked: AskedRows;
    }
  /** The moment before. */
  | { readonly kind: 'before'; readonly question: number; readonly moment: number };

export type ReportAnswer =
  | { readonly kind: 'rows'; readonly question: number; readonly rows: readonly PlainRow[]; readonly isLast: boolean }
  | { readonly kind: 'before'; readonly question: number; readonly moment: TellableMoment | null };

/** A report that has been put together. */
export interface MadeReport {
  readonly about: Pick<ReportDocument, 'plan' | 'title' | 'subtitle' | 'asOf' | 'receipt'>;
  /** A workbook as it is, or what is set as PDF or Word: a PrintedReport as JSON, which is quick to hand on. */
  readonly content:
    | { readonly kind: 'file'; readonly bytes: Uint8Array }
    | { readonly kind: 'printed'; readonly json: string };
}

/** The last message of a report worker, if it is no question. */
export type ReportOutcome =
  | { readonly kind: 'made'; readonly report: MadeReport }
  /** The plan does not have what is asked for. */
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string; readonly details: unknown };
