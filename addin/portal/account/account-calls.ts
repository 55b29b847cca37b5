import { openedLink, type OpenedLink } from '../../../shared/protocol/password-links.ts';
import {
  ownAccount,
  ownSessions,
  ownTokens,
  type OwnAccount,
  type OwnSessions,
  type OwnTokens,
} from '../../../shared/protocol/own-account.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';

/** One's own account. What changes who is signed in stands at the server itself. */
export interface AccountCalls {
  own(): Promise<PortalOutcome<OwnAccount>>;
  /** @returns the sessions that are left: the one that asks */
  changePassword(present: string, next: string): Promise<PortalOutcome<OwnSessions>>;
  /** The one used last first. */
  sessions(): Promise<PortalOutcome<OwnSessions>>;
  /** @returns those that are left */
  endSession(id: string): Promise<PortalOutcome<OwnSessions>>;
  endOtherSessions(): Promise<PortalOutcome<OwnSessions>>;
  /** Reading tokens of all programs, the newest first. */
  tokens(): Promise<PortalOutcome<OwnTokens>>;
  /** Whose link this is, by which a password is set. */
  openLink(token: string): Promise<PortalOutcome<OpenedLink>>;
}

export function accountCalls({ ask, get, send }: Pick<Asks, 'ask' | 'get' | 'send'>): AccountCalls {
  return {
    own: () => get(ownAccount, '/account'),
    changePassword: (present, next) => send('POST', ownSessions, '/account/password', { present, next }),
    sessions: () => get(ownSessions, '/account/sessions'),
    endSession: (id) => ask(ownSessions, `/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    endOtherSessions: () => ask(ownSessions, '/account/sessions', { method: 'DELETE' }),
    tokens: () => get(ownTokens, '/account/access-tokens'),
    openLink: (token) => send('POST', openedLink, '/links/open', { token }),
  };
}
