import type { PlanPart } from '../../../shared/plan/part/plan-part.ts';
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
  /** Names the state of the plan for whoever has the pages; null: the plan is no program's. */
  readonly receipt?: string | null;
  /** Numbers of the projects that get a sheet of their own. */
  readonly projects?: readonly string[];
  /** The workbook is to hold this part of the plan only. */
  readonly part?: SnapshotPart;
  /** An earlier moment that the sheet What Moved compares with; absent: there is no such sheet. */
  readonly earlier?: EarlierMoment;
  /** Rows with their editable cells by table name; a table that is not there is empty. */
  readonly rows: Readonly<Record<string, readonly WorkbookRow[]>>;
}

export interface SnapshotPart {
  readonly part: PlanPart;
  /** In words: "region North". */
  readonly label: string;
}

/** A moment of the plan before the workbook's own. */
export interface EarlierMoment {
  readonly revision: number;
  readonly asOf: string;
  /** Of the baseline that it is. */
  readonly name?: string;
  /** What the totals are made from, by table. */
  readonly rows: ProgramSnapshot['rows'];
}

/** A snapshot without the rows, which travel apart. */
export type SnapshotHead = Omit<ProgramSnapshot, 'rows' | 'earlier'> & {
  readonly earlier?: Omit<EarlierMoment, 'rows'>;
};
