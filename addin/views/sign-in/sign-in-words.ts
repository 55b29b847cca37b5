import type { CodeOutcome } from '../../sign-in/sign-in-by-code.ts';
import type { DialogOutcome, EntraOutcome } from '../../sign-in/sign-in-host.ts';
import type { SignInWay } from '../../sign-in/ways-offered.ts';
import { wordsOfServerProblem, type ServerProblem } from '../../sync/server/server-problem.ts';

/**
 * What a way is called where another one is shown.
 *
 * @param provider what people call the district’s; null: there is none
 * @param shown the way whose button stands above, and may lead to the provider as well
 */
export function otherWayLabel(way: SignInWay, provider: string | null, shown: SignInWay | undefined): string {
  switch (way) {
    case 'excel':
      return 'Sign in with the account of this Excel';
    case 'window':
      return provider === null || shown === 'excel' ? 'Open a sign-in window' : `Sign in with ${provider}`;
    case 'code':
      return 'Sign in with a code, in your browser';
    case 'password':
      return 'Sign in with e-mail and password';
  }
}

export function problemText(problem: ServerProblem): string {
  const { title, line } = wordsOfServerProblem(problem);
  return `${title}. ${line}`;
}

/** What Office says of a dialog, by its numbers ("Handle errors and events in the Office dialog box"). */
const dialogWords: ReadonlyMap<number, string> = new Map([
  [
    12002,
    'The sign-in page couldn’t be loaded in its window. Check your connection and try again, or sign in with a code.',
  ],
  [12006, 'The window was closed before you were signed in. Try again, or sign in with a code.'],
  [12007, 'A window of this pane is open already. Close it and try again.'],
  [12009, 'The window was not opened. Try again and choose Allow when Excel asks, or sign in with a code.'],
  [12011, 'Your browser blocks windows of this page. Allow pop-ups for it and try again, or sign in with a code.'],
]);

/** Why nobody was signed in by the window; null: there is nothing to say. */
export function wordsOfDialog(outcome: Exclude<DialogOutcome, { readonly kind: 'signedIn' }>): string | null {
  if (outcome.kind === 'left') return null;
  if (outcome.told !== undefined) return `The window was closed. ${outcome.told}`;
  const known = dialogWords.get(outcome.code);
  return known ?? `Excel couldn’t open the sign-in window (code ${outcome.code}). Sign in with a code instead.`;
}

export function wordsOfEntra(outcome: Exclude<EntraOutcome, { readonly kind: 'token' }>): string {
  if (outcome.kind === 'cancelled') return 'You were not signed in. Try again, or sign in another way.';
  return `Excel couldn’t sign you in (code ${outcome.code}). Sign in another way.`;
}

/** How a code has ended without a sign-in; null: there is nothing to say. */
export function wordsOfCode(outcome: Exclude<CodeOutcome, { readonly kind: 'signedIn' }>): string | null {
  switch (outcome.kind) {
    case 'left':
      return null;
    case 'expired':
      return 'The code has run out, and nobody was signed in. Get another one.';
    case 'refused':
      return 'The code was refused in the browser, or the sign-in there has ended. Nobody was signed in. Get another one.';
    case 'failed':
      return problemText(outcome.problem);
  }
}
