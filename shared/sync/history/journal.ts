import type { Cells, RowId } from '../../tables/cell.ts';
import type { Revision } from '../edit.ts';

/** A live row at some revision, with all its editable cells. */
export interface StoredRow {
  readonly row: RowId;
  /** Revision that last changed it. */
  readonly revision: Revision;
  readonly cells: Cells;
}

/**
 * [REV3] What one revision did to one row. An update holds just the changed cells, before and after; an insert has empty
 * `before` and every non-empty cell in `after`; a delete has every non-empty cell in `before` and empty `after`.
 */
export interface RowChange {
  readonly table: string;
  readonly row: RowId;
  readonly kind: 'insert' | 'update' | 'delete';
  readonly before: Cells;
  readonly after: Cells;
}

/** A row change with the revision that made it, its author (display name) and server time (ISO 8601, UTC). */
export interface JournalEntry extends RowChange {
  readonly revision: Revision;
  readonly by: string;
  readonly at: string;
  /** Account of the author, and the door by which it came; absent where the reader was not asked for them. */
  readonly person?: string;
  readonly door?: string;
}
