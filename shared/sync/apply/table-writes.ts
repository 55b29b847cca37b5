import type { RowId } from '../../tables/cell.ts';
import type { SheetValue } from '../read/sheet-table.ts';

/** A value to write into one cell of a row that is in the sheet. */
export interface CellWrite {
  readonly row: RowId;
  readonly position: number;
  readonly column: string;
  /** What the cell held when it was read; a cell that holds something else now is left alone [A5]. */
  readonly expected: SheetValue;
  readonly value: SheetValue;
  /** True when the person has said that the formula in the cell may go. */
  readonly replacesFormula?: boolean;
}

/** A new row: the cells to fill, by column. Columns not named stay empty. */
export interface RowAppend {
  readonly row: RowId;
  readonly cells: Readonly<Record<string, SheetValue>>;
}

/** A row to remove, with the values it had when it was read [A5]. */
export interface RowRemoval {
  readonly row: RowId;
  readonly position: number;
  readonly expected: readonly SheetValue[];
}

/** A Row ID to write into a row that has none, or another one [W1, W2, E5]. */
export interface RowIdWrite {
  readonly position: number;
  /** Row ID and values the row had when it was read: a row that looks different now gets no Row ID. */
  readonly from: RowId | null;
  readonly expected: readonly SheetValue[];
  readonly row: RowId;
}

/** Everything to do to one table, in the order: Row IDs, cells, removals, appended rows. */
export interface TableWrites {
  readonly table: string;
  readonly rowIds: readonly RowIdWrite[];
  readonly cells: readonly CellWrite[];
  readonly removals: readonly RowRemoval[];
  readonly appends: readonly RowAppend[];
}

/** Nothing to do. */
export function emptyWrites(table: string): TableWrites {
  return { table, rowIds: [], cells: [], removals: [], appends: [] };
}
