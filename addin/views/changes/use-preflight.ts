import { useEffect, useState } from 'react';
import type { Edit } from '../../../shared/sync/edit.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import type { Preflight } from '../../sync/preflight.ts';
import type { ServerOutcome } from '../../sync/server-problem.ts';

/** Long enough that ticking down a list is one calculation. */
const QUIET_MS = 250;

export interface Told {
  /** Null until the first answer. */
  readonly outcome: ServerOutcome<Preflight> | null;
  /** The answer is about changes that have been chosen anew since. */
  readonly isStale: boolean;
}

interface Answer {
  readonly outcome: ServerOutcome<Preflight>;
  readonly send: readonly Edit[];
}

/** What sending these edits would do. While it is worked out anew, the last answer stays, marked as stale. */
export function usePreflight(
  preflight: (inspection: Inspection) => Promise<ServerOutcome<Preflight>>,
  inspection: Inspection | null,
  send: readonly Edit[],
): Told {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (inspection === null) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const outcome = await preflight({ ...inspection, send });
      if (isCurrent) setAnswer({ outcome, send });
    };
    const timer = setTimeout(() => void ask(), QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [preflight, inspection, send]);
  return { outcome: answer?.outcome ?? null, isStale: answer === null || answer.send !== send };
}
