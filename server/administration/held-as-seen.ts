import type { Kysely } from 'kysely';
import type { SeenGrant } from '../../shared/protocol/administration.ts';
import type { SeenGroupRole } from '../../shared/protocol/sign-in-administration.ts';
import { HttpError } from '../errors.ts';
import { grantedIn, type Granted } from '../identity/granted.ts';
import { groupRoles, type GroupRole } from '../identity/provider/group-roles.ts';
import { inProgram } from '../storage/program-scope.ts';
import { lockProgram } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import { grantWords, type MemberPlace } from './change-membership.ts';

/**
 * Throws changed_meanwhile where an account holds something else in a program than whoever changes it has looked at: of two
 * administrators at one person the second would take back in silence what the first has given. Holds the program until the
 * transaction ends.
 */
export async function assertHeldAsSeen(
  transaction: Kysely<Database>,
  { program, account: { id, email } }: MemberPlace,
  seen: SeenGrant | null,
): Promise<void> {
  const held = await inProgram(program, async () => {
    await lockProgram(transaction, program);
    const row = await transaction
      .selectFrom('memberships')
      .select(['role', 'scope', 'plan_roles', 'person'])
      .where('program', '=', program)
      .where('account', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : grantedIn(row);
  });
  if (isSame(held === null ? null : grantOnWire(held), seen)) return;
  const now =
    held === null ? `${program} is closed to ${email} by now` : `${email} is ${grantWords(held)} in ${program} by now`;
  throw changedMeanwhile(now);
}

/** The same of what a group of the provider gives in a program. */
export async function assertGivenAsSeen(
  transaction: Kysely<Database>,
  { program, group }: Pick<GroupRole, 'program' | 'group'>,
  seen: SeenGroupRole | null,
): Promise<void> {
  await inProgram(program, () => lockProgram(transaction, program));
  const given = (await groupRoles(transaction)).find((each) => each.program === program && each.group === group);
  if (isSame(given === undefined ? null : groupOnWire(given), seen)) return;
  const now = given === undefined ? 'gives nothing' : `makes its people ${grantWords(limitsOf(given))}`;
  throw changedMeanwhile(`${given?.label ?? group} ${now} in ${program} by now`);
}

function changedMeanwhile(now: string): HttpError {
  return new HttpError(
    'changed_meanwhile',
    `Somebody has changed this since you looked: ${now}. Nothing of yours was saved. Look at it again, then decide.`,
  );
}

function grantOnWire({ role, scope, planRoles, person }: Granted): SeenGrant {
  const { always, whileAssigned } = planRoles ?? { always: [], whileAssigned: [] };
  return { role, scope: scopeOnWire(scope), planRoles: [...always], whileAssigned: [...whileAssigned], person };
}

function groupOnWire({ label, role, scope, planRoles }: GroupRole): SeenGroupRole {
  return { label, role, scope: scopeOnWire(scope), planRoles: [...(planRoles ?? [])] };
}

function scopeOnWire(scope: Granted['scope']): SeenGrant['scope'] {
  return scope && { regions: [...scope.regions], projects: [...scope.projects] };
}

function limitsOf({ role, scope, planRoles }: GroupRole): Granted {
  return {
    role,
    scope,
    planRoles: planRoles === null ? null : { always: [...planRoles], whileAssigned: [] },
    person: null,
  };
}

/** Both are of one schema, and so in one order. */
function isSame(now: object | null, seen: object | null): boolean {
  return JSON.stringify(now) === JSON.stringify(seen);
}
