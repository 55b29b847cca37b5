import type { Kysely } from 'kysely';
import { hasDuty } from '../../shared/access/duties.ts';
import { acrossPrograms } from '../storage/program-scope.ts';
import type { Database } from '../storage/schema.ts';
import { readsRollUps } from '../roll-ups/roll-up-members.ts';
import { isAdministrator } from './administrators.ts';
import { readMembership } from './memberships.ts';
import { identitiesOf } from './provider/identities.ts';

interface Giving {
  /** Account of who gives the link. */
  readonly giver: string;
  /** Account that it opens. */
  readonly account: string;
}

/**
 * [FD13] Whoever holds a link can take the account with all that it may do. So it is given by an administrator of the server, and by who
 * administers every program of an account that does not administer the server itself and is in no roll-up, whose members see what no
 * program’s administrator does. One that its owner signs in to with the provider is the server's: they would not miss a password that somebody else sets, and groups give it programs at any time.
 */
export async function mayGiveLink(db: Kysely<Database>, { giver, account }: Giving, now: Date): Promise<boolean> {
  if (await isAdministrator(db, giver)) return true;
  if (await isAdministrator(db, account)) return false;
  if ((await identitiesOf(db, account)).length > 0) return false;
  const who = await db.selectFrom('accounts').select('disabled').where('id', '=', giver).executeTakeFirst();
  if (who?.disabled !== 0) return false;
  if (await readsRollUps(db, account)) return false;
  const rows = await acrossPrograms('what the account could be used for', () =>
    db.selectFrom('memberships').select('program').where('account', '=', account).execute(),
  );
  for (const { program } of rows) {
    const own = await readMembership(db, { program, account: giver }, now);
    if (own === undefined || !hasDuty(own, 'administer')) return false;
  }
  return true;
}
