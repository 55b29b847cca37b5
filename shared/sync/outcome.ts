import type { Cell, RowId } from '../tables/cell.ts';
import type { Revision } from './edit.ts';
import type { RowChange } from './history/journal.ts';

export type ConflictKind = 'cell' | 'editDelete' | 'deleteEdit' | 'combined' | 'sameKey';

/** [CON1] One cell on which local and remote disagree. `row` is the Row ID the author's sheet uses. */
export interface Conflict {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  readonly kind: ConflictKind;
  readonly base: Cell;
  readonly local: Cell;
  readonly remote: Cell;
  /** Who changed remote, when (ISO 8601, UTC) and at which revision. */
  readonly by: string;
  readonly at: string;
  readonly revision: Revision;
}

/** Who fixed what a refused edit would have changed, and by which act: the row that holds it, and what is known of it. */
export interface Locked {
  /** The row whose act holds the refused one: its table and its business key. */
  readonly table: string;
  readonly key: string;
  /** Column of that row which the act set. */
  readonly column: string;
  /** Such as "approved". */
  readonly act: string;
  /** Who did it; null: not known. */
  readonly by: string | null;
  /** When, as a day or a point of time in ISO 8601; null: not known. */
  readonly at: string | null;
}

/** What to do instead of a refused edit: move `amount` cents onto this budget line by a budget change. */
export interface Instead {
  readonly kind: 'budgetChange';
  readonly line: string;
  readonly amount: number;
}

/** [M10, PPL3] An edit of one cell (or of the whole row, column null) that rules or permissions do not allow. */
export interface Refusal {
  readonly table: string;
  readonly row: RowId;
  readonly column: string | null;
  /** V01…, or a rule id of the sync contract: M8 (basket held back), P3 (not permitted), E1 (row unknown). */
  readonly rule: string;
  readonly value: Cell;
  /** Names the cell, the rule, the value and the fix, in one sentence. */
  readonly message: string;
  /** Of what an act has fixed: who did it, and when. */
  readonly locked?: Locked | undefined;
  readonly instead?: Instead | undefined;
}

/** Accepted, but listed. */
export interface Warning {
  readonly rule: string;
  readonly message: string;
  readonly table: string | null;
  readonly row: RowId | null;
}

/** What a merge decided. Apply `changes` to the head and it is the next revision. */
export interface MergeOutcome {
  /** In a fixed order (table, Row ID), independent of the order of the edits [M11]. Empty when nothing changes [REV1]. */
  readonly changes: readonly RowChange[];
  /** Edited cells, and whole-row deletes, that the head now agrees with. */
  readonly accepted: number;
  /** [E5] Row ID of an inserted row → the live row that already has its key. */
  readonly adopted: Readonly<Record<RowId, RowId>>;
  readonly conflicts: readonly Conflict[];
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly Warning[];
}
