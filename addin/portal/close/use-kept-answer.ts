import { useCallback, useEffect, useRef, useState } from 'react';
import type { PortalOutcome } from '../portal-problem.ts';

/**
 * What the server answers to a question, which stays in sight while it is asked anew. `ask` must be the same for the same
 * question; of several answers that are on their way, the last one asked for counts.
 */
export function useKeptAnswer<T>(ask: () => Promise<PortalOutcome<T>>) {
  const [known, setKnown] = useState<{ readonly ask: unknown; readonly answer: PortalOutcome<T> } | null>(null);
  const asked = useRef(0);
  const refresh = useCallback(async () => {
    const turn = ++asked.current;
    const answer = await ask();
    if (turn === asked.current) setKnown({ ask, answer });
  }, [ask]);
  useEffect(() => void refresh(), [refresh]);
  return { answer: known?.ask === ask ? known.answer : null, refresh };
}
