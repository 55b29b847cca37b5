import type { Edit } from '../../shared/sync/edit.ts';
import type { NameRows } from '../../shared/sync/read/identify-rows.ts';
import { findChanges, refusalsOfSheet } from './check-workbook.ts';
import { chooseEdits } from './excluded-edits.ts';
import { changedRows, type ChangedRow } from './local-changes.ts';
import { paced } from './pace.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import type { WorkbookReading } from './read-workbook.ts';
import type { OpenRefusal, SyncState } from './session/sync-state.ts';
import { withoutUndecided } from './shown-edits.ts';

/** Everything the next sync would take from the sheet, to be looked at before it is sent. */
export interface Inspection {
  readonly program: string;
  /** The workbook's revision: what the changes are compared with. */
  readonly revision: number;
  /** [REV8] By which hash it is known; '': not known. */
  readonly hash: string;
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

export interface InspectionInput {
  readonly reading: WorkbookReading;
  readonly state: SyncState;
  readonly nameRows: NameRows;
  readonly formerFormulas: ReadonlySet<string>;
}

/** [FB2] Finds in the sheet what a sync would find, new rows included; sends and writes nothing. */
export async function inspectWorkbook(input: InspectionInput): Promise<Inspection> {
  const { reading, state, nameRows, formerFormulas } = input;
  const { locals, metadata, base } = reading;
  const found = await paced(findChanges({ locals, acknowledged: base, nameRows }, metadata.pending));
  const edits = withoutUndecided(found.edits, state.conflicts);
  return {
    program: metadata.program,
    revision: base.revision,
    hash: metadata.hash ?? '',
    rows: changedRows(edits, base),
    edits,
    send: chooseEdits(edits, state.leftOut).send,
    refusals: refusalsOfSheet(found.tables, base, found.refusals),
    base,
    formerFormulas,
  };
}
