import type { Grid, GridRow } from '../../../shared/import/grid.ts';
import type { ReportBook } from '../../reports/report-book.ts';
import type { LocalSheetRow } from '../../../shared/sync/read/local-table.ts';
import type { FileTable, WorkbookContents } from '../read/workbook-contents.ts';
import type { ExceptionsBook } from '../write/exceptions-workbook.ts';
import type { SnapshotHead } from '../write/program-snapshot.ts';
import type { WorkbookRow } from '../write/program-workbook.ts';

/** Rows per message: each takes a few milliseconds to copy, so the server goes on answering between them. */
export const ROWS_PER_MESSAGE = 250;

/** A program's rows come in portions, each of at most ROWS_PER_MESSAGE rows. */
export interface RowPortion {
  readonly table: string;
  readonly rows: readonly WorkbookRow[];
  /** They are of the earlier moment that the workbook compares with. */
  readonly isEarlier?: boolean;
}

/** What a workbook worker is told. A snapshot comes without rows, then its rows in portions, then "write". */
export type WorkerRequest =
  | { readonly kind: 'snapshot'; readonly snapshot: SnapshotHead }
  | ({ readonly kind: 'rows' } & RowPortion)
  | { readonly kind: 'write' }
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  /** Reads any workbook or text file, cell by cell. */
  | { readonly kind: 'readGrids'; readonly bytes: Uint8Array }
  | { readonly kind: 'writeExceptions'; readonly book: ExceptionsBook; readonly date1904: boolean }
  | { readonly kind: 'writeReports'; readonly book: ReportBook }
  /** The last portion has been taken; the next may come. */
  | { readonly kind: 'more' };

/** The last answer to a job tells how much memory the worker has taken for it. */
interface LastReply {
  readonly heapBytes: number;
}

/** What it answers: a file, or the contents or sheets of one without rows, then the rows in portions, then "end". */
export type WorkerReply =
  | ({ readonly kind: 'written'; readonly bytes: Uint8Array } & LastReply)
  | { readonly kind: 'contents'; readonly contents: WorkbookContents }
  | { readonly kind: 'fileRows'; readonly table: string; readonly rows: readonly LocalSheetRow[] }
  | { readonly kind: 'grids'; readonly grids: readonly Grid[] }
  /** Rows of the sheet at this place among `grids`. */
  | { readonly kind: 'gridRows'; readonly place: number; readonly rows: readonly GridRow[] }
  | ({ readonly kind: 'end' } & LastReply)
  | ({ readonly kind: 'unreadable'; readonly message: string } & LastReply);

/** Splits rows into portions of a message each. */
export function* portions<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += ROWS_PER_MESSAGE) yield rows.slice(at, at + ROWS_PER_MESSAGE);
}

/** A table of a file without its rows, which travel apart. */
export function withoutRows(table: FileTable): FileTable {
  return { ...table, rows: [] };
}
