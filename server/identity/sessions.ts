import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { isDatabaseFull } from '../storage/database-full.ts';
import type { Store } from '../storage/database.ts';
import type { Database, SessionRow } from '../storage/schema.ts';
import { personOf } from './accounts.ts';
import type { ProviderSession } from './provider/provider-session.ts';

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;
export const IDLE_LIMIT_DAYS = 30;
export const LONGEST_DAYS = 90;
/** A session that nobody uses for this long is over. */
const IDLE_LIMIT_MS = IDLE_LIMIT_DAYS * 24 * HOUR_MS;
/** No session lasts longer, however much it is used. */
const LONGEST_MS = LONGEST_DAYS * 24 * HOUR_MS;
/** Use is written down at most this often, so that reading does not turn into writing. */
const TOUCH_AFTER_MS = 12 * HOUR_MS;

/** So many Excels and browsers nobody is signed in by: who opens one more loses the one that was used longest ago. */
const MOST_SESSIONS = 50;

/** The id of a token's session. Only this is kept: who reads the database cannot sign in with what is found there. */
export function sessionOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Where a session is used, as its owner sees it later; null: not known. */
export interface SessionPlace {
  /** Browser and system, in words. */
  readonly device: string | null;
  /** Address that it was opened from. */
  readonly source: string | null;
}

const NOWHERE: SessionPlace = { device: null, source: null };

/** A session as it is opened. */
export interface OpenedSession extends SessionPlace {
  /** When it is over whatever is done with it; absent: the limits of every session alone. */
  readonly endsAt?: Date | undefined;
  /** The sign-in at the provider that it comes from, and ends with; absent: none. */
  readonly signIn?: ProviderSession | undefined;
}

/** Signs an account in. @returns the bearer token: 256 random bits, base64url */
export async function openSession(
  {
    store,
    now,
    randomBytes,
  }: {
    store: Pick<Store, 'write'>;
    now: () => Date;
    randomBytes: (count: number) => Uint8Array;
  },
  account: string,
  { device, source, endsAt, signIn }: OpenedSession = NOWHERE,
): Promise<string> {
  const token = Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
  const at = now().toISOString();
  await store.write
    .insertInto('sessions')
    .values({
      token_hash: sessionOf(token),
      account,
      created_at: at,
      last_used_at: at,
      device,
      source,
      ends_at: endsAt?.toISOString() ?? null,
      provider_issuer: signIn?.issuer ?? null,
      provider_subject: signIn?.subject ?? null,
      provider_session: signIn?.session ?? null,
    })
    .execute();
  await endUnusedLongest(store.write, account, sessionOf(token));
  return token;
}

/** [FD15] Nobody who can sign in fills the database, and nobody is kept out for having signed in often. */
async function endUnusedLongest(db: Kysely<Database>, account: string, opened: string): Promise<void> {
  const kept = db
    .selectFrom('sessions')
    .select('token_hash')
    .where('account', '=', account)
    .orderBy('last_used_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(MOST_SESSIONS);
  const own = db.deleteFrom('sessions').where('account', '=', account).where('token_hash', '!=', opened);
  await own.where('token_hash', 'not in', kept).execute();
}

/** The sign-in at the provider that a session comes from; undefined: none. */
export function signInOf(
  session: Pick<SessionRow, 'provider_issuer' | 'provider_subject' | 'provider_session'>,
): ProviderSession | undefined {
  const { provider_issuer: issuer, provider_subject: subject = null, provider_session: named = null } = session;
  return issuer === null || issuer === undefined ? undefined : { issuer, subject, session: named };
}

/** When a session is over whatever is done with it: by its age, or before that at an end of its own [SGN5]. */
export function endOf({ ends_at: own, created_at: begun }: Pick<SessionRow, 'ends_at' | 'created_at'>): Date {
  const longest = Date.parse(begun) + LONGEST_MS;
  return new Date(own === null || own === undefined ? longest : Math.min(longest, Date.parse(own)));
}

/** True for a session that has come to its end: its own [SGN5], by its age, or since nobody has used it for long. */
export function hasEnded(session: Pick<SessionRow, 'ends_at' | 'created_at' | 'last_used_at'>, now: Date): boolean {
  const { ends_at: own, created_at: begun, last_used_at: used } = session;
  const isOver = own !== null && own !== undefined && Date.parse(own) <= now.getTime();
  return isOver || now.getTime() - Date.parse(begun) > LONGEST_MS || now.getTime() - Date.parse(used) > IDLE_LIMIT_MS;
}

/** The person whose live session this token opens, or undefined. A disabled account has none. */
export async function findSession(store: Store, token: string, now: Date): Promise<WirePerson | undefined> {
  const hash = sessionOf(token);
  const session = await store.read
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account')
    .select(['accounts.id', 'accounts.email', 'accounts.name', 'sessions.last_used_at'])
    .select(['sessions.created_at', 'sessions.ends_at'])
    .where('sessions.token_hash', '=', hash)
    .where('accounts.disabled', '=', 0)
    .executeTakeFirst();
  if (!session || hasEnded(session, now)) return undefined;
  if (now.getTime() - Date.parse(session.last_used_at) > TOUCH_AFTER_MS) await touch(store, hash, now);
  return personOf(session);
}

/** Notes when a session was last used. Where nothing can be written, people read on. */
async function touch({ write }: Store, session: string, now: Date): Promise<void> {
  const touched = { last_used_at: now.toISOString() };
  try {
    await write.updateTable('sessions').set(touched).where('token_hash', '=', session).execute();
  } catch (error) {
    if (!isDatabaseFull(error)) throw error;
  }
}

/** True for a session that nobody has ended. @param session hash of its token */
export async function isOpenSession(db: Kysely<Database>, session: string): Promise<boolean> {
  const found = db.selectFrom('sessions').select('account').where('token_hash', '=', session);
  return (await found.executeTakeFirst()) !== undefined;
}

export async function closeSession(store: Pick<Store, 'write'>, token: string): Promise<void> {
  await store.write.deleteFrom('sessions').where('token_hash', '=', sessionOf(token)).execute();
}

/** A session as its owner sees it. */
export interface OwnSession extends SessionPlace {
  /** Names it among those of its owner. */
  readonly id: string;
  /** ISO moments. */
  readonly createdAt: string;
  readonly lastUsedAt: string;
  /** It is the one that asks. */
  readonly isThis: boolean;
}

/** Digits of the hash that tell the sessions of one person apart. */
const ID_LENGTH = 16;

/** The sessions of an account that go on, the one used last first. @param asking hash of the token of who asks */
export async function listSessions(
  store: Store,
  { account, asking }: { readonly account: string; readonly asking: string },
  now: Date,
): Promise<OwnSession[]> {
  const rows = await store.read
    .selectFrom('sessions')
    .selectAll()
    .where('account', '=', account)
    .orderBy('last_used_at', 'desc')
    .orderBy('token_hash')
    .execute();
  return rows
    .filter((row) => !hasEnded(row, now))
    .map(({ token_hash: hash, created_at: createdAt, last_used_at: lastUsedAt, device = null, source = null }) => {
      return { id: hash.slice(0, ID_LENGTH), createdAt, lastUsedAt, device, source, isThis: hash === asking };
    });
}

/**
 * Ends sessions of an account: the one of this id, or all but one.
 * @returns hashes of their tokens
 */
export async function endSessions(
  { write }: Pick<Store, 'write'>,
  account: string,
  which: { readonly id: string } | { readonly allBut: string },
): Promise<string[]> {
  const own = write.deleteFrom('sessions').where('account', '=', account);
  const asked =
    'id' in which
      ? own.where('token_hash', 'like', `${which.id.replaceAll(/[^0-9a-f]/g, '').padEnd(ID_LENGTH, '-')}%`)
      : own.where('token_hash', '!=', which.allBut);
  return (await asked.returning('token_hash').execute()).map(({ token_hash: hash }) => hash);
}

/** [SGN5] Lets every session end by then, whichever way it was opened. */
export async function endAllBy(db: Kysely<Database>, end: Date): Promise<void> {
  const endsAt = end.toISOString();
  await db
    .updateTable('sessions')
    .set({ ends_at: endsAt })
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', endsAt)]))
    .execute();
}

/** Takes away sessions that have come to their end. */
export async function pruneSessions(db: Kysely<Database>, now: Date): Promise<void> {
  const before = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  await db
    .deleteFrom('sessions')
    .where((where) =>
      where.or([
        where('last_used_at', '<', before(IDLE_LIMIT_MS)),
        where('created_at', '<', before(LONGEST_MS)),
        where('ends_at', '<', now.toISOString()),
      ]),
    )
    .execute();
}
