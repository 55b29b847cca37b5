import {
  accessTokenReply,
  accessTokensReply,
  type AccessTokenReply,
  type AccessTokensReply,
} from '../../../shared/protocol/access-tokens.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** One's own tokens for reading a program from other programs. */
export interface AccessTokenCalls {
  /** The newest first. */
  accessTokens(program: string): Promise<PortalOutcome<AccessTokensReply>>;
  /** Makes one that lives so many days. Only this answer holds the token itself. */
  makeAccessToken(
    program: string,
    token: { readonly name: string; readonly days: number },
  ): Promise<PortalOutcome<AccessTokenReply>>;
  /** Ends one, or finds it ended. @returns those that are left */
  revokeAccessToken(program: string, token: string): Promise<PortalOutcome<AccessTokensReply>>;
}

export function accessTokenCalls({ ask, get, send }: Pick<Asks, 'ask' | 'get' | 'send'>): AccessTokenCalls {
  const pathOf = (program: string): string => `${programPath(program)}/access-tokens`;
  const accessTokens = (program: string) => get(accessTokensReply, pathOf(program));
  return {
    accessTokens,
    makeAccessToken: (program, token) => send('POST', accessTokenReply, pathOf(program), token),
    revokeAccessToken: async (program, token) => {
      const path = `${pathOf(program)}/${encodeURIComponent(token)}`;
      const left = await ask(accessTokensReply, path, { method: 'DELETE' });
      // One that is not there was ended elsewhere, in another window say.
      const isGone = !left.ok && left.problem.kind === 'refused' && left.problem.code === 'not_found';
      return isGone ? accessTokens(program) : left;
    },
  };
}
