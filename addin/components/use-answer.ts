import { useCallback, useEffect, useState } from 'react';
import { useIsOffline } from './offline-context.ts';
import type { ServerOutcome, ServerProblem } from '../sync/server/server-problem.ts';

/** What a view has of the server: the last good answer, and how the newest question stands. */
export interface Asked<T> {
  readonly value: T | null;
  readonly problem: ServerProblem | null;
  readonly isLoading: boolean;
  /** Asks once more. */
  readonly again: () => void;
}

type Ask<T> = () => Promise<ServerOutcome<T>>;

interface Answer<T> {
  readonly value: T | null;
  readonly problem: ServerProblem | null;
  /** The question it answers, of which moment, and at which try. */
  readonly ask: Ask<T> | null;
  readonly moment: number | null;
  readonly round: number;
}

/**
 * Asks the server whenever `ask` becomes another function, and again when `moment` moves on, such as the revision the
 * answer depends on. An answer to an older question is dropped. Being offline is said at once, and when it ends the
 * question is asked again.
 */
export function useAnswer<T>(ask: Ask<T>, moment: number | null = null): Asked<T> {
  const [round, setRound] = useState(0);
  const isOffline = useIsOffline();
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, problem: null, ask: null, moment, round });
  useEffect(() => {
    let isCurrent = true;
    void ask().then((outcome) => {
      if (!isCurrent) return;
      const of = { ask, moment, round };
      setAnswer(({ value }) =>
        outcome.ok ? { ...of, value: outcome.value, problem: null } : { ...of, value, problem: outcome.problem },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [ask, moment, round]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  const [wasOffline, setWasOffline] = useState(isOffline);
  if (wasOffline !== isOffline) {
    setWasOffline(isOffline);
    if (!isOffline && (answer.problem?.kind === 'offline' || answer.ask !== ask)) setRound(round + 1);
  }
  const isLoading = answer.ask !== ask || answer.moment !== moment || answer.round !== round;
  // [FB8] The client tries for a while; that it is in vain is known already.
  if (isLoading && isOffline) return { value: answer.value, problem: { kind: 'offline' }, isLoading: false, again };
  return { value: answer.value, problem: isLoading ? null : answer.problem, isLoading, again };
}
