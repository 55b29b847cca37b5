import { useState } from 'react';
import { wordsOfPortalProblem, type PortalOutcome, type ProblemWords } from '../portal-problem.ts';

/** Something that is asked of the server once, with what stands against it. */
export interface Doing {
  readonly isBusy: boolean;
  readonly problem: ProblemWords | null;
  /** `what`: what did not happen where it fails, such as "The program wasn’t archived". @returns what came of it; null: nothing */
  readonly run: <T>(what: string, ask: () => Promise<PortalOutcome<T>>) => Promise<T | null>;
}

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  return {
    isBusy,
    problem,
    run: async (what, ask) => {
      setBusy(true);
      setProblem(null);
      const outcome = await ask();
      setBusy(false);
      if (outcome.ok) return outcome.value;
      setProblem(wordsOfPortalProblem(outcome.problem, what, 'Nothing was changed.'));
      return null;
    },
  };
}
