import { useState } from 'react';
import { LOOK_FIRST, wordsOfUndone, type PortalOutcome, type ProblemWords } from '../portal-problem.ts';

interface Request {
  readonly isBusy: boolean;
  readonly problem: ProblemWords | null;
  /** @returns the answer; null where there is none, and the problem is shown */
  readonly run: <T>(ask: () => Promise<PortalOutcome<T>>) => Promise<T | null>;
}

/** What a form asks of the server: one thing at a time, and what went wrong in words. @param what what did not happen */
export function useRequest(what: string): Request {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  return {
    isBusy,
    problem,
    run: async (ask) => {
      setBusy(true);
      setProblem(null);
      const outcome = await ask();
      setBusy(false);
      if (outcome.ok) return outcome.value;
      setProblem(wordsOfUndone(outcome.problem, what, 'Nothing was changed.', LOOK_FIRST));
      return null;
    },
  };
}
