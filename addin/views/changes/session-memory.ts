import { useState } from 'react';
import type { SyncSession } from '../../sync/session/sync-session.ts';

/** A hook for a value that outlives the view: it is there again when the person comes back to it in the same session. */
export function sessionMemory<T>(initial: T): (session: SyncSession) => readonly [T, (value: T) => void] {
  const remembered = new WeakMap<SyncSession, T>();
  return function useRemembered(session) {
    const [value, setValue] = useState<T>(remembered.get(session) ?? initial);
    const remember = (next: T): void => {
      remembered.set(session, next);
      setValue(next);
    };
    return [value, remember];
  };
}
