import { useCallback } from 'react';
import type { PortalServer } from '../portal-server.ts';
import { TokenDesk } from './token-desk.tsx';
import { MakeToken } from './token-forms.tsx';

interface AccessTokensProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
}

/** A person's own tokens for a program. */
export function AccessTokens({ server, program }: AccessTokensProps) {
  const ask = useCallback(() => server.accessTokens(program), [server, program]);
  return (
    <TokenDesk
      heading="Your tokens"
      note="Excel and Power BI show a token instead of your password. It reads this program’s tables as you may, and nothing else."
      ask={ask}
      revoke={({ id }) => server.revokeAccessToken(program, id)}
      caption="Tokens for this program"
      none="You have no token for this program yet."
      renderForm={(makeIt) => <MakeToken make={(wanted) => makeIt(server.makeAccessToken(program, wanted))} />}
    />
  );
}
