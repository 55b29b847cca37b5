import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { appendAct } from '../../audit/append-act.ts';
import type { Store } from '../../storage/database.ts';
import type { Database } from '../../storage/schema.ts';
import { isPostgres } from '../../storage/sql-dialect.ts';
import type { ProviderLogout } from './provider.ts';
import type { ProviderSession } from './provider-session.ts';

/** So long nothing that the provider gave before a sign-out opens a session: no access token of a provider lives longer. */
const KEPT_MS = 24 * 3_600_000;

interface LogoutDeps {
  readonly store: Pick<Store, 'write'>;
  readonly now: () => Date;
}

/**
 * [SGN6] Ends the sessions that were opened by a sign-in at the provider which has ended: those of its `sid`, and of the same person
 * those that are not known to be of another one; without a `sid` all of the person. What the provider has said once counts once.
 * @returns hashes of the tokens of the ended sessions
 */
export async function endByProvider({ store, now }: LogoutDeps, logout: ProviderLogout): Promise<string[]> {
  const at = now();
  return store.write.transaction().execute(async (transaction) => {
    await holdSignIns(transaction, logout);
    if (!(await keepLogout(transaction, logout, at))) return [];
    const ended = await endedSessions(transaction, logout);
    await recordEnds(transaction, ended, at);
    return ended.map(({ token_hash: hash }) => hash);
  });
}

/** @returns false where it is kept already: the token was brought before */
async function keepLogout(db: Kysely<Database>, { id, at, ...of }: ProviderLogout, now: Date): Promise<boolean> {
  await db.deleteFrom('provider_logouts').where('expires_at', '<', now.toISOString()).execute();
  const row = {
    token_hash: createHash('sha256').update(`${of.issuer} ${id}`).digest('hex'),
    issuer: of.issuer,
    subject: of.subject,
    session: of.session,
    at: at.toISOString(),
    expires_at: new Date(now.getTime() + KEPT_MS).toISOString(),
  };
  const kept = await db
    .insertInto('provider_logouts')
    .values(row)
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .executeTakeFirst();
  return kept.numInsertedOrUpdatedRows === 1n;
}

/**
 * [SGN6] Who signs in at this very moment either finds the sign-out, or is found by it: both hold the person and the sign-in at the
 * provider, by the names that it gives them, until they are done. On SQLite there is one writer anyway.
 */
export async function holdSignIns(
  transaction: Kysely<Database>,
  { issuer, subject, session }: ProviderSession,
): Promise<void> {
  if (!isPostgres(transaction)) return;
  const names = [subject === null ? [] : ['sub', issuer, subject], session === null ? [] : ['sid', issuer, session]];
  const locks = names.filter((name) => name.length > 0).map(lockOf);
  // In one order, so that two who hold both never wait for each other.
  for (const lock of locks.toSorted((one, other) => (one < other ? -1 : 1)))
    await sql`SELECT pg_advisory_xact_lock(${lock}::bigint)`.execute(transaction);
}

function lockOf(name: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(name)).digest().readBigInt64BE().toString();
}

async function endedSessions(
  db: Kysely<Database>,
  { issuer, subject, session }: ProviderSession,
): Promise<{ readonly token_hash: string; readonly account: string }[]> {
  return db
    .deleteFrom('sessions')
    .where('provider_issuer', '=', issuer)
    .where((where) => {
      if (session === null) return where('provider_subject', '=', subject);
      const same = where('provider_session', '=', session);
      const unnamed = where.and([where('provider_subject', '=', subject), where('provider_session', 'is', null)]);
      if (subject === null) return same;
      return where.or([where.and([same, where('provider_subject', '=', subject)]), unnamed]);
    })
    .returning(['token_hash', 'account'])
    .execute();
}

/** [AUD1] One act for each person: the provider has signed them out. */
async function recordEnds(
  db: Kysely<Database>,
  ended: readonly { readonly account: string }[],
  at: Date,
): Promise<void> {
  for (const account of new Set(ended.map((each) => each.account))) {
    const count = ended.filter((each) => each.account === account).length;
    const person = await db
      .selectFrom('accounts')
      .select(['id', 'name'])
      .where('id', '=', account)
      .executeTakeFirstOrThrow();
    const what = `Signed out by the district’s sign-in: ${count} ${count === 1 ? 'session' : 'sessions'}`;
    const act = { program: null, at: at.toISOString(), kind: 'signOut', door: 'app' } as const;
    await appendAct(db, { ...act, person, what });
  }
}

/**
 * [SGN6] Whether the provider has ended the sign-in that something it gave comes from: that sign-in by its name, or everything of
 * the person that is from before.
 */
export async function isEndedByProvider(
  db: Kysely<Database>,
  { issuer, subject, session }: ProviderSession,
  provenAt: Date,
): Promise<boolean> {
  const found = db
    .selectFrom('provider_logouts')
    .select('at')
    .where('issuer', '=', issuer)
    .where((where) => {
      const all = where.and([
        where('session', 'is', null),
        where('subject', '=', subject),
        where('at', '>=', provenAt.toISOString()),
      ]);
      return session === null ? all : where.or([all, where('session', '=', session)]);
    });
  return (await found.limit(1).executeTakeFirst()) !== undefined;
}
