import type { Kysely } from 'kysely';
import type { PersonChangeRequest } from '../../shared/protocol/administration.ts';
import { appendAct } from '../audit/append-act.ts';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import { findAccount, holdAddresses, normalizeEmail } from '../identity/accounts.ts';
import { endAdministration, makeAdministrator, type ActedBy, type WaysIn } from '../identity/administrators.ts';
import { letIn, lockOut } from '../identity/lock-out.ts';
import { endPasswordLink } from '../identity/password-links.ts';
import type { AccountRow, Database } from '../storage/schema.ts';

const ofAccount = { program: null, kind: 'account' } as const;

type By = ActedBy & WaysIn;

/**
 * Changes an account, in a transaction, which is to be taken back where this says why not.
 * @returns why not, as a sentence; null: all of it is done
 */
export async function changeAccount(
  transaction: Kysely<Database>,
  account: AccountRow,
  { name, email, isDisabled, administers }: PersonChangeRequest,
  by: By,
): Promise<string | null> {
  const { at, person, door } = by;
  const acted = { at, person, door };
  if (name !== undefined && name !== account.name) await rename(transaction, account, name, acted);
  const problem = email === undefined ? null : await moveTo(transaction, account, normalizeEmail(email), by);
  if (problem !== null) return problem;
  if (isDisabled !== undefined && isDisabled !== (account.disabled !== 0)) {
    if (!isDisabled) await letIn(transaction, account, acted);
    else if (!(await lockOut(transaction, account, by))) return lastAdministrator(account.email);
  }
  return administers === undefined ? null : setAdministers(transaction, account.id, administers, by);
}

async function rename(
  transaction: Kysely<Database>,
  { id, name: before, email }: AccountRow,
  name: string,
  by: ActedBy,
): Promise<void> {
  await transaction.updateTable('accounts').set({ name }).where('id', '=', id).execute();
  await appendAct(transaction, { ...ofAccount, ...by, what: `Renamed ${email} from ${before} to ${name}` });
}

/** A link that was mailed to the old address ends with it. */
async function moveTo(
  transaction: Kysely<Database>,
  { id, email: before }: AccountRow,
  email: string,
  { demo, at, person, door }: By,
): Promise<string | null> {
  if (email === before) return null;
  // [FD7, ADM1] Nobody could sign in under it.
  if (!demo && isDemoAccount(email)) return `${email} belongs to the demo district. Choose another address.`;
  await holdAddresses(transaction);
  if (await findAccount(transaction, email)) return `There is an account for ${email} already.`;
  await transaction.updateTable('accounts').set({ email }).where('id', '=', id).execute();
  await endPasswordLink(transaction, id);
  const what = `Changed the e-mail address ${before} to ${email}`;
  await appendAct(transaction, { ...ofAccount, at, person, door, what });
  return null;
}

/** As the account is by now: what else was changed may have locked it out. */
async function setAdministers(
  transaction: Kysely<Database>,
  id: string,
  administers: boolean,
  by: By,
): Promise<string | null> {
  const { at, person, door } = by;
  const account = await transaction.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (!administers)
    return (await endAdministration(transaction, account, by)) ? null : lastAdministrator(account.email);
  if (account.disabled !== 0) return `${account.email} is disabled. Enable the account first.`;
  await makeAdministrator(transaction, account, { at, person, door });
  return null;
}

function lastAdministrator(email: string): string {
  return `${email} is the only administrator of the server who can sign in. Make somebody else one first.`;
}
