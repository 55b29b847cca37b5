import type { SyncSession } from '../sync/session/sync-session.ts';
import type { Problem } from '../sync/session/sync-state.ts';

/** [FD14] Goes on with what the server has asked to wait with, as soon as that time has passed. Returns how to stop. */
export function goOnAfterWaiting(session: SyncSession): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let followed: Problem | null = null;
  const follow = (): void => {
    const { problem } = session.state;
    if (problem === followed) return;
    clearTimeout(timer);
    followed = problem;
    if (problem?.problem.kind !== 'busy') return;
    timer = setTimeout(() => void session.continueAfterWaiting(), problem.problem.retryAfterSeconds * 1000);
  };
  const stop = session.subscribe(follow);
  follow();
  return () => {
    clearTimeout(timer);
    stop();
  };
}
