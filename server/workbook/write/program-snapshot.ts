import type { WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import type { WorkbookRow } from './program-workbook.ts';

/** One program at one revision as it is stored: what the consolidated workbook is made from. */
export interface ProgramSnapshot {
  readonly name: string;
  readonly district: string;
  readonly fiscalYear: string;
  readonly metadata: WorkbookMetadata;
  /** The day that the reports are of; null: everything counts. */
  readonly asOf: string | null;
  /** The day that the computed columns of the tables are of, as in every synced sheet; null: everything counts. */
  readonly sheetDay: string | null;
  /** Rows with their editable cells by table name; a table that is not there is empty. */
  readonly rows: Readonly<Record<string, readonly WorkbookRow[]>>;
}
