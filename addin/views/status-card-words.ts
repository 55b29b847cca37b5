import type { WireProgram } from '../../shared/protocol/people.ts';
import { refusalLines } from '../../shared/sync/refusal-lines.ts';
import type { CodeNames } from '../../shared/tables/code-names.ts';
import { placeWords } from '../../shared/tables/place-words.ts';
import type { AutoSync } from '../live/auto-sync.ts';
import { wordsOfProblem } from '../excel/workbook-problem.ts';
import { wordsOfServerProblem } from '../sync/server/server-problem.ts';
import type { Problem, Question, SyncState } from '../sync/session/sync-state.ts';
import { statusOf, type Status } from '../sync/session/sync-status.ts';
import { clockTime, counted } from './cell-words.ts';
import { closedMonthWords } from './closed-month-words.ts';
import { isReader, readerWords } from './reader-words.ts';

/** What the card's button does. */
export type CardAction =
  | 'sync'
  | 'syncClearingFilters'
  | 'cancel'
  | 'review'
  | 'showNews'
  | 'jumpToRefusal'
  | 'signIn'
  | 'reload';

export interface StatusCardWords {
  /** Sets icon and colour; never the only carrier of meaning. */
  readonly tone: 'good' | 'busy' | 'waiting' | 'attention';
  readonly title: string;
  readonly line: string;
  readonly action: { readonly label: string; readonly does: CardAction } | null;
}

const SYNC_NOW = { label: 'Sync now', does: 'sync' } as const;
const REVIEW = { label: 'Review', does: 'review' } as const;
const KEEP_WORKING = 'You can keep working.';

/** How this pane is used, as far as the words depend on it. */
export interface CardSetting {
  readonly autoSync: AutoSync;
  /** What the person may do in the program; null while nobody has said. */
  readonly role: WireProgram['role'] | null;
  readonly names: CodeNames;
}

/** The status card: what is so, whether the work is safe, what to do next. */
export function statusCardWords(state: SyncState, setting: CardSetting): StatusCardWords {
  return state.isHeld ? lookOnly : wordsByStatus[statusOf(state)](state, setting);
}

const lookOnly: StatusCardWords = {
  tone: 'waiting',
  title: 'Only for looking',
  line: 'Nothing is sent from this file. Close and open the pane to choose anew.',
  action: null,
};

/** A new status does not compile until it has words. */
const wordsByStatus: { readonly [S in Status]: (state: SyncState, setting: CardSetting) => StatusCardWords } = {
  starting: () => busy('Opening this workbook…', KEEP_WORKING),
  reading: () => busy('Reading this workbook…', KEEP_WORKING),
  sending: (state) =>
    busy(state.toSend > 0 ? `Sending ${counted(state.toSend, 'change')}…` : 'Asking for news…', KEEP_WORKING),
  receiving: () => busy('Bringing in new values…', KEEP_WORKING),
  checking: () => busy('Checking…', KEEP_WORKING),
  notConnected: () => ({
    tone: 'waiting',
    title: 'Not connected yet',
    line: 'Choose a program to keep this workbook in step with.',
    action: null,
  }),
  problem: (state) => (state.problem === null ? notChecked : problemWords(state.problem, state.toSend)),
  question: (state) => (state.question === null ? notChecked : questionWords(state.question)),
  conflicts: conflictsWords,
  refusals: refusalsWords,
  localEdits: (state, { autoSync, role }) =>
    isReader(role)
      ? keptWords(state)
      : {
          tone: 'waiting',
          title: keptTitle(state),
          line: localEditsLine(state.toSend, autoSync.kind === 'off', role),
          action: { label: 'Send now', does: 'sync' },
        },
  touched: () => ({
    tone: 'waiting',
    title: 'This workbook has changed',
    line: 'Looking for changes to send…',
    action: SYNC_NOW,
  }),
  notChecked: () => notChecked,
  synced: (state) => ({
    ...syncedTitle(rowsBelow(state)),
    line: [belowLine(state), sentAndReceived(state), checkedLine(state)].filter((part) => part !== '').join(' '),
    action: hasReceived(state) ? { label: 'Show what’s new', does: 'showNews' } : { label: 'Check now', does: 'sync' },
  }),
};

function keptTitle({ toSend }: SyncState): string {
  return `${counted(toSend, 'change')} saved in this workbook`;
}

/** [FB3] What a reader types waits for nothing, so there is nothing to press. */
function keptWords(state: SyncState): StatusCardWords {
  return { tone: 'waiting', title: keptTitle(state), line: readerWords(state.toSend), action: null };
}

function localEditsLine(toSend: number, isByHand: boolean, role: CardSetting['role']): string {
  const isOne = toSend === 1;
  if (!isByHand) return isOne ? 'It’ll be sent by itself.' : 'They’ll be sent by themselves.';
  const seen = role === 'finance' ? 'Others see' : 'Finance sees';
  return isOne ? `${seen} it once you send it.` : `${seen} them once you send them.`;
}

const notChecked: StatusCardWords = {
  tone: 'waiting',
  title: 'Not checked yet',
  line: 'Sync to compare this workbook with the plan.',
  action: SYNC_NOW,
};

function hasReceived({ received, newsSince, revision }: SyncState): boolean {
  return received.values + received.rows > 0 && newsSince !== null && newsSince < (revision ?? 0);
}

function busy(title: string, line: string): StatusCardWords {
  return { tone: 'busy', title, line, action: null };
}

function conflictsWords(state: SyncState): StatusCardWords {
  const count = state.conflicts.length;
  const isRestSynced = state.toSend === 0 && state.refusals.length === 0 && !state.touched;
  return {
    tone: 'attention',
    title: count === 1 ? '1 value needs your decision' : `${count} values need your decision`,
    line: isRestSynced
      ? 'Everything else is synced. Your values stay in this workbook.'
      : 'Your values stay in this workbook; nothing was overwritten.',
    action: REVIEW,
  };
}

function refusalsWords(state: SyncState, { names, role }: CardSetting): StatusCardWords {
  if (isReader(role)) return keptWords(state);
  const [line, ...others] = refusalLines(state.refusals);
  const count = state.refusals.length;
  if (line === undefined) return notChecked;
  const month = closedMonthWords(state.refusals);
  if (month !== null) return { tone: 'attention', ...month, action: { label: 'Ask to reopen', does: 'review' } };
  const place = placeWords(line.first.table, line.first.rowKey, line.placeColumn, names);
  return {
    tone: 'attention',
    title: count === 1 ? '1 value wasn’t accepted' : `${count} values weren’t accepted`,
    line: others.length === 0 ? `${place}: ${line.message}` : 'They stay in this workbook and were not sent.',
    action: count === 1 ? { label: 'Go to cell', does: 'jumpToRefusal' } : REVIEW,
  };
}

/** [FB8] Being offline ends by itself; how much is safe here is the first thing to know. */
function offlineLine(toSend: number): string {
  if (toSend === 0) return 'Nothing waits to be sent. We’ll look again by ourselves.';
  const [changes, verb] = [counted(toSend, 'change'), toSend === 1 ? 'is' : 'are'];
  return `${changes} ${verb} safe in this workbook. Save the file; you can send ${toSend === 1 ? 'it' : 'them'} when you’re back.`;
}

/** [FD14] The pane waits as long as it was asked to, and then goes on by itself. */
function waiting(retryAfterSeconds: number): Pick<StatusCardWords, 'tone' | 'line' | 'action'> {
  return {
    tone: 'waiting',
    line: `Your changes are saved. Next try in ${retryAfterSeconds} s.`,
    action: { label: 'Try now', does: 'sync' },
  };
}

function problemWords(problem: Problem, toSend: number): StatusCardWords {
  const words = problem.at === 'workbook' ? wordsOfProblem(problem.problem) : wordsOfServerProblem(problem.problem);
  const line = problem.problem.kind === 'offline' ? offlineLine(toSend) : words.line;
  const card = { tone: 'attention', ...words, line, action: problemAction(problem) } as const;
  return problem.problem.kind === 'busy' ? { ...card, ...waiting(problem.problem.retryAfterSeconds) } : card;
}

function problemAction(problem: Problem): StatusCardWords['action'] {
  const again = { label: 'Try again', does: 'sync' } as const;
  switch (problem.problem.kind) {
    case 'filterOn':
      return { label: 'Update now', does: 'syncClearingFilters' };
    case 'signedOut':
      return { label: 'Sign in', does: 'signIn' };
    case 'addinTooOld':
    case 'metadataNewer':
      return { label: 'Reload', does: 'reload' };
    case 'readOnly':
      return null;
    // Their lines say to sync again.
    case 'cancelled':
    case 'rowsMoved':
    case 'overtaken':
    case 'textNotKept':
    case 'rowsBlocked':
      return SYNC_NOW;
    default:
      return again;
  }
}

/** [REV8] */
function restoredLine(differences: number): string {
  if (differences === 0) return 'Nothing of this workbook was lost by it. Nothing was sent.';
  const holds = `This workbook holds ${counted(differences, 'change')} that the plan has lost or has not got yet.`;
  return `${holds} Your values are safe here; nothing was sent.`;
}

function questionWords(question: Question): StatusCardWords {
  switch (question.kind) {
    case 'missingRows': {
      const count = (held: typeof question.tables): number => held.reduce((sum, { rows }) => sum + rows.length, 0);
      const [missing, cleared] = [count(question.tables), count(question.cleared)];
      return {
        tone: 'attention',
        title: missing > 0 ? `${counted(missing, 'row')} missing here` : `${counted(cleared, 'row')} emptied here`,
        line: 'Deleted on purpose, or lost? Nobody else’s rows were deleted.',
        action: REVIEW,
      };
    }
    case 'rowsApart':
      return {
        tone: 'attention',
        title: 'Rows and their IDs have come apart',
        line: 'A sort may have left a column out. Nothing was sent.',
        action: REVIEW,
      };
    case 'review':
      if (question.restoredAt !== undefined)
        return {
          tone: 'attention',
          title: 'The plan was restored from a backup',
          line: restoredLine(question.differences.length),
          action: REVIEW,
        };
      return {
        tone: 'attention',
        title: 'This workbook lost its sync information',
        line: 'Compare it with the plan before anything is sent.',
        action: REVIEW,
      };
  }
}

/** [PRO18, FA6] What was typed below a table is not the plan's, and whoever typed it may believe that it is. */
function syncedTitle(below: number): Pick<StatusCardWords, 'tone' | 'title'> {
  return below === 0
    ? { tone: 'good', title: 'All changes synced' }
    : { tone: 'waiting', title: `All but ${counted(below, 'row')} synced` };
}

function rowsBelow({ unread }: SyncState): number {
  return unread.filter(({ kind }) => kind === 'below').length;
}

function belowLine(state: SyncState): string {
  const below = rowsBelow(state);
  if (below === 0) return '';
  return below === 1 ? 'It stands below a table, so it isn’t sent.' : 'They stand below a table, so they aren’t sent.';
}

/** "Sent 3 changes. 5 new values came in; nothing of yours was replaced." */
export function sentAndReceived(state: SyncState): string {
  const sent = state.accepted > 0 ? `Sent ${counted(state.accepted, 'change')}.` : '';
  const { values, rows } = state.received;
  const news = [values > 0 ? counted(values, 'new value') : '', rows > 0 ? counted(rows, 'new row') : ''].filter(
    (part) => part !== '',
  );
  const received = news.length > 0 ? `Received ${news.join(' and ')}; nothing of yours was replaced.` : '';
  return [sent, received].filter((part) => part !== '').join(' ');
}

function checkedLine(state: SyncState): string {
  return state.checkedAt === null ? '' : `Checked at ${clockTime(state.checkedAt)}.`;
}
