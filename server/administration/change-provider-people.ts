import type { Kysely } from 'kysely';
import { appendAct } from '../audit/append-act.ts';
import type { ActedBy } from '../identity/administrators.ts';
import { endEntries } from '../identity/set-password.ts';
import { connectIdentity, disconnectIdentities } from '../identity/provider/identities.ts';
import { letGroupsDecide } from '../identity/provider/follow-groups.ts';
import { endGroupRole, setGroupRole, type GroupRole } from '../identity/provider/group-roles.ts';
import type { AccountRow, Database, IdentityRow } from '../storage/schema.ts';
import { grantWords, type MemberPlace } from './change-membership.ts';

type Account = Pick<AccountRow, 'id' | 'email'>;

/** [SGN1] Connects somebody who waits with an account, in a transaction: from now on they sign in to it. */
export async function connectWaiting(
  transaction: Kysely<Database>,
  { issuer, subject, name, email }: Pick<IdentityRow, 'issuer' | 'subject' | 'name' | 'email'>,
  account: Account,
  by: ActedBy,
): Promise<void> {
  await connectIdentity(transaction, { issuer, subject }, account.id);
  const who = email === null ? name : `${name}, ${email}`;
  const what = `Connected ${account.email} with ${who} at ${new URL(issuer).hostname}`;
  await appendAct(transaction, { ...by, program: null, kind: 'account', what });
}

/**
 * Takes the sign-in at the provider from an account, in a transaction, and ends its sessions: whoever used it waits again.
 * @returns false, with nothing done, where it had none
 */
export async function disconnect(transaction: Kysely<Database>, account: Account, by: ActedBy): Promise<boolean> {
  if ((await disconnectIdentities(transaction, account.id)) === 0) return false;
  await endEntries(transaction, account.id);
  const what = `Took the sign-in at the provider from ${account.email}`;
  await appendAct(transaction, { ...by, program: null, kind: 'account', what });
  return true;
}

/** [SGN4] Lets a group give something in a program, in a transaction. */
export async function mapGroup(transaction: Kysely<Database>, role: GroupRole, by: ActedBy): Promise<void> {
  await setGroupRole(transaction, role);
  const planRoles = role.planRoles === null ? null : { always: role.planRoles, whileAssigned: [] };
  const what = `The group ${nameOf(role)} makes its people ${grantWords({ ...role, planRoles, person: null })}`;
  await appendAct(transaction, { ...by, program: role.program, kind: 'grant', what });
}

/** [SGN4] Lets a group give nothing in a program any more, in a transaction. @returns false where it gave nothing */
export async function unmapGroup(
  transaction: Kysely<Database>,
  { program, group }: Pick<GroupRole, 'program' | 'group'>,
  by: ActedBy,
): Promise<boolean> {
  if (!(await endGroupRole(transaction, program, group))) return false;
  await appendAct(transaction, { ...by, program, kind: 'revoke', what: `The group ${group} gives nothing any more` });
  return true;
}

/** [SGN4] Lets groups decide on what was granted or closed by hand, in a transaction. @returns false where nothing was */
export async function leaveToGroups(
  transaction: Kysely<Database>,
  { program, account }: MemberPlace,
  by: ActedBy,
): Promise<boolean> {
  if (!(await letGroupsDecide(transaction, { program, account: account.id }))) return false;
  const what = `Left to the groups of the provider what ${account.email} may do`;
  await appendAct(transaction, { ...by, program, kind: 'grant', what });
  return true;
}

function nameOf({ group, label }: Pick<GroupRole, 'group' | 'label'>): string {
  return label === null ? group : `${label} (${group})`;
}
