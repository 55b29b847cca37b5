import type { Kysely } from 'kysely';
import { passwordProblem, type PasswordOwner } from '../../shared/access/password-rules.ts';
import type { Database } from '../storage/schema.ts';
import { endAccessTokens } from './access-tokens.ts';
import { isAdministrator } from './administrators.ts';
import { commonPasswords } from './common-passwords.ts';
import { endPasswordLink } from './password-links.ts';
import { acrossPrograms } from '../storage/program-scope.ts';

/** Why an account may not have this password, as a sentence for its owner; null: it may. */
export function whyNotPassword(password: string, owner: PasswordOwner): string | null {
  return passwordProblem(password, owner, commonPasswords);
}

/**
 * Gives an account its new password, as `hashPassword` keeps it. Whoever has come in under the account is out, by a token for
 * reading as well, and a link that was given before ends.
 *
 * @param stays session that goes on: the one in which the owner has asked for it
 */
export async function setPassword(
  db: Kysely<Database>,
  { account, kept, stays }: { readonly account: string; readonly kept: string; readonly stays?: string },
): Promise<void> {
  await db.updateTable('accounts').set({ password: kept }).where('id', '=', account).execute();
  await endEntries(db, account, stays);
}

/** Ends all by which somebody is in under an account, or could come in without its password. */
export async function endEntries(db: Kysely<Database>, account: string, stays?: string): Promise<void> {
  const sessions = db.deleteFrom('sessions').where('account', '=', account);
  await (stays === undefined ? sessions : sessions.where('token_hash', '!=', stays)).execute();
  await endAccessTokens({ write: db }, account);
  await endPasswordLink(db, account);
}

/** Ends the sessions of an account that has lost its last program, unless it administers the server. */
export async function endIfNothingIsLeft(db: Kysely<Database>, account: string): Promise<void> {
  const left = await acrossPrograms('whatever the account is a member of', () =>
    db.selectFrom('memberships').select('program').where('account', '=', account).executeTakeFirst(),
  );
  if (left !== undefined || (await isAdministrator(db, account))) return;
  await db.deleteFrom('sessions').where('account', '=', account).execute();
}
