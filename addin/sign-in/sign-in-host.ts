import type { CodePlace } from '../../shared/protocol/device-sign-in.ts';
import type { Session } from '../sync/server/server-client.ts';

/** What the Excel around the pane has for signing in. */
export interface SignInHost {
  /** Windows of the pane's own whose messages say from which page they come. */
  readonly hasDialogs: boolean;
  /** Excel knows who is signed in to it, and gives the pane a token of Microsoft Entra (nested app authentication). */
  readonly hasNestedSignIn: boolean;
  readonly place: CodePlace;
  /** Opens the sign-in page in a window; to be called in the click that asks for it. */
  openDialog(): SignInDialog;
  /** Asks Excel for a token that this server can exchange. */
  entraToken(client: EntraClient): Promise<EntraOutcome>;
}

export interface SignInDialog {
  readonly outcome: Promise<DialogOutcome>;
  /** Ends it from the pane: the outcome is `left`. */
  readonly close: () => void;
}

/** `code`: Office's number of what went wrong, see `wordsOfDialog`; `told`: what the page in the window said last of why it signs nobody in. */
export type DialogOutcome =
  | { readonly kind: 'signedIn'; readonly session: Session }
  | { readonly kind: 'failed'; readonly code: number; readonly told?: string }
  | { readonly kind: 'left' };

/** How this server is known to Microsoft Entra. */
export interface EntraClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

export type EntraOutcome =
  | { readonly kind: 'token'; readonly token: string }
  /** The person has closed what Excel asked them. */
  | { readonly kind: 'cancelled' }
  /** `code`: of Microsoft's library or of its host, for whoever helps. */
  | { readonly kind: 'failed'; readonly code: string };

/** Where nothing is known of Excel: a code always goes. */
export const bareHost: SignInHost = {
  hasDialogs: false,
  hasNestedSignIn: false,
  place: 'other',
  openDialog: () => ({ outcome: Promise.resolve({ kind: 'left' }), close: () => undefined }),
  entraToken: () => Promise.resolve({ kind: 'failed', code: 'no_host' }),
};
