import type { ProviderSession } from './provider-session.ts';
import type { ProviderPerson } from './provider-person.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** What a sign-in at the provider is begun with; kept until it comes back. */
export interface BegunSignIn {
  /** Where the browser goes. */
  readonly address: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** A sign-in at the provider that has ended there, as it says so itself. */
export interface ProviderLogout extends ProviderSession {
  /** Names what was said, which counts once. */
  readonly id: string;
  readonly at: Date;
}

/** The district's sign-in. Every failure is an HttpError with a sentence; a provider that is away is `unavailable`. */
export interface Provider {
  readonly settings: ProviderSettings;
  /** @param redirect address of ours to which the provider sends the browser back */
  begin(redirect: string): Promise<BegunSignIn>;
  /** @param back the same address with what the provider has added to it */
  finish(back: URL, begun: Pick<BegunSignIn, 'state' | 'nonce' | 'codeVerifier'>): Promise<ProviderPerson>;
  /** The person in whose name an access token was given. */
  personOf(accessToken: string): Promise<ProviderPerson>;
  /** Who is signed out by a logout token that the provider has sent. */
  endedBy(logoutToken: string): Promise<ProviderLogout>;
}
