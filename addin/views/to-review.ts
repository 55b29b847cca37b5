import type { SyncState } from '../sync/session/sync-state.ts';

/** Things that wait for the person: conflicts, refused values, and a question. */
export function toReview(state: SyncState): number {
  return state.conflicts.length + state.refusals.length + (state.question === null ? 0 : 1);
}
