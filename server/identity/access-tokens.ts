import type { WirePerson } from '../../shared/protocol/people.ts';
import { appendAct } from '../audit/append-act.ts';
import type { Kysely } from 'kysely';
import type { Store } from '../storage/database.ts';
import type { Database } from '../storage/schema.ts';
import { acrossPrograms } from '../storage/program-scope.ts';
import { HttpError, notFound } from '../errors.ts';
import { holdOpenAccount, personOf } from './accounts.ts';
import { holdMembership } from './memberships.ts';
import { sessionOf } from './sessions.ts';

const TOKEN_BYTES = 32;
const ID_BYTES = 9;
const DAY_MS = 86_400_000;
/** Use is written down at most this often, in the log of acts as well. */
const TOUCH_AFTER_MS = 3_600_000;
/** Tokens of one person that are good at once, for all programs together: more are forgotten somewhere. */
const MOST_TOKENS = 100;
/** Tells a token of this kind from a session's, wherever somebody finds one. */
const PREFIX = 'sep_';

/** A token as its owner sees it afterwards: never the token itself. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  /** ISO moments. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

interface Owner {
  readonly account: string;
  readonly program: string;
}

/** Whose token, with the name that the log of acts gets. */
interface TokenOwner {
  readonly person: { readonly id: string; readonly name: string };
  readonly program: string;
}

interface TokenMaking {
  readonly store: Store;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * Makes a token by which one program may be read, and nothing written, as long as its owner may read it. Only its hash is
 * kept: the token is shown this once. Throws where the owner has been locked out, or the program closed to them, meanwhile.
 */
export async function makeAccessToken(
  { store, now, randomBytes }: TokenMaking,
  { person, program }: TokenOwner,
  { name, days }: { readonly name: string; readonly days: number },
): Promise<{ readonly token: string; readonly made: AccessToken }> {
  const token = PREFIX + Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
  const id = Buffer.from(randomBytes(ID_BYTES)).toString('base64url');
  const createdAt = now().toISOString();
  const expiresAt = new Date(now().getTime() + days * DAY_MS).toISOString();
  const row = {
    id,
    token_hash: sessionOf(token),
    account: person.id,
    program,
    name,
    created_at: createdAt,
    expires_at: expiresAt,
    last_used_at: null,
  };
  await store.write.transaction().execute(async (transaction) => {
    // [FD8] Held, so that what takes them away at the same moment finds this token as well.
    if (!(await holdOpenAccount(transaction, person.id))) throw new HttpError('not_signed_in', 'Sign in to go on.');
    if (!(await holdMembership(transaction, { program, account: person.id }))) throw notFound('such program');
    await refuseTooMany(transaction, person.id, createdAt);
    await transaction.insertInto('access_tokens').values(row).execute();
    const what = `Made reading token ${id}, good until ${expiresAt.slice(0, 10)}`;
    await appendAct(transaction, { program, at: createdAt, kind: 'token', person, door: 'app', what });
  });
  return { token, made: { id, name, createdAt, expiresAt, lastUsedAt: null } };
}

/** [FD15] Throws forbidden where the person has as many as one may have. */
async function refuseTooMany(db: Kysely<Database>, account: string, now: string): Promise<void> {
  const { good } = await acrossPrograms('tokens of one person, for whichever program', () =>
    db
      .selectFrom('access_tokens')
      .select(({ fn }) => fn.countAll<number>().as('good'))
      .where('account', '=', account)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow(),
  );
  if (good < MOST_TOKENS) return;
  throw new HttpError(
    'forbidden',
    `You have ${MOST_TOKENS} reading tokens, as many as one person may have. End those that nothing uses any more, under My account, and make this one then.`,
  );
}

/** The owner's tokens for a program, newest first. */
export async function listAccessTokens(store: Store, { account, program }: Owner): Promise<AccessToken[]> {
  const rows = await store.read
    .selectFrom('access_tokens')
    .selectAll()
    .where('account', '=', account)
    .where('program', '=', program)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ id, name, created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt }) => {
    return { id, name, createdAt, expiresAt, lastUsedAt };
  });
}

/** A token with the program that it reads. */
export interface OwnToken extends AccessToken {
  readonly program: string;
  readonly programName: string;
}

/** The tokens of an account for all programs, newest first. */
export async function listOwnTokens(store: Store, account: string): Promise<OwnToken[]> {
  const rows = await acrossPrograms('tokens of one person, for whichever program', () =>
    store.read
      .selectFrom('access_tokens')
      .innerJoin('programs', 'programs.id', 'access_tokens.program')
      .select(['access_tokens.id', 'access_tokens.name', 'created_at', 'expires_at', 'last_used_at', 'program'])
      .select('programs.name as program_name')
      .where('account', '=', account)
      .orderBy('created_at', 'desc')
      .orderBy('access_tokens.id')
      .execute(),
  );
  return rows.map(({ id, name, program, program_name: programName, ...at }) => {
    const moments = { createdAt: at.created_at, expiresAt: at.expires_at, lastUsedAt: at.last_used_at };
    return { id, name, program, programName, ...moments };
  });
}

/** Ends a token. @returns false where the owner has none of this id */
export async function revokeAccessToken(
  { store, now }: Pick<TokenMaking, 'store' | 'now'>,
  { person, program }: TokenOwner,
  id: string,
): Promise<boolean> {
  return store.write.transaction().execute(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('access_tokens')
      .where('id', '=', id)
      .where('account', '=', person.id)
      .where('program', '=', program)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    const what = `Ended reading token ${id}`;
    await appendAct(transaction, { program, at: now().toISOString(), kind: 'token', person, door: 'app', what });
    return true;
  });
}

/** Ends every token of an account, or only those for a program that is closed to it: opened again, it has none. */
export async function endAccessTokens(store: Pick<Store, 'write'>, account: string, program?: string): Promise<void> {
  const ofAccount = store.write.deleteFrom('access_tokens').where('account', '=', account);
  await (program === undefined ? ofAccount : ofAccount.where('program', '=', program)).execute();
}

/** Whose live token this is for the program, or undefined. A disabled account has none. */
export async function findTokenOwner(
  store: Store,
  { token, program }: { readonly token: string; readonly program: string },
  now: Date,
): Promise<WirePerson | undefined> {
  if (!token.startsWith(PREFIX)) return undefined;
  const hash = sessionOf(token);
  const found = await store.read
    .selectFrom('access_tokens')
    .innerJoin('accounts', 'accounts.id', 'access_tokens.account')
    .select([
      'accounts.id',
      'accounts.email',
      'accounts.name',
      'access_tokens.id as token_id',
      'access_tokens.expires_at',
      'access_tokens.last_used_at',
    ])
    .where('access_tokens.token_hash', '=', hash)
    .where('access_tokens.program', '=', program)
    .where('accounts.disabled', '=', 0)
    .executeTakeFirst();
  if (!found || Date.parse(found.expires_at) <= now.getTime()) return undefined;
  const last = found.last_used_at;
  if (last === null || now.getTime() - Date.parse(last) > TOUCH_AFTER_MS) {
    const at = now.toISOString();
    await store.write.transaction().execute(async (transaction) => {
      await transaction.updateTable('access_tokens').set({ last_used_at: at }).where('token_hash', '=', hash).execute();
      const person = { id: found.id, name: found.name };
      const what = `Read by token ${found.token_id}`;
      await appendAct(transaction, { program, at, kind: 'feed', person, door: 'token', what });
    });
  }
  return personOf(found);
}
