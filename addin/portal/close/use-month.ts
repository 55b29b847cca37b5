import { useCallback, useEffect, useRef, useState } from 'react';
import type { PeriodReply } from '../../../shared/protocol/periods.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

/** How often reports that are being made are asked for again. */
const ASK_AGAIN_MS = 2_000;

/** A month as the server knows it, which stays in sight while it is asked for anew. */
export function useMonth(server: PortalServer, program: string, month: string) {
  const [known, setKnown] = useState<{ readonly month: string; readonly answer: PortalOutcome<PeriodReply> } | null>(
    null,
  );
  const wanted = useRef(month);
  const refresh = useCallback(async () => {
    wanted.current = month;
    const answer = await server.period(program, month);
    if (wanted.current === month) setKnown({ month, answer });
  }, [server, program, month]);
  useEffect(() => void refresh(), [refresh]);
  const answer = known?.month === month ? known.answer : null;
  const isMaking = answer?.ok === true && answer.value.sets.some(({ due }) => due > 0);
  useEffect(() => {
    if (!isMaking) return undefined;
    const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMaking, refresh]);
  return { answer, refresh };
}
