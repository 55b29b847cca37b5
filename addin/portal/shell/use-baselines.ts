import { useCallback } from 'react';
import type { WireBaseline } from '../../../shared/protocol/baselines.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalAnswer } from '../views/use-portal-answer.ts';

/** Named moments of a program, the newest first; empty until they are known. */
export function useBaselines(server: PortalServer, program: string): readonly WireBaseline[] {
  const ask = useCallback(() => server.baselines(program), [server, program]);
  const { answer } = usePortalAnswer(ask);
  return answer?.ok === true ? answer.value.baselines.toReversed() : [];
}
