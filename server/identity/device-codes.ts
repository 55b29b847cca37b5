import { sql, type Kysely } from 'kysely';
import type { CodePlace, DeviceCodeReply, DevicePollReply } from '../../shared/protocol/device-sign-in.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError } from '../errors.ts';
import type { Store } from '../storage/database.ts';
import type { Database, DeviceSignInRow } from '../storage/schema.ts';
import { holdOpenAccount, personOf } from './accounts.ts';
import { holdSignIns } from './provider/provider-logouts.ts';
import { endOf, hasEnded, openSession, sessionOf, signInOf } from './sessions.ts';
import { newUserCode } from './user-code.ts';

const DEVICE_CODE_BYTES = 32;
export const CODE_LIFE_SECONDS = 600;
const INTERVAL_SECONDS = 5;
/** Who asks too soon waits this much longer from then on (RFC 8628, section 3.5), and never longer than this. */
const SLOWER_BY_SECONDS = 5;
const SLOWEST_SECONDS = 60;
/** A timer may go off a little early, and a network may be quicker the second time. */
const TOLERANCE_MS = 500;
/** Codes that can be good at once: guessing one stays hopeless, and nobody can fill the database with them. */
const MOST_CODES = 10_000;

export interface CodeDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * Makes a code that somebody who is signed in may confirm on the page /device. Both of its halves are kept as hashes only.
 *
 * @param asked which Excel asks, in its own word, and its network address
 */
export async function makeDeviceCode(
  { store, now, randomBytes }: CodeDeps,
  asked: { readonly place: CodePlace; readonly source: string },
): Promise<DeviceCodeReply> {
  const at = now();
  const deviceCode = Buffer.from(randomBytes(DEVICE_CODE_BYTES)).toString('base64url');
  await store.write.deleteFrom('device_sign_ins').where('expires_at', '<=', at.toISOString()).execute();
  await refuseTooMany(store);
  const row = {
    ...asked,
    device_hash: sessionOf(deviceCode),
    asked_at: at.toISOString(),
    expires_at: new Date(at.getTime() + CODE_LIFE_SECONDS * 1000).toISOString(),
    interval_seconds: INTERVAL_SECONDS,
    polled_at: null,
    state: 'waiting' as const,
    account: null,
    session: null,
  };
  const userCode = await insertUnderNewCode(store, row, randomBytes);
  return {
    deviceCode,
    userCode,
    page: '/device',
    expiresInSeconds: CODE_LIFE_SECONDS,
    intervalSeconds: INTERVAL_SECONDS,
  };
}

async function refuseTooMany({ read }: Store): Promise<void> {
  const { live } = await read
    .selectFrom('device_sign_ins')
    .select(sql<number>`count(*)`.as('live'))
    .executeTakeFirstOrThrow();
  if (live < MOST_CODES) return;
  throw new HttpError('too_many_requests', 'Too many codes are waiting just now. Try again in a minute.', {
    retryAfterSeconds: 60,
  });
}

/** Two codes of the same letters cannot be good at once; that it happens is one in millions. */
async function insertUnderNewCode(
  { write }: Store,
  row: Omit<DeviceSignInRow, 'user_code_hash'>,
  randomBytes: CodeDeps['randomBytes'],
): Promise<string> {
  for (;;) {
    const userCode = newUserCode(randomBytes);
    const inserted = await write
      .insertInto('device_sign_ins')
      .values({ ...row, user_code_hash: sessionOf(userCode) })
      .onConflict((conflict) => conflict.column('user_code_hash').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return userCode;
  }
}

/** How the code stands. Once it is confirmed, the first to ask gets a session, and the code is gone. */
export async function pollDeviceCode(deps: CodeDeps, deviceCode: string): Promise<DevicePollReply> {
  const { store, now } = deps;
  const hash = sessionOf(deviceCode);
  const at = now();
  const row = await store.read
    .selectFrom('device_sign_ins')
    .selectAll()
    .where('device_hash', '=', hash)
    .where('expires_at', '>', at.toISOString())
    .executeTakeFirst();
  if (row === undefined) return { state: 'expired' };
  const isTooSoon =
    row.polled_at !== null && at.getTime() - Date.parse(row.polled_at) < row.interval_seconds * 1000 - TOLERANCE_MS;
  const intervalSeconds = isTooSoon
    ? Math.min(row.interval_seconds + SLOWER_BY_SECONDS, SLOWEST_SECONDS)
    : row.interval_seconds;
  await store.write
    .updateTable('device_sign_ins')
    .set({ polled_at: at.toISOString(), interval_seconds: intervalSeconds })
    .where('device_hash', '=', hash)
    .execute();
  if (isTooSoon) return { state: 'slowDown', intervalSeconds };
  if (row.state === 'waiting') return { state: 'pending', intervalSeconds };
  return store.write.transaction().execute((transaction) => redeem({ ...deps, transaction }, hash));
}

/** The account's session on the other computer, where whoever has confirmed is still signed in: a sign-in that was ended gives no other. */
async function redeem(
  { transaction, now, randomBytes }: Omit<CodeDeps, 'store'> & { readonly transaction: Kysely<Database> },
  hash: string,
): Promise<DevicePollReply> {
  const taken = await transaction
    .deleteFrom('device_sign_ins')
    .where('device_hash', '=', hash)
    .returning(['state', 'account', 'session', 'source'])
    .executeTakeFirst();
  if (taken === undefined) return { state: 'expired' };
  if (taken.state !== 'confirmed') return { state: 'refused' };
  const confirmedBy = await confirmerOf(transaction, taken);
  const signIn = confirmedBy && signInOf(confirmedBy);
  if (signIn !== undefined) await holdSignIns(transaction, signIn);
  const account = await holdOpenAccount(transaction, taken.account ?? '');
  const confirmer = await confirmerOf(transaction, taken);
  if (account === undefined || confirmer === undefined || hasEnded(confirmer, now())) return { state: 'refused' };
  // [SGN5] It lasts no longer than the sign-in that it was given by, and its owner sees from where it was asked for.
  const opened = {
    device: 'Excel',
    source: taken.source || null,
    endsAt: endOf(confirmer),
    signIn: signInOf(confirmer),
  };
  const token = await openSession({ store: { write: transaction }, now, randomBytes }, account.id, opened);
  await appendAct(transaction, {
    program: null,
    at: now().toISOString(),
    kind: 'signIn',
    person: { id: account.id, name: account.name },
    door: 'app',
    what: 'Signed in in Excel by a code confirmed in a browser',
  });
  return { state: 'signedIn', token, person: personOf(account) };
}

/** The session by which a code was confirmed; undefined: it has ended. */
function confirmerOf(db: Kysely<Database>, { account, session }: Pick<DeviceSignInRow, 'account' | 'session'>) {
  return db
    .selectFrom('sessions')
    .select(['ends_at', 'created_at', 'last_used_at', 'provider_issuer', 'provider_subject', 'provider_session'])
    .where('token_hash', '=', session)
    .where('account', '=', account)
    .executeTakeFirst();
}
