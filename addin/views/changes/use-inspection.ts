import { useEffect, useState } from 'react';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';

/** What the sheet holds to be sent. While it is read again, the last inspection stays. */
export interface Inspected {
  readonly inspection: Inspection | null;
  /** The last reading failed; why is in the session's state. */
  readonly hasFailed: boolean;
}

/** Inspects the workbook at once, when it has been touched, and when the session comes back to rest. */
export function useInspection(session: SyncSession, { phase, touched }: SyncState): Inspected {
  const [inspected, setInspected] = useState<Inspected>({ inspection: null, hasFailed: false });
  const occasion = phase !== 'resting' ? 'busy' : touched ? 'touched' : 'settled';
  useEffect(() => {
    if (occasion === 'busy') return undefined;
    let isCurrent = true;
    void session.inspect().then((inspection) => {
      if (isCurrent) setInspected({ inspection, hasFailed: inspection === null });
    });
    return () => {
      isCurrent = false;
    };
  }, [session, occasion]);
  return inspected;
}
