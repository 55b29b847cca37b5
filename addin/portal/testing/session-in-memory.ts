import type { KeptSession } from '../../pane/kept-session.ts';
import type { Session } from '../../sync/server/server-client.ts';

/** A sign-in kept by nothing that outlives the test. */
export function sessionInMemory(session: Session | null): KeptSession {
  let kept = session;
  const keep = (next: Session): void => void (kept = next);
  return { read: () => kept, keep, rename: keep, forget: () => void (kept = null) };
}
