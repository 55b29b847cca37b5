import { useEffect, useState, useSyncExternalStore } from 'react';
import { autoSyncFromText, autoSyncText } from '../live/auto-sync.ts';
import { createLiveProgram, type LiveProgram, type LiveState } from '../live/live-program.ts';
import { browserNetwork } from '../live/network-watch.ts';
import type { KeptSettings } from '../pane/kept-settings.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';

const AUTO_SYNC = 'auto-sync';

/** Keeps in touch with the program for as long as somebody is signed in. */
export function useLiveProgram(
  session: SyncSession,
  server: ServerClient,
  settings: KeptSettings,
): { readonly live: LiveProgram; readonly state: LiveState } {
  const [live] = useState(() =>
    createLiveProgram({
      session,
      server,
      network: browserNetwork,
      autoSync: autoSyncFromText(settings.read(AUTO_SYNC)),
      keepAutoSync: (choice) => settings.write(AUTO_SYNC, autoSyncText(choice)),
    }),
  );
  useEffect(() => {
    const leave = (): void => void live.close();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      void live.close();
    };
  }, [live]);
  const state = useSyncExternalStore(
    (listener) => live.subscribe(listener),
    () => live.state,
  );
  return { live, state };
}
