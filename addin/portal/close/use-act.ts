import { useState } from 'react';
import type { SyncReply } from '../../../shared/protocol/sync.ts';
import { useTries } from '../../components/use-tries.ts';
import { isUnanswered, wordsOfUndone, type PortalOutcome, type ProblemWords } from '../portal-problem.ts';
import { refusedWords } from './close-words.ts';

/** What became of what was asked for; of what is unanswered nobody knows. */
export type ActOutcome = 'done' | 'refused' | 'unanswered';

/** Something that is done once, with what stands against it. */
export interface Act {
  readonly isBusy: boolean;
  readonly problem: ProblemWords | null;
  /**
   * `what`: what did not happen, such as "The month wasn’t closed"; `asked`: what is asked for. The same asked for again after
   * a failure bears the same id, so that it is done once whatever became of the first.
   */
  readonly run: (
    what: string,
    asked: unknown,
    ask: (syncId: string) => Promise<PortalOutcome<SyncReply>>,
  ) => Promise<ActOutcome>;
}

export function useAct(): Act {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const tries = useTries();
  const run: Act['run'] = async (what, asked, ask) => {
    setBusy(true);
    setProblem(null);
    const outcome = await ask(tries.idOf(asked));
    setBusy(false);
    if (outcome.ok || !isUnanswered(outcome.problem)) tries.end();
    if (!outcome.ok) {
      setProblem(wordsOfUndone(outcome.problem, what, 'The plan is as it was.'));
      return isUnanswered(outcome.problem) ? 'unanswered' : 'refused';
    }
    const line = refusedWords(outcome.value);
    if (line !== null) setProblem({ title: what, line: `${line} Nothing was changed.` });
    return line === null ? 'done' : 'refused';
  };
  return { isBusy, problem, run };
}
