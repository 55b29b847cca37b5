import type { SumsOf } from '../../plan/entry/entry-view.ts';
import type { RowId } from '../../tables/cell.ts';
import type { Revision } from '../edit.ts';

/*
 * A merge that asks
 *
 * A merge looks at the program through four functions of its context: the live row with a Row ID, the live rows that
 * hold some values, the journal of a row, the sums of a budget line or source. In memory (the pane's preview, tests) each is answered on the spot. A server
 * cannot do that row by row, so there the context is an `Inquiry`: it answers what it has been told, notes what it has
 * not, and says "nothing" for now. `mergeSteps` goes phase by phase: it does the work of a phase, and when something was
 * missing, it drops the result, hands the questions out as one batch, and does the phase once more with the answers.
 *
 * So nothing foretells in a second place what a merge will read: a check or a rule just looks, at whatever table it
 * likes. What a phase made of missing answers is never seen, since every phase is a function of the edits, the answers
 * and the phases before.
 *
 * Phases: the edited rows, who holds the keys of new ones and what these name; the journal of those that changed since they were seen;
 * the drafts, with the rights of their author; then, again and again, what all the checks and rules have to say, and when
 * they are content, the rules over the whole plan; the warnings. The first two only ask, so that the drafts of a large sync are made once. A batch holds one question per
 * table and columns however many rows there are; a sync that touches one table ends after two or three batches.
 *
 * Every phase could instead have been a generator that yields its questions; then every check and every rule would be
 * one too. Running a phase twice costs a large merge a few milliseconds, against the reading of its rows.
 */

/** The live rows with these Row IDs. */
export interface RowsQuestion {
  readonly kind: 'rows';
  readonly table: string;
  readonly rows: readonly RowId[];
}

/** The live rows whose values in `columns` make one of these texts (`setText`). An empty part matches only in a key. */
export interface MatchingQuestion {
  readonly kind: 'matching';
  readonly table: string;
  readonly columns: readonly string[];
  readonly texts: readonly string[];
}

/** The journal of each row after a revision, ascending. */
export interface JournalQuestion {
  readonly kind: 'journal';
  readonly table: string;
  readonly rows: readonly { readonly row: RowId; readonly after: Revision }[];
}

/** The sums of the head of these budget lines or sources, with what is dated after a day told apart. */
export interface SumsQuestion {
  readonly kind: 'sums';
  readonly of: SumsOf;
  readonly after: string;
  readonly keys: readonly string[];
}

/** What the checks find in the program at its head on a day. It takes a reading of the whole plan: only the close of a month asks. */
export interface FlagsQuestion {
  readonly kind: 'flags';
  /** YYYY-MM-DD */
  readonly asOf: string;
}

/** What a merge has to know of the program: each question is one set query, however many rows it names. */
export type Question = RowsQuestion | MatchingQuestion | JournalQuestion | SumsQuestion | FlagsQuestion;
