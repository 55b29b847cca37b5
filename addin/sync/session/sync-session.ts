import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { Choice } from '../../../shared/sync/apply/decide.ts';
import type { ConnectionPreview, OwnCell, WorkbookPort, RowPosition } from '../../excel/workbook-port.ts';
import type { Outcome } from '../../excel/workbook-problem.ts';
import type { Inspection } from '../inspect-workbook.ts';
import type { GoneColumn } from '../../../shared/sync/read/known-columns.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { EditPlace } from '../excluded-edits.ts';
import type { ServerClient } from '../server/server-client.ts';
import type { CellValue } from '../set-cells.ts';
import type { ShownEdits } from '../shown-edits.ts';
import type { GivenUp } from '../put-back.ts';
import type { BegunChange } from '../begin-change.ts';
import type { MissingRowsAnswer, OpenRefusal, PutBack, SyncState, UnreadRow } from './sync-state.ts';

export interface SyncSessionDeps {
  readonly workbook: WorkbookPort;
  readonly server: ServerClient;
  /** Cryptographic randomness for Row IDs, workbook and sync ids. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** This computer's clock, for showing times only; nothing is ordered by it. */
  readonly now: () => Date;
  /** Address of the server as noted in the workbook, for people who open it elsewhere. */
  readonly serverAddress: string;
}

/** A choice about the conflict with this id. */
export interface ConflictDecision {
  readonly conflict: string;
  readonly choice: Choice;
}

export interface SyncOptions {
  /** Clear filters while writing and put them back. Without it a filtered table that needs writes is the problem `filterOn`. */
  readonly clearFilters?: boolean;
  /** Note of the revision. */
  readonly note?: string;
  /**
   * [FB2] The list that the person has confirmed: just that is sent. A sheet that holds something else by now sends
   * nothing and is `isShownOutdated`. Absent, as from ribbon, Home and clock: everything that is not left out is sent.
   */
  readonly shown?: ShownEdits;
}

/**
 * One workbook's connection to its program. Methods resolve to the state they leave; problems, questions, conflicts and
 * refusals are in it, nothing is thrown. One call at a time: a second `sync` while one runs joins the running one, unless it sends a list that was shown.
 */
export interface SyncSession {
  readonly state: SyncState;
  /** Calls back with every new state until the returned function is called. */
  subscribe(listener: (state: SyncState) => void): () => void;
  /** Looks at the workbook: which program and revision it holds. Call once at start. */
  open(): Promise<SyncState>;
  /** What connecting would add, before anything is done. */
  previewConnection(): Promise<Outcome<ConnectionPreview>>;
  /**
   * Connects the workbook to a program and syncs. 'create': makes every table of the plan that is missing, beside
   * those adopted. 'adopt': only takes over tables that are there.
   */
  connect(program: string, mode: 'create' | 'adopt', options?: SyncOptions): Promise<SyncState>;
  sync(options?: SyncOptions): Promise<SyncState>;
  /** Reads the sheet again and counts what waits to be sent; sends and writes nothing. */
  look(): Promise<SyncState>;
  /** Decides a conflict by its id and syncs. Conflicts about one whole row are decided together. */
  decide(conflict: string, choice: Choice, options?: SyncOptions): Promise<SyncState>;
  /** Decides several conflicts with one reading and one writing, and syncs once. Those no longer open are left out. */
  decideAll(decisions: readonly ConflictDecision[], options?: SyncOptions): Promise<SyncState>;
  /** [W3, W10] Answers the question about missing and half-emptied rows and syncs. */
  answerMissingRows(answer: MissingRowsAnswer, options?: SyncOptions): Promise<SyncState>;
  /** [W4] Puts the Row IDs back to the rows whose keys they belong to, then syncs. */
  realign(options?: SyncOptions): Promise<SyncState>;
  /** [W7] Ends a review: either the sheet's differing cells are sent, or the program's values are written. */
  answerReview(answer: 'sendMine' | 'useTheirs', options?: SyncOptions): Promise<SyncState>;
  /** Stops what is running at its next boundary. Nothing is lost: the next sync goes on from there. */
  cancel(): void;
  /** What the next sync would take from the sheet; null when it cannot be read, which is in the state. */
  inspect(): Promise<Inspection | null>;
  /**
   * Rows of these tables at a revision of a program, whether the workbook has the tables or not; null when they are not
   * to be had, which is no problem of the session.
   */
  programRows(
    at: { readonly program: string; readonly revision: number },
    tables: readonly string[],
  ): Promise<ProgramState | null>;
  /** Chooses the changes that stay here until they are chosen anew; replaces the choice before. */
  leaveOut(places: readonly EditPlace[]): void;
  /** What others have changed up to now counts as seen. */
  markNewsRead(): void;
  /** Sets back what this workbook's last sync did, then syncs. What has moved since comes back as conflicts. */
  undo(options?: SyncOptions): Promise<SyncState>;
  /** Writes canonical values into the sheet, as local changes. Sends nothing. */
  setCells(values: readonly CellValue[], options?: SyncOptions): Promise<SyncState>;
  /**
   * [FB4] Gives up what was typed in these cells or rows for what the plan holds. Sends nothing. A cell that holds something
   * else by now than the value it is named with stays.
   */
  putBack(places: readonly GivenUp[], options?: SyncOptions): Promise<SyncState>;
  /**
   * [FD1] Begins a budget change that does what was refused. Cells keep what was typed until the change is sent; lines that
   * are new go to the plan with 0.00 at once, for a change needs a line to fund. @returns 'changedSince' when the sheet
   * holds something else by now than was refused, so that nothing is begun; null when a problem or a refusal, which is in
   * the state, kept a new line from going
   */
  beginChange(refusals: readonly OpenRefusal[], options?: SyncOptions): Promise<BegunChange | 'changedSince' | null>;
  /** [FD1] The server holds the change: the plan's values take the place of what was typed, and its rows come. Sends nothing. */
  settleChange(change: BegunChange, options?: SyncOptions): Promise<SyncState>;
  /** [FD1] The change is given up: amounts of new lines stand again where they were typed, unless something else does by now. */
  dropChange(change: BegunChange, options?: SyncOptions): Promise<SyncState>;
  /** The server cannot be reached; ends with `reconnected`. */
  disconnected(): void;
  /** The server has been heard again: being offline is no problem any more. */
  reconnected(): void;
  /** Goes on with what stopped because a cell was being edited, once it is not; changes nothing while it is. */
  continueAfterEditing(): Promise<SyncState>;
  /** Goes on with what stopped because the server asked to wait; changes nothing where it has not. */
  continueAfterWaiting(): Promise<SyncState>;
  /** The person has read what was put back. */
  dismissPutBacks(putBacks: readonly PutBack[]): void;
  /** [A1] Notes that have been read. */
  dismissGoneNotes(cells: readonly OwnCell[]): void;
  /** The person has read that these rows add up others and are not sent. */
  dismissTotals(totals: readonly UnreadRow[]): void;
  /** Holds everything that sends or writes until it is let go; calls meanwhile change nothing. */
  hold(isHeld: boolean): void;
  /** Gives this file an id of its own, so that it no longer passes for the workbook it was copied from. */
  renewWorkbook(): Promise<SyncState>;
  /** [W16] This column or table is meant to be gone: it is not missed any more. */
  forgetGone(place: GoneColumn): Promise<SyncState>;
  jumpTo(place: CellPlace): Promise<Outcome<boolean>>;
  /** Selects a row that is not the table's, such as one below it. */
  jumpToRow(place: RowPosition): Promise<Outcome<boolean>>;
  /** Stops listening to the workbook. */
  close(): void;
}
