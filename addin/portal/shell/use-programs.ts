import { useCallback, useEffect, useState } from 'react';
import type { WirePerson, ListedProgram } from '../../../shared/protocol/people.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

export interface Programs {
  /** The programs that are open to the person; null: not known yet. */
  readonly answer: PortalOutcome<readonly ListedProgram[]> | null;
  /** Looks whether something is new, and shows what is known meanwhile. */
  readonly look: () => void;
  readonly askAgain: () => void;
}

/** The person's programs, asked for once for all pages. */
export function usePrograms(server: PortalServer, person: WirePerson | null): Programs {
  const [known, setKnown] = useState<{ readonly of: string; readonly answer: Programs['answer'] } | null>(null);
  const of = person?.id ?? null;
  const look = useCallback(() => {
    if (of !== null) void server.programs().then((answer) => setKnown({ of, answer }));
  }, [server, of]);
  useEffect(look, [look]);
  return {
    answer: known?.of === of ? known.answer : null,
    look,
    askAgain: () => {
      setKnown(null);
      look();
    },
  };
}
