import type { Kysely } from 'kysely';
import { appendAct } from '../audit/append-act.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { endAdministration, isAdministrator, type ActedBy, type WaysIn } from './administrators.ts';
import { keepLockOut } from './grants.ts';
import { endEntries } from './set-password.ts';

const ofAccount = { program: null, kind: 'account' } as const;

/**
 * Locks an account out at once, in a transaction: its sessions and tokens are over, it administers the server no more [ADM1],
 * and what it holds in programs is held again when it is let in.
 * @returns false, with nothing done, for the only one who administers the server
 */
export async function lockOut(
  transaction: Kysely<Database>,
  account: Pick<AccountRow, 'id' | 'email'>,
  by: ActedBy & WaysIn,
): Promise<boolean> {
  const administers = await isAdministrator(transaction, account.id);
  if (administers && !(await endAdministration(transaction, account, by))) return false;
  const { at, person, door } = by;
  await transaction.updateTable('accounts').set({ disabled: 1 }).where('id', '=', account.id).execute();
  await keepLockOut(transaction, account.id, 'out', new Date(at));
  await endEntries(transaction, account.id);
  await appendAct(transaction, { ...ofAccount, at, person, door, what: `Disabled the account ${account.email}` });
  return true;
}

/** Lets an account that was locked out sign in again, in a transaction. */
export async function letIn(
  transaction: Kysely<Database>,
  { id, email }: Pick<AccountRow, 'id' | 'email'>,
  by: ActedBy,
): Promise<void> {
  await transaction.updateTable('accounts').set({ disabled: 0 }).where('id', '=', id).execute();
  await keepLockOut(transaction, id, 'in', new Date(by.at));
  await appendAct(transaction, { ...ofAccount, ...by, what: `Enabled the account ${email}` });
}
