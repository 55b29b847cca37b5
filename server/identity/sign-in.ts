import { createHash } from 'node:crypto';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError } from '../errors.ts';
import type { Log } from '../routes/route-context.ts';
import type { AccountRow } from '../storage/schema.ts';
import type { Store } from '../storage/database.ts';
import { findAccount, normalizeEmail, personOf } from './accounts.ts';
import { recordFailedSignIn } from './failed-sign-ins.ts';
import { isPassword } from './passwords.ts';
import { openSession, type SessionPlace } from './sessions.ts';
import { ATTEMPTS, countAttemptOf } from './sign-in-attempts.ts';

/** A kept password that no password opens, so that an unknown email takes as long as a wrong password. */
const NOBODYS_PASSWORD = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const DEMO_IS_OFF =
  'The people of the demo district cannot sign in here, because their password is public. Ask your administrator for an account of your own.';

const PASSWORDS_ARE_OFF = 'Nobody signs in with a password here. Use the sign-in of your district.';

export interface SignInDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** The demo is on: its people may sign in. */
  readonly demo: boolean;
  /** People can sign in with e-mail and password; default: they can. */
  readonly passwords?: boolean;
  readonly log: Log;
}

/**
 * Checks email and password and opens a session. Throws sign_in_failed, the same for an unknown email, a wrong password
 * and a disabled account, but with a sentence of its own for the demo's people where the demo is off; and too_many_requests after ten failures in fifteen minutes for one email.
 */
export async function signIn(
  deps: SignInDeps,
  { email, password }: { email: string; password: string },
  place: SessionPlace,
): Promise<{ token: string; person: WirePerson }> {
  if (deps.passwords === false) throw new HttpError('sign_in_failed', PASSWORDS_ARE_OFF);
  if (!deps.demo && isDemoAccount(normalizeEmail(email))) throw new HttpError('sign_in_failed', DEMO_IS_OFF);
  const attempts = await countAttempt(deps, email);
  const account = await findAccount(deps.store.read, email);
  // Nobody's also where an account has none: its owner signs in another way, or has not been there yet.
  const isRight = await isPassword(password, account?.password || NOBODYS_PASSWORD);
  if (!account || !isRight || account.disabled !== 0) {
    noteFailure(deps, account, attempts);
    throw new HttpError('sign_in_failed', 'Email and password do not match an account.');
  }
  return { token: await begin(deps, account, place), person: personOf(account) };
}

/** Opens the session and writes it down. @returns its token */
async function begin(deps: SignInDeps, { id, name, email }: AccountRow, place: SessionPlace): Promise<string> {
  return deps.store.write.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('sign_in_attempts').where('email_hash', '=', hashOfEmail(email)).execute();
    await appendAct(transaction, {
      program: null,
      at: deps.now().toISOString(),
      kind: 'signIn',
      person: { id, name },
      door: 'app',
      what: 'Signed in',
    });
    return openSession({ ...deps, store: { write: transaction } }, id, place);
  });
}

function hashOfEmail(email: string): string {
  return createHash('sha256').update(normalizeEmail(email)).digest('hex');
}

/** Counted before the password is looked at, so that many attempts at once are counted too. @returns how many */
async function countAttempt(deps: SignInDeps, email: string): Promise<number> {
  const { failures, waitMs } = await countAttemptOf(deps.store.write, hashOfEmail(email), deps.now());
  if (failures <= ATTEMPTS) return failures;
  const account = await findAccount(deps.store.read, email);
  if (account) noteFailure(deps, account, failures);
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpError('too_many_requests', 'Too many attempts to sign in. Wait a quarter of an hour and try again.', {
    retryAfterSeconds,
  });
}

/** After the answer, which takes as long whether or not something is written down. */
function noteFailure({ store, now, log }: SignInDeps, account: AccountRow | undefined, attempts: number): void {
  recordFailedSignIn({ store, at: now(), account, attempts }).catch((error: unknown) => {
    const stack = error instanceof Error ? error.stack : String(error);
    log('error', 'A failed sign-in could not be written down.', { stack });
  });
}
