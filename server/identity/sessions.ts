import { createHash } from 'node:crypto';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { Store } from '../storage/database.ts';
import type { SessionRow } from '../storage/schema.ts';
import { personOf } from './accounts.ts';

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;
/** A session that nobody uses for this long is over. */
const IDLE_LIMIT_MS = 30 * 24 * HOUR_MS;
/** Use is written down at most this often, so that reading does not turn into writing. */
const TOUCH_AFTER_MS = 12 * HOUR_MS;

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
  { device, source, endsAt }: OpenedSession = NOWHERE,
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
    })
    .execute();
  return token;
}

/** When a session is over whatever is done with it; undefined: the limits of every session alone. */
export function endOf({ ends_at: endsAt }: Pick<SessionRow, 'ends_at'>): Date | undefined {
  return endsAt === null || endsAt === undefined ? undefined : new Date(endsAt);
}

/** [SGN5] True where a session's own end has come. */
export function isOver(session: Pick<SessionRow, 'ends_at'>, now: Date): boolean {
  const end = endOf(session);
  return end !== undefined && end.getTime() <= now.getTime();
}

/** The person whose live session this token opens, or undefined. A disabled account has none. */
export async function findSession(store: Store, token: string, now: Date): Promise<WirePerson | undefined> {
  const hash = sessionOf(token);
  const session = await store.read
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account')
    .select(['accounts.id', 'accounts.email', 'accounts.name', 'sessions.last_used_at', 'sessions.ends_at'])
    .where('sessions.token_hash', '=', hash)
    .where('accounts.disabled', '=', 0)
    .executeTakeFirst();
  if (!session) return undefined;
  if (isOver(session, now)) return undefined;
  const idleMs = now.getTime() - Date.parse(session.last_used_at);
  if (idleMs > IDLE_LIMIT_MS) return undefined;
  if (idleMs > TOUCH_AFTER_MS) {
    const touched = { last_used_at: now.toISOString() };
    await store.write.updateTable('sessions').set(touched).where('token_hash', '=', hash).execute();
  }
  return personOf(session);
}

export async function closeSession(store: Pick<Store, 'write'>, token: string): Promise<void> {
  await store.write.deleteFrom('sessions').where('token_hash', '=', sessionOf(token)).execute();
}
