import { useState } from 'react';
import type { SyncSession } from '../../sync/session/sync-session.ts';

/** The value as it was drawn, how to remember another, and what is remembered by now. */
type Remembered<T> = readonly [drawn: T, remember: (value: T) => void, now: () => T];

/** A hook for a value that outlives the view: it is there again when the person comes back to it in the same session. */
export function sessionMemory<T>(initial: T): (session: SyncSession) => Remembered<T> {
  const remembered = new WeakMap<SyncSession, T>();
  return function useRemembered(session) {
    const now = (): T => remembered.get(session) ?? initial;
    const [value, setValue] = useState<T>(now);
    const remember = (next: T): void => {
      remembered.set(session, next);
      setValue(next);
    };
    return [value, remember, now];
  };
}
