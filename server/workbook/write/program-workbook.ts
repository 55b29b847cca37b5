import type { LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import type { Table } from '../../../shared/tables/table.ts';
import type { WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import type { ReportSheet } from '../../reports/report-sheet.ts';

/** A row of the program with all its cells, editable and computed ones. */
export interface WorkbookRow {
  readonly row: RowId;
  readonly cells: Cells;
}

export interface WorkbookTable {
  readonly table: Table;
  readonly rows: readonly WorkbookRow[];
  /** What nobody may change any more; absent: nothing is. */
  readonly locked?: readonly LockedCells[];
}

/** Everything the consolidated workbook shows: one moment of one program. Plain data, so it can travel to a worker. */
export interface ProgramWorkbook {
  /** Such as "Cedar Basin Unified School District – Strategic Execution Plan". */
  readonly title: string;
  readonly metadata: WorkbookMetadata;
  /** At the foot of every page: which moment of the plan it shows. */
  readonly stamp: string;
  /** Written as sheets before the tables, in this order. */
  readonly reports: readonly ReportSheet[];
  readonly tables: readonly WorkbookTable[];
}
