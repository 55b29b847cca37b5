import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import { HttpError } from '../errors.ts';
import type { Store } from '../storage/database.ts';
import { findAccount, normalizeEmail, personOf } from './accounts.ts';
import { isPassword } from './passwords.ts';
import { openSession } from './sessions.ts';

const ATTEMPTS = 10;
const WINDOW_MS = 15 * 60_000;

/** A kept password that no password opens, so that an unknown email takes as long as a wrong password. */
const NOBODYS_PASSWORD = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const DEMO_IS_OFF =
  'The people of the demo district cannot sign in here, because their password is public. Ask your administrator for an account of your own.';

export interface SignInDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** The demo is on: its people may sign in. */
  readonly demo: boolean;
}

/**
 * Checks email and password and opens a session. Throws sign_in_failed, the same for an unknown email, a wrong password
 * and a disabled account, but with a sentence of its own for the demo's people where the demo is off; and too_many_requests after ten failures in fifteen minutes for one email.
 */
export async function signIn(
  deps: SignInDeps,
  { email, password }: { email: string; password: string },
): Promise<{ token: string; person: WirePerson }> {
  if (!deps.demo && isDemoAccount(normalizeEmail(email))) throw new HttpError('sign_in_failed', DEMO_IS_OFF);
  const attempt = createHash('sha256').update(normalizeEmail(email)).digest('hex');
  await countAttempt(deps, attempt);
  const account = await findAccount(deps.store.read, email);
  const isRight = await isPassword(password, account?.password ?? NOBODYS_PASSWORD);
  if (!account || !isRight || account.disabled !== 0) {
    throw new HttpError('sign_in_failed', 'Email and password do not match an account.');
  }
  await deps.store.write.deleteFrom('sign_in_attempts').where('email_hash', '=', attempt).execute();
  return { token: await openSession(deps, account.id), person: personOf(account) };
}

/** Counted before the password is looked at, so that many attempts at once are counted too. */
async function countAttempt({ store, now }: SignInDeps, emailHash: string): Promise<void> {
  const at = now();
  const since = at.toISOString();
  const windowStart = new Date(at.getTime() - WINDOW_MS).toISOString();
  const isOver = sql<boolean>`sign_in_attempts.since < ${windowStart}`;
  const row = await store.write
    .insertInto('sign_in_attempts')
    .values({ email_hash: emailHash, failures: 1, since })
    .onConflict((conflict) =>
      conflict.column('email_hash').doUpdateSet({
        failures: sql<number>`CASE WHEN ${isOver} THEN 1 ELSE sign_in_attempts.failures + 1 END`,
        since: sql<string>`CASE WHEN ${isOver} THEN ${since} ELSE sign_in_attempts.since END`,
      }),
    )
    .returning(['failures', 'since'])
    .executeTakeFirstOrThrow();
  if (row.failures <= ATTEMPTS) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((Date.parse(row.since) + WINDOW_MS - at.getTime()) / 1000));
  throw new HttpError('too_many_requests', 'Too many attempts to sign in. Wait a quarter of an hour and try again.', {
    retryAfterSeconds,
  });
}
