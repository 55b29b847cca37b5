import type { Edit } from '../../../shared/sync/edit.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { rowKeyIn, type LocalTable } from '../../../shared/sync/read/local-table.ts';
import type { Reading } from '../../../shared/sync/read/read-tables.ts';
import type { RowId } from '../../../shared/tables/cell.ts';
import type { WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import type { WorkbookSurvey } from '../../excel/workbook-port.ts';

/** Everything a round knows once the sheet is read. */
export interface RoundReading {
  readonly survey: WorkbookSurvey;
  readonly metadata: WorkbookMetadata;
  readonly base: ProgramState;
  readonly locals: readonly LocalTable[];
  readonly found: Reading;
  /** The edits found, without those the person leaves out. */
  readonly send: readonly Edit[];
}

/** What people call a row: its key in the sheet or, where the sheet lacks it, in the program. */
export function keyOfRow({ locals, base }: RoundReading, table: string, row: RowId): string {
  return rowKeyIn(
    locals.find((local) => local.table.name === table),
    base.tables.get(table),
    row,
  );
}
