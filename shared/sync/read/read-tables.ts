import type { Warning } from '../outcome.ts';
import type { ProgramState } from '../program-rows.ts';
import type { Steps } from '../steps.ts';
import type { RowId } from '../../tables/cell.ts';
import type { PendingCell } from '../../tables/workbook-metadata.ts';
import { findEdits, type FoundEdits, type HeldRowsAnswer } from './find-edits.ts';
import { holdCleared } from './hold-cleared.ts';
import { identifyRows, type NameRows } from './identify-rows.ts';
import { localWarnings, type LocalSheetRow, type LocalTable } from './local-table.ts';
import type { Misalignment } from './row-identity.ts';
import { partRows } from './table-end.ts';
import { findOvertyped, type Overtyped } from './overtyped.ts';

export interface ReadingInput {
  /** Every filled row of the sheets (`localTable`), of tables that the workbook has. */
  readonly locals: readonly LocalTable[];
  /** The program at the workbook's revision; with computed cells where those that were typed over are to be told. */
  readonly base: ProgramState;
  readonly pending: readonly PendingCell[];
  /** [W3, W10] What the person has said about missing and half-emptied rows. */
  readonly heldRows: HeldRowsAnswer;
  /** [W4] The person has said that rows follow their keys. */
  readonly realign: boolean;
  readonly nameRows: NameRows;
}

/** Rows of one table, for the person to look at. */
export interface RowsOfTable<Row> {
  readonly local: LocalTable;
  readonly rows: readonly Row[];
}

/** A workbook as the sync contract reads it: everything that follows from sheet and base, and nothing else. */
export interface Reading extends FoundEdits {
  /** The tables under the Row IDs that the sheet is to get; half-emptied rows without the cells they lost. */
  readonly tables: readonly LocalTable[];
  /** [W1, W2, W4, W13] Row IDs to write, by table and position. */
  readonly rowIds: ReadonlyMap<string, ReadonlyMap<number, RowId>>;
  /** [W4] Where this is not empty, nothing may be sent. */
  readonly misaligned: readonly RowsOfTable<Misalignment>[];
  /** [W6] Formulas' results that were rounded. */
  readonly warnings: readonly Warning[];
  /** [W12] */
  readonly overtyped: readonly Overtyped[];
  /** [W11] Rows that were not read, since nothing says that they are the table's. */
  readonly below: readonly RowsOfTable<LocalSheetRow>[];
  readonly totals: readonly RowsOfTable<LocalSheetRow>[];
}

/** Reads a workbook, in steps: the one reader of pane and upload [W]. Pure, so reading twice gives the same twice. */
export function* readTables(input: ReadingInput): Steps<Reading> {
  const { base, pending, heldRows } = input;
  const tables: LocalTable[] = [];
  const rowIds = new Map<string, ReadonlyMap<number, RowId>>();
  const misaligned: RowsOfTable<Misalignment>[] = [];
  const below: RowsOfTable<LocalSheetRow>[] = [];
  const totals: RowsOfTable<LocalSheetRow>[] = [];
  for (const local of input.locals) {
    const rows = base.tables.get(local.table.name) ?? new Map();
    const parted = yield* partRows(local, rows);
    if (parted.below.length > 0) below.push({ local, rows: parted.below });
    if (parted.totals.length > 0) totals.push({ local, rows: parted.totals });
    const own = parted.rows.length === local.rows.length ? local : { ...local, rows: parted.rows };
    const identified = yield* identifyRows(own, rows, input.realign, input.nameRows);
    if (identified.misaligned.length > 0) misaligned.push({ local, rows: identified.misaligned });
    if (identified.given.size > 0) rowIds.set(local.table.name, identified.given);
    const held = yield* holdCleared(identified.local, rows, heldRows.cleared);
    tables.push(held);
  }
  const found = yield* findEdits(tables, base, pending, heldRows);
  return {
    ...found,
    tables,
    rowIds,
    misaligned,
    warnings: tables.flatMap(localWarnings),
    overtyped: yield* findOvertyped(tables, base),
    below,
    totals,
  };
}
