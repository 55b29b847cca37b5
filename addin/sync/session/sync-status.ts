import type { Evidence } from '../../../shared/sync/read/check-sheet.ts';
import type { Phase, SyncState } from './sync-state.ts';

/** The card the pane shows, most urgent first. */
export type Status =
  | 'starting'
  | 'notConnected'
  | 'reading'
  | 'sending'
  | 'receiving'
  | 'checking'
  | 'problem'
  | 'question'
  | 'conflicts'
  | 'refusals'
  | 'localEdits'
  | 'touched'
  | 'notChecked'
  | 'synced';

/**
 * [PRO18] "synced" only with all three pieces of evidence of one check, nothing waiting, nothing to decide, and the
 * sheet untouched since.
 */
export function statusOf(state: SyncState): Status {
  const busy = busyStatus(state.phase);
  if (busy !== null) return busy;
  if (state.problem !== null) return 'problem';
  if (state.question !== null) return 'question';
  if (state.phase === 'notConnected') return 'notConnected';
  if (state.conflicts.length > 0) return 'conflicts';
  if (state.refusals.length > 0) return 'refusals';
  if (state.toSend > 0) return 'localEdits';
  if (state.touched) return 'touched';
  return isProven(state.evidence) ? 'synced' : 'notChecked';
}

function busyStatus(phase: Phase): Status | null {
  switch (phase) {
    case 'starting':
      return 'starting';
    case 'reading':
      return 'reading';
    case 'sending':
      return 'sending';
    case 'applying':
      return 'receiving';
    case 'checking':
      return 'checking';
    case 'notConnected':
    case 'resting':
      return null;
  }
}

function isProven(evidence: Evidence | null): boolean {
  return evidence !== null && evidence.queueEmpty && evidence.sheetEqualsAcknowledged && evidence.revisionConfirmed;
}
