import type { Kysely } from 'kysely';
import type { ListedRollUps, RollUpRole } from '../../shared/protocol/roll-up-list.ts';
import type { RollUpMembers } from '../../shared/protocol/roll-ups.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { normalizeEmail } from '../identity/accounts.ts';
import type { ActedBy } from '../identity/administrators.ts';
import type { Database } from '../storage/schema.ts';
import { actOfRollUp } from './act-of-roll-up.ts';
import { lockRollUp } from './roll-ups.ts';

/** What an account is in a roll-up; undefined when it is no member, or there is no such roll-up. */
export async function readRollUpRole(
  db: Kysely<Database>,
  rollUp: string,
  account: string,
): Promise<RollUpRole | undefined> {
  const row = await db
    .selectFrom('roll_up_members')
    .select('role')
    .where('roll_up', '=', rollUp)
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.role;
}

/** Whether an account is a member of any roll-up. */
export async function readsRollUps(db: Kysely<Database>, account: string): Promise<boolean> {
  const query = db.selectFrom('roll_up_members').select('roll_up').where('account', '=', account);
  return (await query.executeTakeFirst()) !== undefined;
}

/** The roll-ups that an account is a member of, by name. */
export async function listRollUps(db: Kysely<Database>, account: string): Promise<ListedRollUps['rollUps']> {
  return db
    .selectFrom('roll_up_members')
    .innerJoin('roll_ups', 'roll_ups.id', 'roll_up_members.roll_up')
    .select(['roll_ups.id', 'roll_ups.name', 'roll_up_members.role'])
    .where('roll_up_members.account', '=', account)
    .orderBy('roll_ups.name')
    .orderBy('roll_ups.id')
    .execute();
}

export async function listRollUpMembers(db: Kysely<Database>, rollUp: string): Promise<RollUpMembers['members']> {
  return db
    .selectFrom('roll_up_members')
    .innerJoin('accounts', 'accounts.id', 'roll_up_members.account')
    .select(['accounts.id as account', 'accounts.name', 'accounts.email', 'roll_up_members.role'])
    .where('roll_up_members.roll_up', '=', rollUp)
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute();
}

/** Makes somebody who can sign in here a member, or gives them another role, in a transaction. */
export async function setRollUpMember(
  transaction: Kysely<Database>,
  rollUp: string,
  { email, role }: { readonly email: string; readonly role: RollUpRole },
  by: ActedBy,
): Promise<void> {
  await lockRollUp(transaction, rollUp);
  const account = await transaction
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where('email', '=', normalizeEmail(email))
    .where('disabled', '=', 0)
    .executeTakeFirst();
  if (!account) {
    throw invalidRequest('email', 'Nobody signs in here with this address. Ask an administrator to invite them first.');
  }
  const before = await readRollUpRole(transaction, rollUp, account.id);
  if (before === role) return;
  if (before === 'manager') await assertOtherManager(transaction, rollUp, account.id);
  await transaction
    .insertInto('roll_up_members')
    .values({ roll_up: rollUp, account: account.id, role })
    .onConflict((conflict) => conflict.columns(['roll_up', 'account']).doUpdateSet({ role }))
    .execute();
  await actOfRollUp(transaction, rollUp, by, `Made ${account.email} a ${role}`);
}

/** Ends a membership, in a transaction. The last manager stays. */
export async function endRollUpMember(
  transaction: Kysely<Database>,
  rollUp: string,
  account: string,
  by: ActedBy,
): Promise<void> {
  await lockRollUp(transaction, rollUp);
  const found = (await listRollUpMembers(transaction, rollUp)).find((each) => each.account === account);
  if (!found) throw notFound('such member');
  if (found.role === 'manager') await assertOtherManager(transaction, rollUp, account);
  await transaction
    .deleteFrom('roll_up_members')
    .where('roll_up', '=', rollUp)
    .where('account', '=', account)
    .execute();
  await actOfRollUp(transaction, rollUp, by, `${found.email} is no member any more`);
}

async function assertOtherManager(db: Kysely<Database>, rollUp: string, account: string): Promise<void> {
  const other = await db
    .selectFrom('roll_up_members')
    .innerJoin('accounts', 'accounts.id', 'roll_up_members.account')
    .select('account')
    .where('roll_up', '=', rollUp)
    .where('role', '=', 'manager')
    .where('account', '!=', account)
    .where('disabled', '=', 0)
    .executeTakeFirst();
  if (!other) throw new HttpError('forbidden', 'This is the only manager. Make somebody else a manager first.');
}
