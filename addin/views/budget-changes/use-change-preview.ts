import { useCallback, useEffect, useState } from 'react';
import type { DraftReply, DraftRequest } from '../../../shared/protocol/budget-changes.ts';
import type { ChangePort, PortProblem } from './change-port.ts';

/** While somebody types, the server is not asked for every letter. */
const PAUSE_MS = 250;

export interface ToldChange {
  /** The newest answer; null: none has come yet. */
  readonly reply: DraftReply | null;
  readonly problem: PortProblem | null;
  /** The answer is of what was typed before. */
  readonly isStale: boolean;
  readonly askAgain: () => void;
}

/** Asks what the change would do as it is typed. Null: there is nothing to ask about yet. */
export function useChangePreview(port: ChangePort, request: DraftRequest | null): ToldChange {
  const asked = request === null ? null : JSON.stringify(request);
  const [told, setTold] = useState<{ readonly asked: string; readonly reply: DraftReply } | null>(null);
  const [problem, setProblem] = useState<PortProblem | null>(null);
  const look = useCallback(() => {
    if (asked === null) return undefined;
    const draft: DraftRequest = JSON.parse(asked);
    let isWanted = true;
    const timer = setTimeout(() => {
      void port.preview(draft).then((outcome) => {
        if (!isWanted) return;
        setProblem(outcome.ok ? null : outcome.problem);
        if (outcome.ok) setTold({ asked, reply: outcome.value });
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [port, asked]);
  useEffect(look, [look]);
  return {
    reply: asked === null ? null : (told?.reply ?? null),
    problem: asked === null ? null : problem,
    isStale: asked !== (told?.asked ?? null),
    askAgain: () => void look(),
  };
}
