import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database, ProviderSignInRow } from '../../storage/schema.ts';
import type { BegunSignIn } from './provider.ts';

/** How long somebody may take at the provider. */
export const SIGN_IN_MINUTES = 10;

/** What is kept of a sign-in while the browser is at the provider. */
export interface SignInFlow extends Omit<BegunSignIn, 'address'> {
  /** What the browser that begins it gets to keep. */
  readonly browser: string;
  /** Path of ours that is opened afterwards. */
  readonly returnTo: string;
  /** The person wants to stay signed in on this computer. */
  readonly stay: boolean;
  /** Account that an invitation connects; null: none. */
  readonly invited: string | null;
}

/** Keeps a sign-in that begins, and lets those go that nobody has come back from. */
export async function keepFlow(db: Kysely<Database>, flow: SignInFlow, at: Date): Promise<void> {
  await db.deleteFrom('provider_sign_ins').where('expires_at', '<', at.toISOString()).execute();
  const row: ProviderSignInRow = {
    state_hash: hashed(flow.state),
    browser_hash: hashed(flow.browser),
    nonce: flow.nonce,
    code_verifier: flow.codeVerifier,
    return_to: flow.returnTo,
    stay: flow.stay ? 1 : 0,
    account: flow.invited,
    expires_at: new Date(at.getTime() + SIGN_IN_MINUTES * 60_000).toISOString(),
  };
  await db.insertInto('provider_sign_ins').values(row).execute();
}

/**
 * [SGN2] The sign-in that a browser comes back from, once: who comes with the same a second time, too late, or from another browser
 * finds none. Another browser does not use it up either.
 */
export async function takeFlow(
  db: Kysely<Database>,
  { state, browser }: Pick<SignInFlow, 'state' | 'browser'>,
  at: Date,
): Promise<SignInFlow | undefined> {
  const row = await db
    .deleteFrom('provider_sign_ins')
    .where('state_hash', '=', hashed(state))
    .where('browser_hash', '=', hashed(browser))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= at.toISOString()) return undefined;
  const { nonce, code_verifier: codeVerifier, return_to: returnTo, stay, account: invited } = row;
  return { state, browser, nonce, codeVerifier, returnTo, stay: stay === 1, invited };
}

/** Name of the cookie by which a browser is known again: one for each sign-in, so that two windows do not disturb each other. */
export function cookieOf(state: string): string {
  return `sep-sign-in-${hashed(state).slice(0, 12)}`;
}

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
