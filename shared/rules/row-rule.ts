import type { Instead, Locked } from '../sync/outcome.ts';
import type { Cells } from '../tables/cell.ts';

/** What a row rule may look at besides the row itself. */
export interface RuleSurroundings {
  /** The row as it is at the head; null for a row that is new. */
  readonly before: Cells | null;
  /** The row of `table` that holds this key at the head, or undefined. The key is a text of `keyText`. */
  readonly related: (table: string, key: string) => Cells | undefined;
}

/** What a lock tells besides its sentence. */
export interface LockTold {
  readonly locked: Locked;
  /** What to do instead of the edit; null: the sentence alone says it. */
  readonly instead: Instead | null;
}

/** A validation rule about the cells of one row. Adding a rule is adding one entry to `row-rules.ts`. */
export interface RowRule {
  /** V01…V58. */
  readonly id: string;
  /** Wire name of the table. */
  readonly table: string;
  /** The columns the rule is about: it is checked when one of them is edited, and when it is broken, they stay out. */
  readonly columns: readonly string[];
  /** An error keeps the cells out; a warning is saved and listed. */
  readonly severity: 'error' | 'warning';
  /** The broken rule in one sentence with the way to mend it, or null when the row keeps the rule. */
  readonly check: (cells: Cells, surroundings: RuleSurroundings) => string | null;
  /** Why the row may not be deleted, in the same words; absent: the rule has nothing against it. */
  readonly checkRemoval?: (before: Cells, surroundings: RuleSurroundings) => string | null;
  /** Of a lock: who holds the row that would become `after` (null: go), and what to do instead. */
  readonly lockOf?: (after: Cells | null, surroundings: RuleSurroundings) => LockTold | null;
}
