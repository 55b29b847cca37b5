import { Spinner } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { PortalOutcome } from '../portal-problem.ts';
import type { FinishedSignIn, PortalServer } from '../portal-server.ts';

interface ReturnFromProviderProps {
  readonly server: Pick<PortalServer, 'finishSignIn'>;
  readonly onDone: (outcome: PortalOutcome<FinishedSignIn>) => void;
}

/** Hands to the server what the provider has sent along, once, and goes on to where the person was going. */
export function ReturnFromProvider({ server, onDone }: ReturnFromProviderProps) {
  const { search } = useLocation();
  const isAsked = useRef(false);
  useEffect(() => {
    // The answer is good once.
    if (isAsked.current) return;
    isAsked.current = true;
    void server.finishSignIn(search).then(onDone);
  });
  return <Spinner label="Signing you in…" />;
}
