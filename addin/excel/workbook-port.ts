import type { Revision } from '../../shared/sync/edit.ts';
import type { CellPlace, RowId, RowOrCellPlace } from '../../shared/tables/cell.ts';
import type { SheetTable } from '../../shared/sync/read/sheet-table.ts';
import type { TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { Outcome } from './workbook-problem.ts';

/** What is known of a managed table without reading its rows. */
export interface TableSurvey {
  readonly table: string;
  readonly sheet: string;
  readonly columns: readonly string[];
  /** Editable columns of the plan that the sheet lacks; they are neither sent nor written. */
  readonly missingColumns: readonly string[];
  readonly hasRowIds: boolean;
  readonly rowCount: number;
  readonly isFiltered: boolean;
  readonly isProtected: boolean;
}

export interface WorkbookSurvey {
  /** Null: no metadata, or not readable [W7]. */
  readonly metadata: WorkbookMetadata | null;
  readonly date1904: boolean;
  readonly tables: readonly TableSurvey[];
}

/** A row by where it stands: body rows count from 0, rows below the table go on counting. */
export interface RowPosition {
  readonly table: string;
  readonly position: number;
}

/** What was left alone because it had changed since it was read [A5]. Column null: a row that was to be removed. */
export type LeftAlone = RowOrCellPlace;

/** Follows long work, and can end it between two requests; what is half-way is put right by the next sync [A3]. */
export interface WorkWatch {
  readonly isCancelled: () => boolean;
  /** `done` of `total` rows read, or changes written. */
  readonly progress: (done: number, total: number) => void;
}

export interface ReadOptions {
  readonly watch?: WorkWatch;
  /**
   * What the survey has told of the workbook. Where the workbook says something else together with the last of the cells, nothing is
   * given: a colleague's pane has synced it, or has begun to, and the cells are of another moment.
   */
  readonly said?: WorkbookMetadata | null;
}

/** What stood in a column of the person's own in a row that is gone. */
export interface OwnCell {
  readonly table: string;
  readonly row: RowId;
  /** The row's business key as the sheet showed it. */
  readonly rowKey: string;
  readonly header: string;
  readonly text: string;
}

export interface WriteOptions {
  readonly watch?: WorkWatch;
  /** Hears what the person had typed into columns of their own in rows that have been removed. */
  readonly goneWith?: (cells: readonly OwnCell[]) => void;
  /** True: clear filters, write, put the same filters back. False: report `filterOn` instead. */
  readonly clearFilters: boolean;
  /**
   * What the workbook says of itself from the first of the writes on, before any of them; nothing where there is none to make. Where it
   * says another revision by now, nothing is written.
   */
  readonly begins?: WorkbookMetadata;
  /** The revision that the writes were planned at: where the workbook says another one by now, nothing is written. */
  readonly after?: Revision;
}

/** One Excel table of the workbook that could hold a table of the plan. */
export interface AdoptionCandidate {
  readonly table: string;
  readonly sheet: string;
  readonly excelName: string;
  readonly rowCount: number;
  /** Column of the plan → header in the sheet. */
  readonly headers: Readonly<Record<string, string>>;
  /** Required columns of the plan that no header matches. */
  readonly missingRequired: readonly string[];
  /** Headers that stay the person's own. */
  readonly ownHeaders: readonly string[];
}

/** What connecting will add to the workbook, in sentences for the person, before it is done. */
export interface ConnectionPreview {
  readonly metadata: WorkbookMetadata | null;
  readonly candidates: readonly AdoptionCandidate[];
  /** Tables of the plan that would be created, each on a sheet of its own. */
  readonly missing: readonly string[];
  readonly additions: readonly string[];
}

export interface SetUp {
  /** Tables to create where the workbook has none for them. */
  readonly create: readonly Table[];
  /** Tables to take over where they are: gets a Row ID column and the plan's table name; nothing else is changed. */
  readonly adopt: readonly AdoptionCandidate[];
}

/** The workbook, as plain data. Positions are body rows from 0; all cells are Excel values, not canonical ones. */
export interface WorkbookPort {
  survey(): Promise<Outcome<WorkbookSurvey>>;
  /** Reads tables by name, in blocks. Requests: the sum of ceil(rows / rows per block) over the tables, plus two. */
  readTables(tables: readonly string[], options?: ReadOptions): Promise<Outcome<readonly SheetTable[]>>;
  /** Makes the writes of several tables; partly done when it fails, and safe to plan and make again. */
  write(writes: readonly TableWrites[], options: WriteOptions): Promise<Outcome<readonly LeftAlone[]>>;
  /**
   * Writes the hidden metadata sheet as one operation, creating it when it is not there.
   * @param after the revision that the workbook has to say until then; absent: whatever it says
   */
  writeMetadata(metadata: WorkbookMetadata, after?: Revision): Promise<Outcome<null>>;
  previewConnection(): Promise<Outcome<ConnectionPreview>>;
  setUp(setUp: SetUp): Promise<Outcome<null>>;
  /** Selects the cell; false when the row or column is not in the sheet. */
  jumpTo(place: CellPlace): Promise<Outcome<boolean>>;
  /** Selects a row by its position in a table, also below it; false when the table is not there. */
  jumpToRow(place: RowPosition): Promise<Outcome<boolean>>;
  /** Tells of changes in the sheets, as a hint to look again. Returns how to stop. */
  watch(onChange: () => void): Promise<Outcome<() => void>>;
}
