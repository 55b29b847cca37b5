import type { Cells, RowId } from '../tables/cell.ts';

/** A whole number per program: the state after the n-th accepted sync. 0 = empty. */
export type Revision = number;

/** [E1] A new row. `seen` is the revision at which its author last saw the program. */
export interface InsertEdit {
  readonly kind: 'insert';
  readonly table: string;
  readonly row: RowId;
  readonly cells: Cells;
  readonly seen: Revision;
  readonly basket?: string;
}

/** [E1] New values for some cells of a row, each with the revision at which its author last saw that cell. */
export interface UpdateEdit {
  readonly kind: 'update';
  readonly table: string;
  readonly row: RowId;
  readonly cells: Cells;
  /** Per column in `cells`. */
  readonly seen: Readonly<Record<string, Revision>>;
  readonly basket?: string;
}

/** [E1] The end of a row that its author last saw at `seen`. */
export interface DeleteEdit {
  readonly kind: 'delete';
  readonly table: string;
  readonly row: RowId;
  readonly seen: Revision;
  readonly basket?: string;
}

export type Edit = InsertEdit | UpdateEdit | DeleteEdit;
