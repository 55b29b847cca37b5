import { compareText } from '../sync/compare-text.ts';
import { roles as planRoles } from '../tables/lists.ts';
import type { Role, RowScopeGrant } from './membership.ts';
import type { PlanRole } from './plan-role.ts';

/** What one group or app role of the district's provider gives in a program. */
export interface GroupGrant {
  readonly group: string;
  readonly role: Role;
  /** Null: every row. */
  readonly scope: RowScopeGrant | null;
  /** The roles of the plan that it is limited to; null: it is not. */
  readonly planRoles: readonly PlanRole[] | null;
}

const rising: readonly Role[] = ['viewer', 'editor', 'finance', 'admin'];

/**
 * What several groups give together: the highest role counts, and of the groups that give this one the rows and the roles of
 * the plan are added up. Null: there is no group.
 */
export function grantOfGroups(grants: readonly GroupGrant[]): Omit<GroupGrant, 'group'> | null {
  const role = rising.findLast((each) => grants.some((grant) => grant.role === each));
  if (role === undefined) return null;
  const counted = grants.filter((grant) => grant.role === role);
  return { role, scope: scopeOfAll(counted), planRoles: planRolesOfAll(counted) };
}

function scopeOfAll(grants: readonly GroupGrant[]): RowScopeGrant | null {
  const scopes = grants.flatMap(({ scope }) => scope ?? []);
  if (scopes.length < grants.length) return null;
  return {
    regions: inOrder(scopes.flatMap(({ regions }) => regions)),
    projects: inOrder(scopes.flatMap(({ projects }) => projects)),
  };
}

function planRolesOfAll(grants: readonly GroupGrant[]): PlanRole[] | null {
  const limits = grants.flatMap((grant) => (grant.planRoles === null ? [] : [grant.planRoles]));
  if (limits.length < grants.length) return null;
  return planRoles.filter((name) => limits.some((limit) => limit.includes(name)));
}

function inOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}
