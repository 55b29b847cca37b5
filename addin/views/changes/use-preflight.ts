import { useEffect, useState } from 'react';
import type { Edit } from '../../../shared/sync/edit.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import type { Preflight } from '../../../shared/sync/apply/preflight.ts';
import { wordsOfServerProblem, type ServerOutcome } from '../../sync/server/server-problem.ts';

/** Long enough that ticking down a list is one calculation. */
const QUIET_MS = 250;

type AskPreflight = (inspection: Inspection) => Promise<ServerOutcome<Preflight>>;

export interface Told {
  /** Null until the first answer, or where there is none. */
  readonly preview: Preflight | null;
  /** Why there is none, as a sentence. */
  readonly problem: string | null;
  /** The answer is about changes that have been chosen anew since. */
  readonly isStale: boolean;
}

type Answer = Omit<Told, 'isStale'> & { readonly send: readonly Edit[] };

/** What sending these edits would do. While it is worked out anew, the last answer stays, marked as stale. */
export function usePreflight(preflight: AskPreflight, inspection: Inspection | null, send: readonly Edit[]): Told {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (inspection === null) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const told = await answerOf(preflight, { ...inspection, send });
      if (isCurrent) setAnswer({ ...told, send });
    };
    const timer = setTimeout(() => void ask(), QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [preflight, inspection, send]);
  const isStale = answer === null || answer.send !== send;
  return { preview: answer?.preview ?? null, problem: answer?.problem ?? null, isStale };
}

async function answerOf(ask: AskPreflight, inspection: Inspection): Promise<Omit<Told, 'isStale'>> {
  try {
    const outcome = await ask(inspection);
    if (outcome.ok) return { preview: outcome.value, problem: null };
    const { title } = wordsOfServerProblem(outcome.problem);
    return { preview: null, problem: `The effect can’t be worked out now: ${title}.` };
  } catch {
    // A worker may not start, or may end; the changes can be sent without it.
    return { preview: null, problem: 'The effect can’t be worked out now. You can send your changes all the same.' };
  }
}
