import type { Flag } from '../close/explained-findings.ts';
import type { DutyHolder } from '../../access/duties.ts';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Instead, Locked } from '../../sync/outcome.ts';
import type { Cell, Cells } from '../../tables/cell.ts';

/** The plan at one moment. A rule may look at any table; what it looks at is read for it. */
export interface PlanView {
  /** The row of `table` that holds this key, or undefined. The key is a text of `keyText`. */
  readonly related: (table: string, key: string) => Cells | undefined;
  /**
   * The rows of `table` that hold these values in `columns`, in the order of Row IDs; none where a value is empty. The
   * columns are a reference or another set that the database has an index for.
   */
  readonly naming: (table: string, columns: readonly string[], values: readonly Cell[]) => readonly Cells[];
}

/** Who brings edits, and how. */
export interface Author {
  /** Account id. */
  readonly person: string;
  /** Display name of the account. */
  readonly name: string;
  /** When the edits come in, as an ISO instant. */
  readonly at: string;
  /** The revision that they are to make; absent: not known, as in a look ahead. */
  readonly revision?: number;
  readonly membership: DutyHolder;
  /** What the author says of the edits. */
  readonly note: string;
  /** What a ledger or an older program says is a fact: it is flagged where a person's edit would be refused. */
  readonly isImport: boolean;
  /** It comes with an import, or first into an empty plan: what it says was decided elsewhere. */
  readonly isBroughtIn: boolean;
}

/** What a row rule may look at besides the row itself. */
export interface RuleSurroundings {
  /** The row as it is at the head; null for a row that is new. */
  readonly before: Cells | null;
  /**
   * The row that goes in the same sync and whose key this one takes, as it was: what names it means this one from now on.
   * null: it takes nobody's place.
   */
  readonly inPlaceOf: Cells | null;
  /** The row of `table` that has this key after the sync, as it was before; undefined: none has, or it is new. */
  readonly asNamed: PlanView['related'];
  /** The plan as the sync met it: for what locks, so that nobody opens a lock and goes through in the same sync. */
  readonly asItWas: PlanView;
  /**
   * The plan as the sync would leave it, with all of its edits that are still in: for what has to fit together, in whatever
   * order it comes. When something is taken out, the rule is asked again.
   */
  readonly asItBecomes: PlanView;
  /** What has happened to the row of `table` that holds this key at the head, ascending; empty where nobody knows. */
  readonly history: (table: string, key: string) => readonly JournalEntry[];
  /** Who brings the edit; null: not known, as in a look ahead. */
  readonly author: Author | null;
  /** What the checks find in the plan as the sync met it, on a day; null: not known, as in a look ahead. */
  readonly flags: (asOf: string) => readonly Flag[] | null;
}

/** What a lock tells besides its sentence. */
export interface LockTold {
  readonly locked: Locked;
  /** What to do instead of the edit; null: the sentence alone says it. */
  readonly instead: Instead | null;
}

/**
 * A validation rule about one row, alone or among the rows around it. Adding a rule is adding one entry to `row-rules.ts`.
 * Only what gets worse is broken: what was amiss before, and is no worse now, holds back nobody's other edit.
 */
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
