import type { LocalSheetRow } from '../../../shared/sync/read/local-table.ts';
import type { MetadataResult } from '../../../shared/tables/workbook-metadata.ts';

/** A managed table as the file has it: every filled row below its headers, parsed; `sheet.position` is the sheet's row. */
export interface FileTable {
  /** Wire name of the table. */
  readonly table: string;
  readonly sheet: string;
  /** Names of the plan's columns that the sheet has, computed ones included, and where they stand, from 0. */
  readonly columns: readonly string[];
  readonly columnIndexes: readonly number[];
  readonly rows: readonly LocalSheetRow[];
  /** Last row of the Excel table, or the header row where there is none. */
  readonly lastOwnRow: number;
  readonly isFiltered: boolean;
}

/** [W15] A report sheet that holds something else than was downloaded: `places` are cells ("B7") or rows ("row 7"). */
export interface EditedReport {
  readonly sheet: string;
  readonly places: readonly string[];
}

/** What an uploaded workbook holds, before anything is compared. Plain data, so it can come from a worker. */
export interface WorkbookContents {
  readonly metadata: MetadataResult;
  readonly tables: readonly FileTable[];
  /** Sentences about what was passed over: missing tables and columns, copied sheets. */
  readonly warnings: readonly string[];
  readonly editedReports: readonly EditedReport[];
}

export type WorkbookReading =
  | { readonly ok: true; readonly contents: WorkbookContents }
  | { readonly ok: false; readonly message: string };
