import { useSyncExternalStore } from 'react';
import type { SyncSession } from '../sync/session/sync-session.ts';
import type { SyncState } from '../sync/session/sync-state.ts';

/** The session's state; renders again with every new one. */
export function useSyncState(session: SyncSession): SyncState {
  return useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.state,
  );
}
