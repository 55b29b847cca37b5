import { useEffect, useState } from 'react';
import { signInWays, type SignInWays } from '../../../shared/protocol/sign-in.ts';
import { bareHost, type SignInHost } from '../../sign-in/sign-in-host.ts';
import { waysOffered, waysWithoutAnswer, type SignInWay } from '../../sign-in/ways-offered.ts';
import type { PaneServices } from '../pane-services.ts';

export interface OfferedWays {
  readonly ways: readonly SignInWay[];
  readonly host: SignInHost;
  readonly provider: SignInWays['provider'];
}

/** By which ways one can sign in here; null: not known yet. Asked again when the network comes back. */
export function useOfferedWays({
  server,
  signInHost,
}: Pick<PaneServices, 'server' | 'signInHost'>): OfferedWays | null {
  const [offered, setOffered] = useState<OfferedWays | null>(null);
  useEffect(() => {
    let isLeft = false;
    const look = async (): Promise<void> => {
      const [host, asked] = await Promise.all([
        signInHost().catch(() => bareHost),
        server.ask({ path: '/sign-in/ways', schema: () => signInWays }),
      ]);
      if (isLeft) return;
      const known = asked.ok ? asked.value : waysWithoutAnswer;
      setOffered({ ways: waysOffered(known, host), host, provider: known.provider });
    };
    void look();
    const again = (): void => void look();
    window.addEventListener('online', again);
    return () => {
      isLeft = true;
      window.removeEventListener('online', again);
    };
  }, [server, signInHost]);
  return offered;
}
