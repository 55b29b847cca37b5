import type { SyncSession } from '../sync/session/sync-session.ts';

/** Excel does not tell when a cell edit ends without a change, so it is asked. */
const ASK_EVERY_MS = 1_000;

/** [FB2] Goes on with what stopped because a cell was being edited, as soon as it is not. Returns how to stop. */
export function goOnAfterEditing(session: SyncSession): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    clearTimeout(timer);
    const { problem, phase } = session.state;
    if (problem?.problem.kind !== 'editingCell' || phase !== 'resting') return;
    timer = setTimeout(() => void session.continueAfterEditing().then(follow), ASK_EVERY_MS);
  };
  const stop = session.subscribe(follow);
  follow();
  return () => {
    clearTimeout(timer);
    stop();
  };
}
