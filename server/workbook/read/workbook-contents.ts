import type { Cells } from '../../../shared/tables/cell.ts';
import type { MetadataResult } from '../../../shared/tables/workbook-metadata.ts';

/** A row of a managed table as the file has it. */
export interface FileRow {
  /** Row number of the sheet, from 1. */
  readonly sheetRow: number;
  /** Text of the Row ID cell, "" when empty. */
  readonly row: string;
  /** Editable cells that could be read; a column the sheet lacks and a cell that was refused are absent. */
  readonly cells: Cells;
}

/** [W5] A cell that is no value of its column. */
export interface RefusedCell {
  readonly sheetRow: number;
  readonly column: string;
  readonly rule: string;
  readonly value: string | number | boolean;
  /** A sentence that names sheet and cell. */
  readonly message: string;
}

export interface FileTable {
  /** Wire name of the table. */
  readonly table: string;
  readonly sheet: string;
  readonly rows: readonly FileRow[];
  readonly refused: readonly RefusedCell[];
}

/** What an uploaded workbook holds, before anything is compared. Plain data, so it can come from a worker. */
export interface WorkbookContents {
  readonly metadata: MetadataResult;
  readonly tables: readonly FileTable[];
  /** Sentences about what was passed over: missing tables and columns, rounded formulas. */
  readonly warnings: readonly string[];
}

export type WorkbookReading =
  { readonly ok: true; readonly contents: WorkbookContents } | { readonly ok: false; readonly message: string };
