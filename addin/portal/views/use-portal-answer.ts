import { useCallback, useEffect, useState } from 'react';
import type { PortalOutcome } from '../portal-problem.ts';

interface PortalAnswer<T> {
  /** Null while it is on its way. */
  readonly answer: PortalOutcome<T> | null;
  /** Takes an answer that came otherwise, or null to show that one is on its way. */
  readonly setAnswer: (answer: PortalOutcome<T> | null) => void;
  readonly askAgain: () => void;
}

/** What the server answers to a question, asked once and anew with every other question. `ask` must be the same for the same. */
export function usePortalAnswer<T>(ask: () => Promise<PortalOutcome<T>>): PortalAnswer<T> {
  const [known, setKnown] = useState<{ readonly ask: unknown; readonly answer: PortalOutcome<T> | null } | null>(null);
  const setAnswer = (answer: PortalOutcome<T> | null): void => setKnown({ ask, answer });
  const load = useCallback(() => {
    let isWanted = true;
    void ask().then((answer) => isWanted && setKnown({ ask, answer }));
    return () => void (isWanted = false);
  }, [ask]);
  useEffect(load, [load]);
  return {
    // The answer to another question is none to this one.
    answer: known?.ask === ask ? known.answer : null,
    setAnswer,
    askAgain: () => {
      setAnswer(null);
      load();
    },
  };
}
