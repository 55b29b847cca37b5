import type { Cell, Cells, RowId } from '../tables/cell.ts';

/** What a slip looks like. */
export type SlipKind = 'magnitude' | 'sign' | 'dayMonth' | 'digits' | 'formula' | 'duplicate' | 'keysApart';

/** A change that may well be a mistake of the hand. It never keeps anything from being sent. */
export interface Slip {
  readonly table: string;
  readonly row: RowId;
  readonly rowKey: string;
  /** Null: the row as a whole. */
  readonly column: string | null;
  readonly kind: SlipKind;
  /** What looks odd, with the values, and a question where one helps. */
  readonly sentence: string;
  /** Money at stake in cents, never negative; 0 where there is none. */
  readonly weight: number;
}

/** One changed cell, canonical values; null: empty. */
export interface SlipCell {
  readonly column: string;
  readonly before: Cell;
  readonly after: Cell;
}

/** What a person did to one row. */
export interface SlipRow {
  readonly table: string;
  readonly row: RowId;
  readonly rowKey: string;
  readonly kind: 'insert' | 'update' | 'delete';
  readonly cells: readonly SlipCell[];
  /** The row before the change, computed columns included; null: it is new. */
  readonly base: Cells | null;
}

export interface SlipInput {
  /** The changed rows, in the order in which they are shown. */
  readonly rows: readonly SlipRow[];
  /** Rows by Row ID as they were before the changes, by table; what is not there is not compared with. */
  readonly base: ReadonlyMap<string, ReadonlyMap<RowId, Cells>>;
  /** Cells that held a formula when they were last read and hold a plain value now, as texts of `cellText`. */
  readonly formerFormulas: ReadonlySet<string>;
}

/** Text that names a cell, for sets. */
export function cellText(table: string, row: RowId, column: string): string {
  return `${table} ${row} ${column}`;
}

/** The row as the change leaves it. */
export function cellsAfter({ base, cells }: SlipRow): Cells {
  return { ...base, ...Object.fromEntries(cells.map(({ column, after }) => [column, after])) };
}
