import type { Cells } from '../tables/cell.ts';
import type { Table } from '../tables/table.ts';

/** Where a row belongs: what a row scope is compared with. Null where the row says nothing. */
export interface RowPlace {
  readonly project: string | null;
  readonly region: string | null;
  /** Program of the project; absent: none is known. */
  readonly program?: string;
  /** What the row names to say where it belongs and the plan does not have, with the column that names it. */
  readonly missing?: { readonly table: string; readonly column: string | null; readonly key: string };
}

export interface Denial {
  /** Column that is not permitted; null for the whole row. */
  readonly column: string | null;
  readonly message: string;
}

export interface EditToJudge {
  readonly table: Table;
  /** Cells that change, with their new values; every column for an insert, none for a delete. */
  readonly changed: Cells;
  /** The row as it was and as it becomes; null: it was not there, or will not be. */
  readonly was: Cells | null;
  readonly is: Cells | null;
  /** Where the row was before and is afterwards: every place it names; absent for a row that did not or will not exist. */
  readonly before?: readonly RowPlace[];
  readonly after?: readonly RowPlace[];
  /** It is part of an import, or of what comes first into a program; absent: it is not. */
  readonly isBroughtIn?: boolean;
}
