import type { Edit } from '../../shared/sync/edit.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { checkSheet } from '../../shared/sync/read/check-sheet.ts';
import { chooseEdits } from './excluded-edits.ts';
import { changedRows, type ChangedRow } from './local-changes.ts';
import { paced } from './pace.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import type { WorkbookReading } from './read-workbook.ts';
import type { OpenRefusal, SyncState } from './session/sync-state.ts';
import { rowKeyIn } from '../../shared/sync/read/local-table.ts';

/** Everything the next sync would take from the sheet, to be looked at before it is sent. */
export interface Inspection {
  readonly program: string;
  /** The workbook's revision: what the changes are compared with. */
  readonly revision: number;
  /** My changes row by row, those left out included. */
  readonly rows: readonly ChangedRow[];
  /** My changes as edits, those left out included. */
  readonly edits: readonly Edit[];
  /** The edits that would be sent now. */
  readonly send: readonly Edit[];
  /** Values that cannot be sent as they stand. */
  readonly refusals: readonly OpenRefusal[];
  /** The managed tables at the workbook's revision. */
  readonly base: ProgramState;
  /** Cells of which a formula is known that a plain value has replaced, as table, row and column. */
  readonly formerFormulas: ReadonlySet<string>;
}

/** Compares the sheet with its base, as a sync would; sends and writes nothing. New rows without a Row ID come with the next sync. */
export async function inspectWorkbook(
  reading: WorkbookReading,
  state: SyncState,
  formerFormulas: ReadonlySet<string>,
): Promise<Inspection> {
  const { locals, metadata, base } = reading;
  const { pending } = metadata;
  const { found } = await paced(
    checkSheet({ locals, metadata, acknowledged: base, pending, conflicts: [], refusals: [] }),
  );
  const open = new Set(state.conflicts.map(({ table, row, column }) => `${table} ${row} ${column}`));
  const undecided = (edit: Edit): boolean =>
    edit.kind !== 'delete' &&
    Object.keys(edit.cells).every((column) => open.has(`${edit.table} ${edit.row} ${column}`));
  const edits = found.edits.filter((edit) => !undecided(edit));
  const keyOfRow = (table: string, row: RowId): string => {
    const local = locals.find((each) => each.table.name === table);
    return rowKeyIn(local, base.tables.get(table), row);
  };
  return {
    program: metadata.program,
    revision: base.revision,
    rows: changedRows(edits, base),
    edits,
    send: chooseEdits(edits, state.leftOut).send,
    refusals: found.refusals.map((refusal) => ({ ...refusal, rowKey: keyOfRow(refusal.table, refusal.row) })),
    base,
    formerFormulas,
  };
}
