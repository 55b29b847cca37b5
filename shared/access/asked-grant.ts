import type { Result } from '../result.ts';
import { regions as allRegions } from '../tables/lists.ts';
import type { Role, RowScopeGrant } from './membership.ts';
import type { PlanRole, PlanRoleGrant } from './plan-role.ts';
import { planRoleRights } from './plan-role-rights.ts';

/** What is to be granted to an account in a program, as somebody has put it together. */
export interface AskedGrant {
  /** Undefined: the one that the roles of the plan need. */
  readonly role: Role | undefined;
  readonly scope: RowScopeGrant | null;
  /** Roles of the plan that it is limited to; none: it is not. One that is always held while assigned may stand in either. */
  readonly always: readonly PlanRole[];
  readonly whileAssigned: readonly PlanRole[];
  /** Person ID of the owner; null: not said. */
  readonly person: string | null;
}

/** A grant that says some sense. */
export interface CheckedGrant {
  readonly role: Role;
  readonly scope: RowScopeGrant | null;
  readonly planRoles: Pick<PlanRoleGrant, 'always' | 'whileAssigned'> | null;
  readonly person: string | null;
}

/** What a grant comes to, or a sentence that says what is wrong with it. */
export function checkedGrant({ role, scope, person, ...asked }: AskedGrant): Result<CheckedGrant, string> {
  const always = asked.always.filter((name) => planRoleRights[name].isAssigned !== true);
  const assigned = asked.always.filter((name) => planRoleRights[name].isAssigned === true);
  const whileAssigned = [...new Set([...assigned, ...asked.whileAssigned])];
  const named = [...always, ...whileAssigned];
  const needed = named.length === 0 ? role : roleFor(named);
  const problem =
    planRoleProblem({ always, whileAssigned, person }) ??
    roleProblem(named, role, needed) ??
    scopeProblem(scope, needed);
  if (problem !== null) return { ok: false, problem };
  if (needed === undefined) return { ok: false, problem: 'Choose a role: viewer, editor, finance or admin.' };
  const limits = named.length === 0 ? null : { always, whileAssigned };
  return { ok: true, value: { role: needed, scope: isEmpty(scope) ? null : scope, planRoles: limits, person } };
}

function planRoleProblem({ always, whileAssigned, person }: Omit<AskedGrant, 'role' | 'scope'>): string | null {
  const twice = whileAssigned.find((name) => always.includes(name));
  if (twice !== undefined) return `${twice} is held either for good or while assigned.`;
  if (person !== null && !/^[A-Z0-9][A-Z0-9-]{0,15}$/.test(person))
    return `"${person}" is no Person ID: capital letters, digits and dashes, such as PM-07.`;
  if (whileAssigned.length > 0 && person === null)
    return `A Person ID is needed: ${whileAssigned.join(', ')} is held as Assignments says of a person.`;
  return null;
}

function roleProblem(named: readonly PlanRole[], asked: Role | undefined, needed: Role | undefined): string | null {
  if (named.length === 0 || asked === undefined || asked === needed) return null;
  return `${named.join(', ')} needs the role ${needed}.`;
}

function scopeProblem(scope: RowScopeGrant | null, role: Role | undefined): string | null {
  if (isEmpty(scope)) return null;
  if (role !== 'editor') return 'Only editors are limited to regions and projects.';
  const unknown = scope?.regions.find((region) => !allRegions.some((known) => known === region));
  return unknown === undefined ? null : `"${unknown}" is no region; there are ${allRegions.join(', ')}.`;
}

function isEmpty(scope: RowScopeGrant | null): boolean {
  return scope === null || scope.regions.length + scope.projects.length === 0;
}

/** The least role of an account under which all of these mean something: no more is granted than they need. */
function roleFor(named: readonly PlanRole[]): Role {
  const rising = ['viewer', 'editor', 'finance'] as const;
  const needed = Math.max(...named.map((name) => rising.findIndex((each) => each === planRoleRights[name].account)));
  return rising[needed] ?? 'finance';
}
