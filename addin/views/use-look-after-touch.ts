import { useEffect } from 'react';
import type { SyncSession } from '../sync/session/sync-session.ts';

/** Long enough that typing along a row is one look, short enough that "saved in this workbook" follows at once. */
const QUIET_MS = 700;

/** Counts what waits to be sent once the sheet has been quiet for a moment after a change. */
export function useLookAfterTouch(session: SyncSession): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.subscribe((state) => {
      clearTimeout(timer);
      if (state.touched && state.phase === 'resting') timer = setTimeout(() => void session.look(), QUIET_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [session]);
}
