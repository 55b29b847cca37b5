import type { Kysely } from 'kysely';
import { grantOfGroups } from '../../../shared/access/group-grant.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import { compareText } from '../../../shared/sync/compare-text.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { appendAct } from '../../audit/append-act.ts';
import type { Database, GroupMembershipRow, MembershipRow } from '../../storage/schema.ts';
import { acrossPrograms } from '../../storage/program-scope.ts';
import { isAmong } from '../../storage/sql-dialect.ts';
import { endAccessTokens } from '../access-tokens.ts';
import { grant, revoke } from '../accounts.ts';
import { grantedColumns, type Granted } from '../granted.ts';
import { groupRoleIn, type GroupRole } from './group-roles.ts';

const FOLLOWED = 'the groups of a person open several programs';

interface Following {
  readonly person: WirePerson;
  /** Null: nobody knows, so everything stays as it is. */
  readonly groups: readonly string[] | null;
  readonly at: Date;
}

/**
 * [SGN4] Gives an account what its groups give, and takes away what they gave before and give no more, in a transaction. What was
 * granted or closed by hand stands: groups neither add to it nor take from it.
 */
export async function followGroups(transaction: Kysely<Database>, following: Following): Promise<void> {
  const { groups } = following;
  if (groups === null) return;
  await acrossPrograms(FOLLOWED, () => followAll(transaction, { ...following, groups }));
}

async function followAll(
  transaction: Kysely<Database>,
  { person, groups, at }: Following & { readonly groups: readonly string[] },
): Promise<void> {
  const roles = await rolesOf(transaction, groups);
  const of = { account: person.id };
  const [kept, memberships] = [await keptOf(transaction, of.account), await membershipsOf(transaction, of.account)];
  // In one order, so that two who sign in at once do not wait for each other for ever.
  const programs = [...new Set([...roles.keys(), ...kept.keys()])].sort(compareText);
  for (const program of programs) {
    const [state, held] = [kept.get(program), memberships.get(program)];
    const isByHand = state === 'closed' || (state === undefined && held !== undefined);
    if (isByHand) continue;
    await follow(transaction, { person, program, at, held, roles: roles.get(program) ?? [] });
  }
}

interface ProgramFollowing {
  readonly person: WirePerson;
  readonly program: string;
  readonly at: Date;
  readonly held: MembershipRow | undefined;
  readonly roles: readonly GroupRole[];
}

async function follow(db: Kysely<Database>, { person, program, at, held, roles }: ProgramFollowing): Promise<void> {
  const of = { program, account: person.id };
  const act = { program, at: at.toISOString(), person, door: 'server' } as const;
  const given = grantOfGroups(roles);
  if (given === null) {
    await revoke(db, of, at);
    await forget(db, of);
    await endAccessTokens({ write: db }, person.id, program);
    const what = `Closed the program to ${person.email}: no group opens it any more`;
    await appendAct(db, { ...act, kind: 'revoke', what });
    return;
  }
  const granted = grantedByGroups(given);
  const isSameAsBefore = held !== undefined && isSame(held, granted);
  if (!isSameAsBefore) await grant(db, { ...of, ...granted }, at);
  await keep(db, of, roles);
  if (isSameAsBefore) return;
  const by = roles.map(({ group, label }) => label ?? group).join(', ');
  await appendAct(db, { ...act, kind: 'grant', what: `Made ${person.email} ${granted.role} by the groups ${by}` });
}

function grantedByGroups({ role, scope, planRoles }: NonNullable<ReturnType<typeof grantOfGroups>>): Granted {
  return { role, scope, planRoles: planRoles === null ? null : { always: planRoles, whileAssigned: [] }, person: null };
}

function isSame(held: MembershipRow, granted: Granted): boolean {
  const { role, scope, plan_roles: planRoles } = grantedColumns(granted);
  return held.role === role && held.scope === scope && held.plan_roles === planRoles;
}

async function rolesOf(
  db: Kysely<Database>,
  groups: readonly string[],
): Promise<ReadonlyMap<string, readonly GroupRole[]>> {
  const rows = await db
    .selectFrom('group_roles')
    .innerJoin('programs', 'programs.id', 'group_roles.program')
    .selectAll('group_roles')
    .where(isAmong(db, 'group_name', groups))
    .orderBy('group_name')
    .execute();
  return grouped(rows.map(groupRoleIn), ({ program }) => program);
}

async function keptOf(db: Kysely<Database>, account: string): Promise<Map<string, GroupMembershipRow['state']>> {
  const rows = await db.selectFrom('group_memberships').selectAll().where('account', '=', account).execute();
  return new Map(rows.map(({ program, state }) => [program, state]));
}

async function membershipsOf(db: Kysely<Database>, account: string): Promise<Map<string, MembershipRow>> {
  const rows = await db.selectFrom('memberships').selectAll().where('account', '=', account).execute();
  return new Map(rows.map((row) => [row.program, row]));
}

interface Of {
  readonly program: string;
  readonly account: string;
}

async function keep(db: Kysely<Database>, of: Of, roles: readonly GroupRole[]): Promise<void> {
  const values = { state: 'given', group_names: JSON.stringify(roles.map(({ group }) => group)) } as const;
  await db
    .insertInto('group_memberships')
    .values({ ...of, ...values })
    .onConflict((conflict) => conflict.columns(['program', 'account']).doUpdateSet(values))
    .execute();
}

async function forget(db: Kysely<Database>, { program, account }: Of): Promise<void> {
  await db.deleteFrom('group_memberships').where('program', '=', program).where('account', '=', account).execute();
}

/**
 * Lets groups decide again on what was granted or closed by hand; from the next sign-in of the person on.
 * @returns false where nothing was
 */
export async function letGroupsDecide(transaction: Kysely<Database>, of: Of): Promise<boolean> {
  const [known, memberships] = await acrossPrograms(FOLLOWED, async () => [
    await keptOf(transaction, of.account),
    await membershipsOf(transaction, of.account),
  ]);
  const [kept, isMember] = [known.get(of.program), memberships.has(of.program)];
  if (kept === 'given' || (kept === undefined && !isMember)) return false;
  if (isMember) await keep(transaction, of, []);
  else await forget(transaction, of);
  return true;
}
