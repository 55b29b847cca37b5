import type { Kysely } from 'kysely';
import type { CheckedGrant } from '../../shared/access/asked-grant.ts';
import { appendAct } from '../audit/append-act.ts';
import { endAccessTokens } from '../identity/access-tokens.ts';
import { grant, revoke } from '../identity/accounts.ts';
import { endIfNothingIsLeft } from '../identity/set-password.ts';
import type { ActedBy } from '../identity/administrators.ts';
import { inProgram } from '../storage/program-scope.ts';
import { lockProgram } from '../storage/programs.ts';
import type { AccountRow, Database } from '../storage/schema.ts';

/** A program and who is, or is to be, a member of it. */
export interface MemberPlace {
  readonly program: string;
  readonly account: Pick<AccountRow, 'id' | 'email'>;
}

/**
 * Opens a program to an account, or changes what it may do there, in a transaction.
 * @returns why not, as a sentence; null: it is done
 */
export function grantMembership(
  transaction: Kysely<Database>,
  place: MemberPlace,
  granted: CheckedGrant,
  by: ActedBy,
): Promise<string | null> {
  return inProgram(place.program, () => grantIn(transaction, place, granted, by));
}

async function grantIn(
  transaction: Kysely<Database>,
  { program, account: { id, email } }: MemberPlace,
  granted: CheckedGrant,
  by: ActedBy,
): Promise<string | null> {
  await lockProgram(transaction, program);
  const other = await otherAccountOf(transaction, { program, account: id, person: granted.person });
  if (other !== undefined) return `${granted.person} is ${other} already. One person has one account in a program.`;
  await grant(transaction, { program, account: id, ...granted }, new Date(by.at));
  await appendAct(transaction, { ...by, program, kind: 'grant', what: `Made ${email} ${grantWords(granted)}` });
  return null;
}

/** Closes a program to an account, in a transaction; its history stays. @returns false where it was no member */
export async function endMembership(
  transaction: Kysely<Database>,
  { program, account: { id, email } }: MemberPlace,
  by: ActedBy,
): Promise<boolean> {
  const membership = await transaction
    .selectFrom('memberships')
    .select('role')
    .where('program', '=', program)
    .where('account', '=', id)
    .executeTakeFirst();
  if (!membership) return false;
  await revoke(transaction, { program, account: id }, new Date(by.at));
  await endAccessTokens({ write: transaction }, id, program);
  await endIfNothingIsLeft(transaction, id);
  await appendAct(transaction, { ...by, program, kind: 'revoke', what: `Closed the program to ${email}` });
  return true;
}

/** "editor for North, as Procurement, Project Manager while assigned, who is PM-07" */
export function grantWords({ role, scope, planRoles, person }: CheckedGrant): string {
  const limit = scope === null ? '' : ` for ${[...scope.regions, ...scope.projects].join(', ')}`;
  const as = planRoles === null ? '' : `, as ${planRoleWords(planRoles).join(', ')}`;
  const who = person === null ? '' : `, who is ${person}`;
  return `${role}${limit}${as}${who}`;
}

/** "CIO", "Project Manager while assigned" */
export function planRoleWords({ always, whileAssigned }: NonNullable<CheckedGrant['planRoles']>): string[] {
  return [...always, ...whileAssigned.map((name) => `${name} while assigned`)];
}

/** Two accounts of one person would be two people to whoever decides on what the other has asked for. */
async function otherAccountOf(
  db: Kysely<Database>,
  { program, account, person }: { readonly program: string; readonly account: string; readonly person: string | null },
): Promise<string | undefined> {
  if (person === null) return undefined;
  const other = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account')
    .select('email')
    .where('program', '=', program)
    .where('person', '=', person)
    .where('account', '!=', account)
    .executeTakeFirst();
  return other?.email;
}
