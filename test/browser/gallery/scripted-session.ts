import { begunChange } from '../../../addin/sync/begin-change.ts';
import type { SyncSession } from '../../../addin/sync/session/sync-session.ts';
import { nextState, type SyncEvent, type SyncState } from '../../../addin/sync/session/sync-state.ts';
import { plan } from './demo-plan.ts';
import type { GalleryState } from './gallery-state.ts';

export interface ScriptedSession extends SyncSession {
  /** Goes over to another state, as a sync would. */
  become(state: SyncState): void;
}

/**
 * A session that holds a given state and notes what it is asked for. What changes nothing but the state, such as holding
 * or leaving out, it does by the product's own `nextState`; it reads and sends nothing.
 */
export function scriptedSession(
  { state: initial, inspection, preview }: Pick<GalleryState, 'state' | 'inspection' | 'preview'>,
  note: (call: string) => void,
): ScriptedSession {
  let state = initial;
  const listeners = new Set<(state: SyncState) => void>();
  const become = (next: SyncState): void => {
    state = next;
    for (const listener of listeners) listener(state);
  };
  const report = (event: SyncEvent): void => become(nextState(state, event));
  const noted = (call: string) => (): Promise<SyncState> => {
    note(call);
    return Promise.resolve(state);
  };
  return {
    get state() {
      return state;
    },
    become,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => Promise.resolve(state),
    look: () => Promise.resolve(state),
    previewConnection: () => Promise.resolve({ ok: true, value: preview }),
    connect: noted('connect'),
    sync: (options) => noted(options?.clearFilters === true ? 'syncClearingFilters' : 'sync')(),
    decide: (conflict, { kind }) => {
      note(`decide ${kind}`);
      report({ kind: 'decided', conflict });
      return Promise.resolve(state);
    },
    decideAll: (decisions) => {
      note(`decideAll ${decisions.length}`);
      for (const { conflict } of decisions) report({ kind: 'decided', conflict });
      return Promise.resolve(state);
    },
    answerMissingRows: (answer) => noted(`answerMissingRows ${answer}`)(),
    realign: noted('realign'),
    answerReview: (answer) => noted(`answerReview ${answer}`)(),
    cancel: () => note('cancel'),
    inspect: () => Promise.resolve(inspection),
    programRows: () => Promise.resolve(plan),
    leaveOut: (places) => report({ kind: 'leftOut', places }),
    markNewsRead: () => report({ kind: 'newsRead' }),
    undo: noted('undo'),
    setCells: noted('setCells'),
    hold: (isHeld) => {
      if (isHeld !== state.isHeld) report({ kind: 'held', isHeld });
    },
    // The state shown is the one asked for, whatever the stream says.
    putBack: noted('putBack'),
    beginChange: async (refusals) => {
      const begun = begunChange(refusals);
      await noted(`beginChange ${begun.moved.map(({ line }) => line).join(', ')}`)();
      return begun;
    },
    dropChange: noted('dropChange'),
    settleChange: ({ moved }) => noted(`settleChange ${moved.map(({ line }) => line).join(', ')}`)(),
    disconnected: () => report({ kind: 'disconnected' }),
    continueAfterEditing: () => Promise.resolve(state),
    continueAfterWaiting: () => Promise.resolve(state),
    dismissPutBacks: (putBacks) => report({ kind: 'putBacksDismissed', putBacks }),
    dismissGoneNotes: (cells) => report({ kind: 'goneNotesDismissed', cells }),
    dismissTotals: (totals) => report({ kind: 'totalsDismissed', totals }),
    reconnected: () => undefined,
    renewWorkbook: noted('renewWorkbook'),
    forgetGone: ({ column }) => noted(`forgetGone ${column ?? 'table'}`)(),
    jumpToRow: ({ position }) => {
      note(`jumpToRow ${position}`);
      return Promise.resolve({ ok: true, value: true });
    },
    jumpTo: ({ column }) => {
      note(`jumpTo ${column}`);
      return Promise.resolve({ ok: true, value: true });
    },
    close: () => undefined,
  };
}
