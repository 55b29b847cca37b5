import type { RowId } from '../../tables/cell.ts';

/** A cell as Excel gives it: "" when empty, a number for money and dates; an error as its text, such as `#N/A`. */
export type SheetValue = string | number | boolean;

/** One body row of a managed table, as it stands in the sheet. */
export interface SheetRow {
  /** What the Row ID cell holds if that is a Row ID, else null. */
  readonly rowId: RowId | null;
  /** Body row, counted from 0; in a file the number of the sheet's row, from 1. */
  readonly position: number;
  /** Values in the order of `SheetTable.columns`. */
  readonly values: readonly SheetValue[];
  /** Indexes into `values` whose cell holds a formula; one shared empty list where there is none. */
  readonly formulas: readonly number[];
  /** Indexes into `values` whose cell shows an error. */
  readonly errors: readonly number[];
  /** [W14] Indexes into `values` whose formula has no stored result, which only a file can have; absent: none. */
  readonly withoutResult?: readonly number[];
}

/** A managed table as read at one moment. Rows whose managed cells and Row ID are all empty are left out. */
export interface SheetTable {
  readonly table: string;
  /** Names of the plan's columns that the sheet has, in the order of the sheet; computed ones included. */
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Position of the last row that is the table's by itself; rows below it may be (table-end.ts). Absent: all are. */
  readonly lastOwnRow?: number;
  /** [W11] Rows under the table that Excel did not take into it, so that they can be told; absent: none were looked for. */
  readonly below?: readonly SheetRow[];
}
