import { useState } from 'react';
import {
  LOOK_FIRST,
  wordsOfPortalProblem,
  wordsOfUndone,
  type PortalOutcome,
  type PortalProblem,
  type ProblemWords,
} from '../portal-problem.ts';

/** Something that is asked of the server once, with what stands against it. */
export interface Doing {
  readonly isBusy: boolean;
  readonly problem: ProblemWords | null;
  /** `what`: what did not happen where it fails, such as "The program wasn’t archived". @returns what came of it; null: nothing */
  readonly run: <T>(what: string, ask: () => Promise<PortalOutcome<T>>) => Promise<T | null>;
  /** The same of what is only read, so that nothing can have come of it. */
  readonly read: <T>(what: string, ask: () => Promise<PortalOutcome<T>>) => Promise<T | null>;
}

const SAFE = 'Nothing was changed.';

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const asking =
    (wordsOf: (failed: PortalProblem, what: string) => ProblemWords): Doing['run'] =>
    async (what, ask) => {
      setBusy(true);
      setProblem(null);
      const outcome = await ask();
      setBusy(false);
      if (outcome.ok) return outcome.value;
      setProblem(wordsOf(outcome.problem, what));
      return null;
    };
  return {
    isBusy,
    problem,
    run: asking((failed, what) => wordsOfUndone(failed, what, SAFE, LOOK_FIRST)),
    read: asking((failed, what) => wordsOfPortalProblem(failed, what, SAFE)),
  };
}
