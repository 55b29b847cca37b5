import type { Kysely } from 'kysely';
import type { RowScopeGrant } from '../../shared/access/membership.ts';
import type { InvitationReply, WireGivenLink } from '../../shared/protocol/password-links.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import type { AccountRow, Database, MembershipRow } from '../storage/schema.ts';
import { addAccount, findAccount, grant, holdAddresses } from './accounts.ts';
import { giveLink, type Giver, type LinkGiving } from './give-link.ts';
import { mayGiveLink } from './may-give-link.ts';

/** Who is to be let into a program, and as what. */
export interface Invitation {
  readonly program: string;
  readonly email: string;
  readonly name: string;
  readonly role: MembershipRow['role'];
  readonly scope: RowScopeGrant | null;
}

/**
 * Opens a program to somebody: makes the account where there is none and gives a link to set its first password. Who has an account
 * signs in as before. Throws invalid_request where the person is a member already, or locked out.
 */
export async function invite(deps: LinkGiving, invitation: Invitation, giver: Giver): Promise<InvitationReply> {
  const { program, role, scope } = invitation;
  const at = deps.now();
  const { account, isNew } = await deps.store.write.transaction().execute(async (write) => {
    await holdAddresses(write);
    await holdOpenProgram(write, program);
    const known = await findAccount(write, invitation.email);
    if (known) await assertMayEnter(write, known, program);
    const invited = known ?? (await addAccount(write, { ...invitation, password: '' }, at));
    const act = { at: at.toISOString(), ...giver };
    if (!known) await appendAct(write, { ...act, program: null, kind: 'account', what: `Invited ${invited.email}` });
    await grant(write, { program, account: invited.id, role, scope }, at);
    const limit = scope === null ? '' : ` for ${[...scope.regions, ...scope.projects].join(', ')}`;
    await appendAct(write, { ...act, program, kind: 'grant', what: `Made ${invited.email} ${role}${limit}` });
    return { account: invited, isNew: !known };
  });
  return { account: account.id, given: isNew ? await giveLink(deps, account, giver) : null };
}

async function assertMayEnter(
  db: Kysely<Database>,
  { id, email, disabled }: AccountRow,
  program: string,
): Promise<void> {
  if (disabled !== 0) throw invalidRequest('email', `The account ${email} is locked out. Enable it first.`);
  const membership = await db
    .selectFrom('memberships')
    .select('role')
    .where('program', '=', program)
    .where('account', '=', id)
    .executeTakeFirst();
  if (membership) throw invalidRequest('email', `${email} is a member of this program already, as ${membership.role}.`);
}

/**
 * Gives the owner of an account another link: for a first password, or for a new one. Throws forbidden for who may not.
 */
export async function giveNextLink(
  deps: LinkGiving & { readonly store: { readonly read: Kysely<Database> } },
  account: AccountRow,
  giver: Giver,
): Promise<WireGivenLink> {
  if (!(await mayGiveLink(deps.store.read, { giver: giver.person.id, account: account.id }, deps.now()))) {
    throw new HttpError(
      'forbidden',
      `${account.email} may do things that you do not administer, or signs in with your district. Ask an administrator of the server for the link.`,
    );
  }
  return giveLink(deps, account, giver);
}
