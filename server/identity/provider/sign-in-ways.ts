import type { SignInWays } from '../../../shared/protocol/sign-in.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** What a server offers to who signs in. */
export interface WaysOffered {
  /** Default: people can sign in with e-mail and password. */
  readonly passwords?: boolean;
  readonly provider?: { readonly settings: ProviderSettings } | null;
}

/** The ways to sign in, as pages and panes are told. */
export function waysOf({ passwords = true, provider = null }: WaysOffered): SignInWays {
  if (provider === null) return { passwords, provider: null };
  const { name, issuer, clientId, audience } = provider.settings;
  // Entra's way to say: everything that this application has been allowed there.
  const scope = audience === null ? null : `${audience}/.default`;
  return { passwords, provider: { name, issuer, clientId, scope } };
}
