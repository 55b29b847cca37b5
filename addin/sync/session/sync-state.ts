import type { DraftRows } from '../../../shared/protocol/presence.ts';
import type { Difference } from '../../../shared/sync/apply/review-workbook.ts';
import type { Conflict, Refusal, Warning } from '../../../shared/sync/outcome.ts';
import type { Evidence } from '../../../shared/sync/read/check-sheet.ts';
import type { GoneColumn } from '../../../shared/sync/read/known-columns.ts';
import type { Overtyped } from '../../../shared/sync/read/overtyped.ts';
import type { Cell, RowId } from '../../../shared/tables/cell.ts';
import type { OwnCell } from '../../excel/workbook-port.ts';
import type { WorkbookProblem } from '../../excel/workbook-problem.ts';
import type { EditPlace } from '../excluded-edits.ts';
import type { ServerProblem } from '../server/server-problem.ts';

/** Where the session is in its loop. Between syncs it is resting. */
export type Phase = 'starting' | 'notConnected' | 'resting' | 'reading' | 'sending' | 'applying' | 'checking';

/** [CON1] One cell to decide, with what the pane shows of it. */
export interface OpenConflict extends Conflict {
  readonly id: string;
  /** The row's business key as text, such as "0417". */
  readonly rowKey: string;
}

/** A value that was not accepted, here or on the server; it stays in the sheet. */
export interface OpenRefusal extends Refusal {
  readonly rowKey: string;
  /** The sheet alone shows it, so every reading of the sheet knows whether it still holds. */
  readonly isOfSheet?: true;
  /** The row is new, so there is nothing in the plan to go back to. */
  readonly isNewRow?: true;
}

/** [FB1] A value that was typed into a computed cell and is not there any more. */
export interface PutBack extends Overtyped {
  readonly rowKey: string;
  /** What the cell holds now. */
  readonly now: Cell;
}

/** [W11] A row that is not read as one of the table: below it, or adding up the others. */
export interface UnreadRow {
  readonly kind: 'below' | 'totals';
  readonly table: string;
  /** Body row, counted from 0; rows below the table go on counting. */
  readonly position: number;
  /** What the row's first filled cell holds. */
  readonly label: string;
}

/** [W3] Rows of the base that the sheet lacks and that nobody has confirmed as deleted. */
export interface MissingRows {
  readonly table: string;
  readonly rows: readonly RowId[];
  readonly rowKeys: readonly string[];
}

/** [W3, W10] What the person says about missing and half-emptied rows. `empty` is about the latter alone. */
export type MissingRowsAnswer = 'delete' | 'restore' | 'empty';

/** Something only the person can say; the sync goes on for everything else, or waits where nothing may be sent. */
export type Question =
  | {
      readonly kind: 'missingRows';
      readonly tables: readonly MissingRows[];
      /** [W10] Rows that are there without their key and the cells that went with it: were they to be deleted? */
      readonly cleared: readonly MissingRows[];
    }
  /** [W4] Row IDs and keys have come apart; nothing was sent. */
  | { readonly kind: 'rowsApart'; readonly table: string; readonly rowKeys: readonly string[] }
  /** [W7] No readable metadata: what differs between sheet and program; nothing was sent. */
  | {
      readonly kind: 'review';
      readonly program: string | null;
      readonly differences: readonly Difference[];
      /**
       * [REV8] When the server was restored from a backup that this workbook is ahead of (ISO 8601): the differences are what
       * it holds besides. Absent: why they differ is not known.
       */
      readonly restoredAt?: string;
    };

export type Problem =
  | { readonly at: 'workbook'; readonly problem: WorkbookProblem }
  | { readonly at: 'server'; readonly problem: ServerProblem };

/** What the last sync brought from others. */
export interface Received {
  readonly values: number;
  readonly rows: number;
}

/** `done` of `total` things, such as rows read. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'rows' | 'changes';
}

export interface SyncState {
  readonly phase: Phase;
  readonly program: string | null;
  /** Id of the workbook; copies of a file share it. */
  readonly workbook: string | null;
  /** Changes of an update that stopped half-way before the pane was opened; null: none did. */
  readonly unfinished: number | null;
  /** Nothing is sent or written for now: the person has chosen only to look, or has yet to say what this file is. */
  readonly isHeld: boolean;
  /** The workbook's revision. */
  readonly revision: number | null;
  /** Local edits (cells, and whole-row deletes) not yet acknowledged, as of the last reading. */
  readonly toSend: number;
  /** Rows with such edits, by table, at most `MAX_DRAFT_ROWS`: what others may know of them. */
  readonly drafts: DraftRows;
  /** Changes that the person leaves out of syncs for now; they stay in the sheet and count in `toSend`. */
  readonly leftOut: readonly EditPlace[];
  /** Cells and rows acknowledged by the last sync. */
  readonly accepted: number;
  /** Revision that this workbook's last sync made, until it is undone; null: none since the pane was opened. */
  readonly undoable: number | null;
  readonly received: Received;
  /** Revision of an undo that the sheet has yet to follow; null: none. */
  readonly undone: number | null;
  /** What others changed after this revision is news; null: nothing to compare with yet. */
  readonly newsSince: number | null;
  /** How far a step of more than a moment is; null: no count. */
  readonly progress: Progress | null;
  readonly conflicts: readonly OpenConflict[];
  readonly refusals: readonly OpenRefusal[];
  readonly warnings: readonly Warning[];
  readonly question: Question | null;
  readonly problem: Problem | null;
  /** Rows that the last reading of the sheet found and did not take, as long as they are there. */
  readonly unread: readonly UnreadRow[];
  /** [W16] Columns and tables of the plan that the workbook has had and has no more. */
  readonly gone: readonly GoneColumn[];
  /** Of these, the totals that the person has read about; they stay dismissed as long as they are there. */
  readonly dismissed: readonly UnreadRow[];
  /** Values typed into computed cells that were put back, newest first, until the person has dismissed them. */
  readonly putBacks: readonly PutBack[];
  /** [A1] What the person had typed beside the plan's columns in rows that others have deleted, kept until it is dismissed. */
  readonly goneNotes: readonly OwnCell[];
  /** The sheet changed after its changes had been shown, so that nothing was sent and they are shown again. */
  readonly isShownOutdated: boolean;
  /** The sheet has been touched since it was last read. */
  readonly touched: boolean;
  readonly evidence: Evidence | null;
  /** Time of the last complete check (ISO 8601), by this computer's clock: for showing only. */
  readonly checkedAt: string | null;
}

export type SyncEvent =
  | {
      readonly kind: 'opened';
      readonly program: string | null;
      readonly workbook: string | null;
      readonly revision: number | null;
      /** Changes of an update that was begun and not finished. */
      readonly unfinished?: number;
    }
  | { readonly kind: 'touched' }
  | { readonly kind: 'readStarted' }
  | { readonly kind: 'read'; readonly toSend: number; readonly refusals: readonly OpenRefusal[] }
  | { readonly kind: 'sendStarted' }
  | {
      readonly kind: 'replied';
      readonly accepted: number;
      /** Revision the sync made, null: none. */
      readonly committed: number | null;
      readonly conflicts: readonly OpenConflict[];
      readonly refusals: readonly OpenRefusal[];
      readonly warnings: readonly Warning[];
      readonly received: Received;
    }
  | { readonly kind: 'applied'; readonly revision: number }
  /** Values typed into computed cells are about to give way to the plan's. */
  | { readonly kind: 'putBack'; readonly putBacks: readonly PutBack[] }
  | { readonly kind: 'putBacksDismissed'; readonly putBacks: readonly PutBack[] }
  | { readonly kind: 'notesGone'; readonly cells: readonly OwnCell[] }
  | { readonly kind: 'goneNotesDismissed'; readonly cells: readonly OwnCell[] }
  | { readonly kind: 'totalsDismissed'; readonly totals: readonly UnreadRow[] }
  | { readonly kind: 'shownOutdated' }
  /** Nobody types in a cell any more. */
  | { readonly kind: 'editingEnded' }
  | { readonly kind: 'checkStarted' }
  | {
      readonly kind: 'checked';
      readonly toSend: number;
      readonly drafts: DraftRows;
      /** What still waits for a decision or a correction. */
      readonly conflicts: readonly OpenConflict[];
      readonly refusals: readonly OpenRefusal[];
      readonly unread: readonly UnreadRow[];
      readonly gone: readonly GoneColumn[];
      readonly evidence: Evidence;
      readonly at: string;
    }
  | { readonly kind: 'asked'; readonly question: Question }
  | { readonly kind: 'answered' }
  | { readonly kind: 'leftOut'; readonly places: readonly EditPlace[] }
  /** `committed`: the revision that set it back; null: there was nothing left to set back. */
  | { readonly kind: 'undone'; readonly committed: number | null }
  | { readonly kind: 'held'; readonly isHeld: boolean }
  | { readonly kind: 'newsRead' }
  /** The server cannot be reached. */
  | { readonly kind: 'disconnected' }
  /** The server has been heard again. */
  | { readonly kind: 'reconnected' }
  | { readonly kind: 'progressed'; readonly progress: Progress }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'decided'; readonly conflict: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

export const initialState: SyncState = {
  phase: 'starting',
  program: null,
  workbook: null,
  unfinished: null,
  isHeld: false,
  revision: null,
  toSend: 0,
  drafts: {},
  leftOut: [],
  accepted: 0,
  undoable: null,
  undone: null,
  received: { values: 0, rows: 0 },
  newsSince: null,
  progress: null,
  conflicts: [],
  refusals: [],
  warnings: [],
  question: null,
  problem: null,
  unread: [],
  gone: [],
  dismissed: [],
  putBacks: [],
  goneNotes: [],
  isShownOutdated: false,
  touched: false,
  evidence: null,
  checkedAt: null,
};

/** The next state. Every event is understood in every phase; a late one changes nothing it has no say in. */
export function nextState(state: SyncState, event: SyncEvent): SyncState {
  switch (event.kind) {
    case 'opened':
      return {
        ...initialState,
        isHeld: state.isHeld,
        phase: event.program === null ? 'notConnected' : 'resting',
        program: event.program,
        workbook: event.workbook,
        unfinished: event.unfinished ?? null,
        revision: event.revision,
        // A workbook that holds nothing of the plan yet has no news: everything is new to it.
        newsSince: event.revision === 0 ? null : event.revision,
      };
    case 'touched':
      return { ...state, touched: true, evidence: null };
    case 'readStarted':
      return {
        ...state,
        phase: 'reading',
        touched: false,
        evidence: null,
        problem: null,
        question: null,
        isShownOutdated: false,
        progress: null,
      };
    case 'read':
      return { ...state, toSend: event.toSend, refusals: event.refusals, evidence: null };
    case 'sendStarted':
      return { ...state, phase: 'sending', evidence: null, progress: null };
    case 'replied':
      return {
        ...state,
        phase: 'applying',
        evidence: null,
        progress: null,
        undoable: event.committed ?? state.undoable,
        newsSince: afterOwn(state, event.committed),
        accepted: event.accepted,
        conflicts: event.conflicts,
        refusals: event.refusals,
        warnings: event.warnings,
        received: event.received,
      };
    case 'applied':
      return {
        ...state,
        revision: event.revision,
        // [FB10] What only one's own undo brought is nobody's news.
        received: event.revision === state.undone ? initialState.received : state.received,
        undone: null,
        unfinished: null,
        newsSince: state.newsSince ?? event.revision,
        evidence: null,
      };
    case 'checkStarted':
      return { ...state, phase: 'checking', touched: false, evidence: null, progress: null };
    case 'checked':
      return {
        ...state,
        phase: 'resting',
        progress: null,
        toSend: event.toSend,
        drafts: event.drafts,
        conflicts: event.conflicts,
        refusals: event.refusals,
        gone: event.gone,
        ...withDismissed(event.unread, state.dismissed),
        problem: isDisproved(state.problem) ? null : state.problem,
        evidence: state.touched ? null : event.evidence,
        checkedAt: event.at,
      };
    case 'asked':
      return { ...state, phase: restingPhase(state), question: event.question, progress: null, evidence: null };
    case 'answered':
      return { ...state, question: null, evidence: null };
    case 'leftOut':
      return { ...state, leftOut: event.places };
    case 'held':
      return { ...state, isHeld: event.isHeld };
    case 'putBack':
      return { ...state, putBacks: withPutBacks(state.putBacks, event.putBacks) };
    case 'putBacksDismissed':
      return { ...state, putBacks: state.putBacks.filter((each) => !event.putBacks.includes(each)) };
    case 'notesGone':
      return { ...state, goneNotes: [...event.cells, ...state.goneNotes] };
    case 'goneNotesDismissed':
      return { ...state, goneNotes: state.goneNotes.filter((each) => !event.cells.includes(each)) };
    case 'totalsDismissed':
      return {
        ...state,
        ...withDismissed([...state.unread, ...state.dismissed], [...state.dismissed, ...event.totals]),
      };
    case 'shownOutdated':
      return { ...state, phase: restingPhase(state), isShownOutdated: true, progress: null, evidence: null };
    case 'editingEnded':
      return isDisproved(state.problem) ? { ...state, problem: null, evidence: null } : state;
    case 'undone':
      return { ...state, undoable: null, undone: event.committed, newsSince: afterOwn(state, event.committed) };
    case 'disconnected':
      return state.problem === null && state.program !== null ? { ...state, problem: offline, evidence: null } : state;
    case 'reconnected':
      return isPassing(state.problem) ? { ...state, problem: null, evidence: null } : state;
    case 'newsRead':
      return { ...state, newsSince: state.revision };
    case 'progressed':
      return { ...state, progress: event.progress };
    case 'cancelled':
      return { ...state, phase: restingPhase(state), progress: null, evidence: null };
    case 'decided':
      return {
        ...state,
        conflicts: state.conflicts.filter((conflict) => conflict.id !== event.conflict),
        evidence: null,
      };
    case 'failed':
      return { ...state, phase: restingPhase(state), problem: event.problem, progress: null, evidence: null };
  }
}

const offline: Problem = { at: 'server', problem: { kind: 'offline' } };

/** Put-backs that are kept; somebody who fills down a computed column need not be told each cell. */
const MOST_PUT_BACKS = 100;

function withPutBacks(before: readonly PutBack[], added: readonly PutBack[]): readonly PutBack[] {
  if (added.length === 0) return before;
  const isAgain = ({ table, row, column }: PutBack): boolean =>
    added.some((each) => each.table === table && each.row === row && each.column === column);
  return [...added, ...before.filter((each) => !isAgain(each))].slice(0, MOST_PUT_BACKS);
}

/**
 * The rows that are there, without those that were dismissed before: the same row wherever rows above have moved it to,
 * and of two alike only as many as were dismissed.
 */
function withDismissed(
  there: readonly UnreadRow[],
  before: readonly UnreadRow[],
): Pick<SyncState, 'unread' | 'dismissed'> {
  const [left, unread, dismissed]: [UnreadRow[], UnreadRow[], UnreadRow[]] = [[...before], [], []];
  for (const row of there) {
    const at = left.findIndex(
      ({ kind, table, label }) => kind === row.kind && table === row.table && label === row.label,
    );
    if (at === -1) unread.push(row);
    else dismissed.push(...left.splice(at, 1));
  }
  return { unread, dismissed };
}

/** [FB2] A problem with reading the sheet, of which a whole reading shows that it has ended. */
function isDisproved(problem: Problem | null): boolean {
  const kind = problem?.problem.kind;
  return kind === 'editingCell' || kind === 'unreadable';
}

/** A revision of one's own is no news, where nothing of others lies between. */
function afterOwn({ newsSince }: SyncState, committed: number | null): number | null {
  return committed !== null && committed - 1 === newsSince ? committed : newsSince;
}

/** A problem that goes away by itself, once the server can be reached again. */
export function isPassing(problem: Problem | null): boolean {
  const kind = problem?.problem.kind;
  return kind === 'offline' || kind === 'busy';
}

function restingPhase(state: SyncState): Phase {
  return state.program === null ? 'notConnected' : 'resting';
}
