import { createHash } from 'node:crypto';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError } from '../errors.ts';
import { networkOf } from '../network-of.ts';
import type { Log } from '../http/route-context.ts';
import type { AccountRow } from '../storage/schema.ts';
import type { Store } from '../storage/database.ts';
import { findAccount, holdOpenAccount, normalizeEmail, personOf } from './accounts.ts';
import { recordFailedSignIn } from './failed-sign-ins.ts';
import { countGuess, forgetGuesses, type Guess } from './guesses.ts';
import type { PasswordThreads } from './password-threads.ts';
import { openSession, type SessionPlace } from './sessions.ts';
import { countAttemptOf } from './sign-in-attempts.ts';

/** A kept password that no password opens, so that an unknown email takes as long as a wrong password. */
const NOBODYS_PASSWORD = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const DEMO_IS_OFF =
  'The people of the demo district cannot sign in here, because their password is public. Ask your administrator for an account of your own.';

export const PASSWORDS_ARE_OFF = 'Nobody signs in with a password here. Use the sign-in of your district.';

export interface SignInDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly passwordThreads: PasswordThreads;
  /** The demo is on: its people may sign in. */
  readonly demo: boolean;
  /** People can sign in with e-mail and password; default: they can. */
  readonly passwords?: boolean;
  readonly log: Log;
}

/** From where somebody signs in, and what ends it when they go. */
export interface SignInFrom extends SessionPlace {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks email and password and opens a session. Throws sign_in_failed, the same for an unknown email, a wrong password
 * and a disabled account, but with a sentence of its own for the demo's people where the demo is off; and too_many_requests
 * after too many wrong ones (see `countGuess`) or where too many sign in at once.
 */
export async function signIn(
  deps: SignInDeps,
  { email, password }: { email: string; password: string },
  from: SignInFrom,
): Promise<{ token: string; person: WirePerson }> {
  if (deps.passwords === false) throw new HttpError('sign_in_failed', PASSWORDS_ARE_OFF);
  if (!deps.demo && isDemoAccount(normalizeEmail(email))) throw new HttpError('sign_in_failed', DEMO_IS_OFF);
  const guess = { email, network: networkOf(from.source ?? '') };
  const account = await findAccount(deps.store.read, email);
  // Who is sent away because many are waiting has not guessed.
  const onTurn = (): Promise<void> => assertMayGuess(deps, guess, account);
  const asker = { network: guess.network, signal: from.signal, onTurn };
  // Nobody's also where an account has none: its owner signs in another way, or has not been there yet.
  const isRight = await deps.passwordThreads.isPassword(password, account?.password || NOBODYS_PASSWORD, asker);
  const token = account && isRight ? await begin(deps, account, { guess, from }) : null;
  if (!account || token === null) {
    noteFailure(deps, email, account);
    throw new HttpError('sign_in_failed', 'Email and password do not match an account.');
  }
  return { token, person: personOf(account) };
}

interface Beginning {
  readonly guess: Guess;
  readonly from: SignInFrom;
}

/**
 * Opens the session and writes it down. @returns its token; null where the account is locked, or has got another password while
 * this one was looked at
 */
async function begin(deps: SignInDeps, account: AccountRow, { guess, from }: Beginning): Promise<string | null> {
  const { id, name, email, password } = account;
  return deps.store.write.transaction().execute(async (transaction) => {
    if ((await holdOpenAccount(transaction, id))?.password !== password) return null;
    await transaction.deleteFrom('sign_in_attempts').where('email_hash', '=', hashOfEmail(email)).execute();
    await forgetGuesses(transaction, guess, deps.now());
    await appendAct(transaction, {
      program: null,
      at: deps.now().toISOString(),
      kind: 'signIn',
      person: { id, name },
      door: 'app',
      what: 'Signed in',
    });
    return openSession({ ...deps, store: { write: transaction } }, id, from);
  });
}

function hashOfEmail(email: string): string {
  return createHash('sha256').update(normalizeEmail(email)).digest('hex');
}

/** Counts the guess, or refuses it with the time to wait. */
export async function assertMayGuess(deps: SignInDeps, guess: Guess, account: AccountRow | undefined): Promise<void> {
  const waitMs = await countGuess(deps.store, guess, deps.now());
  if (waitMs === 0) return;
  if (account) noteFailure(deps, guess.email, account);
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const wait = retryAfterSeconds < 60 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`;
  throw new HttpError('too_many_requests', `Too many attempts to sign in. Wait ${wait} and try again.`, {
    retryAfterSeconds,
  });
}

/** After the answer, which takes as long whether or not something is written down. */
export function noteFailure({ store, now, log }: SignInDeps, email: string, account: AccountRow | undefined): void {
  const at = now();
  const note = async (): Promise<void> => {
    // [FD14] Addresses without an account are counted together: anybody can think of more.
    const attempts = account ? (await countAttemptOf(store.write, hashOfEmail(email), at)).failures : 0;
    await recordFailedSignIn({ store, at, account, attempts });
  };
  note().catch((error: unknown) => {
    const stack = error instanceof Error ? error.stack : String(error);
    log('error', 'A failed sign-in could not be written down.', { stack });
  });
}
