import { useCallback, useEffect } from 'react';
import type { PortalServer } from '../portal-server.ts';
import { useKeptAnswer } from './use-kept-answer.ts';

/** How often reports that are being made are asked for again. */
const ASK_AGAIN_MS = 2_000;

/** A month as the server knows it, asked for again and again while its reports are being made. */
export function useMonth(server: PortalServer, program: string, month: string) {
  const ask = useCallback(() => server.period(program, month), [server, program, month]);
  const { answer, refresh } = useKeptAnswer(ask);
  const isMaking = answer?.ok === true && answer.value.sets.some(({ due }) => due > 0);
  useEffect(() => {
    if (!isMaking) return undefined;
    const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMaking, refresh]);
  return { answer, refresh };
}
