import { useCallback, useEffect, useState } from 'react';
import { useIsOffline } from './offline-context.ts';
import type { ServerProblem } from '../sync/server/server-problem.ts';
import type { Result } from '../../shared/result.ts';

/** What every way to the server can meet. */
export interface Offline {
  readonly kind: 'offline';
}

interface SomeProblem {
  readonly kind: string;
}

/** What a view has of the server: the last good answer, and how the newest question stands. */
export interface Asked<T, P extends SomeProblem = ServerProblem> {
  readonly value: T | null;
  readonly problem: P | Offline | null;
  readonly isLoading: boolean;
  /** Asks once more. */
  readonly again: () => void;
}

type Ask<T, P> = () => Promise<Result<T, P>>;

interface Answer<T, P> {
  readonly value: T | null;
  readonly problem: P | null;
  /** The question it answers, of which moment, and at which try. */
  readonly ask: Ask<T, P> | null;
  readonly moment: number | null;
  readonly round: number;
}

/**
 * Asks the server whenever `ask` becomes another function, and again when `moment` moves on, such as the revision the
 * answer depends on. An answer to an older question is dropped. Being offline is said at once, and when it ends the
 * question is asked again.
 */
export function useAnswer<T, P extends SomeProblem>(ask: Ask<T, P>, moment: number | null = null): Asked<T, P> {
  const [round, setRound] = useState(0);
  const isOffline = useIsOffline();
  const [answer, setAnswer] = useState<Answer<T, P>>({ value: null, problem: null, ask: null, moment, round });
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
