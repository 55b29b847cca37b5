import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { LinkKind, OpenedLink } from '../../shared/protocol/password-links.ts';
import type { AccountRow, Database, PasswordLinkRow } from '../storage/schema.ts';
import { mayGiveLink } from './may-give-link.ts';

/** 192 random bits: nobody guesses one. */
const TOKEN_BYTES = 24;
const HOUR_MS = 3_600_000;
/** How long a link is good for. Who is invited may be on holiday; who has asked for a new password is waiting for it. */
const LIFE_MS: Readonly<Record<LinkKind, number>> = { invitation: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS };

/** Only this is kept: who reads the database, or a backup of it, cannot open a link that is found there. */
function hashOf(token: string): string {
  return createHash('sha256').update(`password link ${token}`).digest('hex');
}

/** Whoever has no password yet is invited; for others it is a new one. */
function kindFor({ password }: Pick<AccountRow, 'password'>): LinkKind {
  return password === '' ? 'invitation' : 'reset';
}

export interface LinkMaking {
  readonly at: Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Account of who gives it; '': the command line. */
  readonly giver: string;
}

export interface MadeLink {
  readonly kind: LinkKind;
  /** To be handed to the owner and kept nowhere. */
  readonly token: string;
  /** ISO moment. */
  readonly expiresAt: string;
}

/** Makes the one link of an account by which its owner sets a password, in place of any link that was given before. */
export async function makePasswordLink(
  db: Kysely<Database>,
  account: Pick<AccountRow, 'id' | 'password'>,
  { at, randomBytes, giver }: LinkMaking,
): Promise<MadeLink> {
  const kind = kindFor(account);
  const token = Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
  const expiresAt = new Date(at.getTime() + LIFE_MS[kind]).toISOString();
  const link = { token_hash: hashOf(token), made_at: at.toISOString(), expires_at: expiresAt, made_by: giver };
  await db
    .insertInto('password_links')
    .values({ account: account.id, ...link })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(link))
    .execute();
  return { kind, token, expiresAt };
}

/** [FD13] From now on the mailbox of the account's owner alone holds the link: what becomes of who gave it does not matter to it. */
export async function leaveLinkToMailbox(db: Kysely<Database>, { token }: Pick<MadeLink, 'token'>): Promise<void> {
  await db.updateTable('password_links').set({ made_by: '' }).where('token_hash', '=', hashOf(token)).execute();
}

/**
 * [FD13] Whether a link is good: until its time is over, and as long as its giver, who may hold it still, could give it for all that
 * the account may do by now.
 */
async function isGood(
  db: Kysely<Database>,
  { account, expires_at: expiresAt, made_by: giver }: Pick<PasswordLinkRow, 'account' | 'expires_at' | 'made_by'>,
  now: Date,
): Promise<boolean> {
  if (Date.parse(expiresAt) <= now.getTime()) return false;
  return giver === '' || mayGiveLink(db, { giver, account }, now);
}

/**
 * Whose link this is, as long as it is good; undefined where it was used, replaced, has run out, its giver could not give it any
 * more, or it never was.
 */
export async function findPasswordLink(
  db: Kysely<Database>,
  token: string,
  now: Date,
): Promise<(OpenedLink & { readonly account: AccountRow }) | undefined> {
  const found = await db
    .selectFrom('password_links')
    .innerJoin('accounts', 'accounts.id', 'password_links.account')
    .selectAll('accounts')
    .select(['expires_at', 'made_by'])
    .where('token_hash', '=', hashOf(token))
    .where('disabled', '=', 0)
    .executeTakeFirst();
  if (!found || !(await isGood(db, { ...found, account: found.id }, now))) return undefined;
  const { expires_at: expiresAt, made_by: _, ...account } = found;
  return { kind: kindFor(account), email: account.email, name: account.name, expiresAt, account };
}

/** Takes a link out of use. @returns false where somebody has used it first */
export async function takePasswordLink(db: Kysely<Database>, token: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('password_links')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Takes an account's link out of use that is good still, by which somebody has begun to sign in.
 * @param begunAt what was given later is another link
 * @returns false where there is none
 */
export async function takeLinkOf(
  db: Kysely<Database>,
  account: string,
  { begunAt, now }: { readonly begunAt: Date; readonly now: Date },
): Promise<boolean> {
  const found = await db.selectFrom('password_links').selectAll().where('account', '=', account).executeTakeFirst();
  if (!found || found.made_at > begunAt.toISOString() || !(await isGood(db, found, now))) return false;
  const taken = db.deleteFrom('password_links').where('token_hash', '=', found.token_hash);
  return (await taken.executeTakeFirst()).numDeletedRows > 0n;
}

/** Ends the link of an account: after a new password, or when it is no longer to be let in. */
export async function endPasswordLink(db: Kysely<Database>, account: string): Promise<void> {
  await db.deleteFrom('password_links').where('account', '=', account).execute();
}

/** Takes away links that have run out. */
export async function prunePasswordLinks(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('password_links').where('expires_at', '<', now.toISOString()).execute();
}
