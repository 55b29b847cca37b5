import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database, ProviderSignInRow } from '../../storage/schema.ts';
import type { BegunSignIn } from './provider.ts';

/** How long somebody may take at the provider. */
export const SIGN_IN_MINUTES = 10;

/** Sign-ins that can be begun and not finished at once: nobody fills the database with them. */
const MOST_FLOWS = 10_000;

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

/** A sign-in that somebody has come back from. */
export interface TakenFlow extends SignInFlow {
  readonly begunAt: Date;
}

/** Keeps a sign-in that begins, and lets those go that nobody has come back from: too late, or, where they are very many, the oldest. */
export async function keepFlow(db: Kysely<Database>, flow: SignInFlow, at: Date): Promise<void> {
  await db.deleteFrom('provider_sign_ins').where('expires_at', '<', at.toISOString()).execute();
  await keepNewest(db);
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

/** [FD14] Who comes back within seconds is let in even while somebody begins one after another. */
async function keepNewest(db: Kysely<Database>): Promise<void> {
  const { live } = await db
    .selectFrom('provider_sign_ins')
    .select(sql<number>`count(*)`.as('live'))
    .executeTakeFirstOrThrow();
  if (live < MOST_FLOWS) return;
  const kept = db
    .selectFrom('provider_sign_ins')
    .select('state_hash')
    .orderBy('expires_at', 'desc')
    .limit(MOST_FLOWS - MOST_FLOWS / 10);
  await db.deleteFrom('provider_sign_ins').where('state_hash', 'not in', kept).execute();
}

/**
 * [SGN2] The sign-in that a browser comes back from, once: who comes with the same a second time, too late, or from another browser
 * finds none. Another browser does not use it up either.
 */
export async function takeFlow(
  db: Kysely<Database>,
  { state, browser }: Pick<SignInFlow, 'state' | 'browser'>,
  at: Date,
): Promise<TakenFlow | undefined> {
  const row = await db
    .deleteFrom('provider_sign_ins')
    .where('state_hash', '=', hashed(state))
    .where('browser_hash', '=', hashed(browser))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= at.toISOString()) return undefined;
  const { nonce, code_verifier: codeVerifier, return_to: returnTo, stay, account: invited } = row;
  const begunAt = new Date(Date.parse(row.expires_at) - SIGN_IN_MINUTES * 60_000);
  return { state, browser, nonce, codeVerifier, returnTo, stay: stay === 1, invited, begunAt };
}

/** Name of the cookie by which a browser is known again: one for each sign-in, so that two windows do not disturb each other. */
export function cookieOf(state: string): string {
  return `sep-sign-in-${hashed(state).slice(0, 12)}`;
}

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
