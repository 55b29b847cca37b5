import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { compareText } from '../../shared/sync/compare-text.ts';
import type { Store } from '../storage/database.ts';
import type { Database, SignInAttemptRow } from '../storage/schema.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { normalizeEmail } from './accounts.ts';

/** Wrong guesses after which one waits, of each kind of count. */
const FREE = {
  /** For one account from one network: as often as somebody may mistype. */
  pair: 10,
  /** For one account from networks it has never been signed in to from: many of them guess together. */
  account: 50,
  /** From one network for whatever accounts, none of which has been signed in to from there. A district is behind one address. */
  network: 200,
} as const;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
/** Wrong guesses are forgotten after so long without another. */
const FORGOTTEN_AFTER_MS = DAY_MS;
/** From where an account has been signed in to is known for so long: as long as the longest session lasts. */
export const KNOWN_FOR_MS = 90 * DAY_MS;

/** How long after the last of so many wrong guesses the next one is looked at: double each time, a quarter of an hour at most. */
export function waitAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 20));
}

/** Who guesses at what: an e-mail as it was typed, and the network that it comes from ('': not known). */
export interface Guess {
  readonly email: string;
  readonly network: string;
}

type Counted = keyof typeof FREE;

/** Hashes, so that nobody reads in the database who has tried which address. */
function namesOf({ email, network }: Guess): Readonly<Record<Counted, string>> {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const who = normalizeEmail(email);
  return {
    pair: hash(`guesses at ${who} from ${network}`),
    account: hash(`guesses at ${who}`),
    network: hash(`guesses from ${network}`),
  };
}

/**
 * [FD6] Counts a guess at a password before it is looked at, so that many at once are counted too. Wrong guesses are counted for the
 * account and the network together: whoever guesses from elsewhere makes nobody wait who signs in from where they have before.
 * @returns 0, and it is counted; or milliseconds to wait, and it is not
 */
export async function countGuess({ write }: Pick<Store, 'write'>, guess: Guess, now: Date): Promise<number> {
  const names = namesOf(guess);
  return write.transaction().execute(async (transaction) => {
    const kept = await lockedRows(transaction, Object.values(names), now);
    const counted = countsOf(guess, kept.get(names.pair), now);
    const waits = counted.map((each) => waitOf(kept.get(names[each]), FREE[each], now));
    const waitMs = Math.max(...waits);
    if (waitMs === 0) for (const each of counted) await countOne(transaction, kept.get(names[each]), now);
    // [FD14] Who is sent away leaves nothing behind, whatever addresses they name.
    else await takeAwayEmpty(transaction, Object.values(names));
    return waitMs;
  });
}

/** What a guess counts for: from where an account has been signed in to before, for itself alone. */
function countsOf({ network }: Guess, pair: SignInAttemptRow | undefined, now: Date): Counted[] {
  if (isKnown(pair, now)) return ['pair'];
  return network === '' ? ['pair', 'account'] : ['pair', 'account', 'network'];
}

function isKnown(row: SignInAttemptRow | undefined, now: Date): boolean {
  const knownAt = row?.known_at ?? null;
  return knownAt !== null && now.getTime() - Date.parse(knownAt) <= KNOWN_FOR_MS;
}

function waitOf(row: SignInAttemptRow | undefined, free: number, now: Date): number {
  if (row === undefined) return 0;
  const sinceMs = now.getTime() - Date.parse(row.since);
  return isForgotten(row, now) ? 0 : Math.max(0, waitAfter(row.failures, free) - sinceMs);
}

/** The rows under these names, made where there are none. In one order, so that two who lock the same rows end one after another. */
async function lockedRows(
  db: Kysely<Database>,
  names: readonly string[],
  now: Date,
): Promise<Map<string, SignInAttemptRow>> {
  const fresh = names
    .toSorted(compareText)
    .map((name) => ({ email_hash: name, failures: 0, since: now.toISOString() }));
  await db
    .insertInto('sign_in_attempts')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const query = db.selectFrom('sign_in_attempts').selectAll().where('email_hash', 'in', names).orderBy('email_hash');
  const rows = await (isPostgres(db) ? query.forUpdate() : query).execute();
  return new Map(rows.map((row) => [row.email_hash, row]));
}

async function takeAwayEmpty(db: Kysely<Database>, names: readonly string[]): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('email_hash', 'in', names)
    .where('failures', '=', 0)
    .where('known_at', 'is', null)
    .execute();
}

function isForgotten({ since }: SignInAttemptRow, now: Date): boolean {
  return now.getTime() - Date.parse(since) > FORGOTTEN_AFTER_MS;
}

async function countOne(db: Kysely<Database>, row: SignInAttemptRow | undefined, now: Date): Promise<void> {
  if (row === undefined) return;
  const failures = (isForgotten(row, now) ? 0 : row.failures) + 1;
  await set(db, row.email_hash, { failures, since: now.toISOString() });
}

async function set(db: Kysely<Database>, name: string, values: Partial<SignInAttemptRow>): Promise<void> {
  await db.updateTable('sign_in_attempts').set(values).where('email_hash', '=', name).execute();
}

/** The guess was right: it counts no more, and from there the account is known. */
export async function forgetGuesses(db: Kysely<Database>, guess: Guess, now: Date): Promise<void> {
  const names = namesOf(guess);
  const kept = await lockedRows(db, Object.values(names), now);
  const network = kept.get(names.network);
  if (!isKnown(kept.get(names.pair), now) && network !== undefined)
    await set(db, names.network, { failures: Math.max(0, network.failures - 1) });
  await set(db, names.pair, { failures: 0, since: now.toISOString(), known_at: now.toISOString() });
  await set(db, names.account, { failures: 0 });
}

/** Takes away counts that say nothing any more. */
export async function pruneGuesses(db: Kysely<Database>, now: Date): Promise<void> {
  const before = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  await db
    .deleteFrom('sign_in_attempts')
    .where('since', '<', before(FORGOTTEN_AFTER_MS))
    .where((where) => where.or([where('known_at', 'is', null), where('known_at', '<', before(KNOWN_FOR_MS))]))
    .execute();
}
