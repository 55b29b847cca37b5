import type { Duty } from '../../access/duty.ts';
import type { RuleSurroundings } from '../rules/row-rule.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';

/** Something a row must have before it comes to a state. */
export interface Need {
  /** What is needed, for "it needs …". */
  readonly words: string | ((cells: Cells, surroundings: RuleSurroundings) => string);
  readonly holds: (cells: Cells, surroundings: RuleSurroundings) => boolean;
}

/** What the server writes into a column of a row that takes a step. */
export interface Stamp {
  readonly column: string;
  /**
   * The name of who takes it, the day on which (in the program's time zone), the revision by which, nothing any more, or what
   * follows from the row.
   */
  readonly writes: 'who' | 'day' | 'revision' | 'nothing' | ((after: Cells, surroundings: RuleSurroundings) => Cell);
  /** Nobody else writes the column. Absent: what is empty is filled in, and what somebody has typed stays. */
  readonly isServersOwn?: true;
  /** The column tells of the step that is taken: what stood there of the one before does not stay. */
  readonly isOfStep?: true;
}

/** A step from any of some states to another. */
export interface Transition {
  readonly from: readonly string[];
  readonly to: string;
  readonly needs?: readonly Need[];
  /** Who goes this way, as far as the server knows people: who asked for it (or decides on such), or somebody else. */
  readonly by?: 'requester' | 'another';
  readonly stamps?: readonly Stamp[];
}

/** What makes somebody one who asks for a decision on a row. */
export interface Request {
  /** The state by which somebody asks for it. */
  readonly state: string;
  /**
   * Columns that say what is asked for: whoever has entered the row, or has ever set one of them, has asked, too. None:
   * only by the state is anything asked for.
   */
  readonly columns: readonly string[];
  /** Rows that say what is asked for, too: those of `table` whose `column` names the row. */
  readonly parts?: { readonly table: Table; readonly column: string; readonly columns: readonly string[] };
}

/** The states of a row of a table, and the ways between them. */
export interface Lifecycle {
  readonly id: string;
  readonly table: Table;
  /** List column that holds the state. */
  readonly column: string;
  /** Column by which a person knows the row. */
  readonly name: string;
  readonly transitions: readonly Transition[];
  /** What is decided on by somebody else than who asks for it; absent: nothing. */
  readonly request?: Request;
  /** The duty of who brings a row from a state (null: it is new) into another; null: nobody's in particular. */
  readonly dutyFor?: (state: string, cells: Cells, from: string | null) => Duty | null;
  /**
   * The duty of who enters a row in a state, where it is not that of bringing it there. What is brought in, by an import or
   * as the first of a plan, was decided elsewhere.
   */
  readonly entry?: (state: string, cells: Cells, isBroughtIn: boolean) => Duty | null;
  /** What to do where no way leads on. */
  readonly instead: string;
}

/** The row whose act holds another one, or itself: who looks for who did it finds it by this. */
export interface Holder {
  readonly table: Table;
  readonly cells: Cells;
  /** Column whose value the act set. */
  readonly column: string;
  /** Values of that column with which the act stands: it was done when the first of them came in place of another. */
  readonly values: readonly Cell[];
  /** What was done, such as "approved". */
  readonly act: string;
  /** Who is known from the row to have done it, and on which day; null: only the journal knows. */
  readonly by: string | null;
  readonly on: string | null;
}

/** While what a row is held; null: it is not. */
export type Condition = (cells: Cells, surroundings: RuleSurroundings) => Holder | null;

interface LockOf {
  /** The rule it is known by. Several entries may make up one rule. */
  readonly id: string;
  readonly table: Table;
  readonly while: Condition;
  /** Rows that it is about; absent: all. */
  readonly only?: (cells: Cells) => boolean;
  /** An edit that it lets through, because an act has allowed just that; absent: none. */
  readonly unless?: (after: Cells, surroundings: RuleSurroundings) => boolean;
  /** Who has this duty is not held; nor is somebody who is not known, as in a look ahead. */
  readonly exceptDuty?: Duty;
  /** What an import brings is a fact: it is accepted with the same words as a warning. */
  readonly flagsImports?: true;
  /** Why it is fixed and what to do instead, in one or two sentences. */
  readonly says: (cells: Cells, holder: Holder) => string;
  /** A budget change does what the edit was meant to do. */
  readonly instead?: 'budgetChange';
}

/** These columns keep what they hold. */
export interface ColumnsLock extends LockOf {
  readonly kind: 'columns';
  readonly columns: readonly string[];
  /** Why, of any such cell: Excel shows it beside the selected one, in at most 255 characters. */
  readonly hint: string;
}

/** No row comes in, be it new or by other values in these columns, which say where it belongs. */
export interface InsertLock extends LockOf {
  readonly kind: 'insert';
  readonly columns: readonly string[];
}

/** No row goes. */
export interface DeleteLock extends LockOf {
  readonly kind: 'delete';
}

/** What is fixed from an act on, for every role and by every door. */
export type Lock = ColumnsLock | InsertLock | DeleteLock;
