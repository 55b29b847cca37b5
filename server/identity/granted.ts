import { z } from 'zod';
import type { Membership } from '../../shared/access/membership.ts';
import type { HeldRole, PlanRoleGrant } from '../../shared/access/plan-role.ts';
import { planRole, role, rowScope, type WireHeldRole } from '../../shared/protocol/people.ts';
import type { MembershipRow } from '../storage/schema.ts';

/** What an administrator has granted to an account in one program, whatever the plan says of the day. */
export interface Granted extends Pick<Membership, 'role' | 'scope'> {
  /** The roles of the plan it is limited to; null: it is not. */
  readonly planRoles: Pick<PlanRoleGrant, 'always' | 'whileAssigned'> | null;
  /** Person ID of the owner; null: not said. */
  readonly person: string | null;
}

const grantedRow = z.object({
  role,
  scope: z.string().nullable(),
  plan_roles: z.string().nullable(),
  person: z.string().nullable(),
});

const grantedPlanRoles = z.object({ always: z.array(planRole), whileAssigned: z.array(planRole) });

/** The grant of a database row. Throws when somebody has put something else there. */
export function grantedIn(row: { readonly [C in keyof z.infer<typeof grantedRow>]: unknown }): Granted {
  const { role: found, scope, plan_roles: roles, person } = grantedRow.parse(row);
  return {
    role: found,
    scope: scope === null ? null : rowScope.parse(JSON.parse(scope)),
    planRoles: roles === null ? null : grantedPlanRoles.parse(JSON.parse(roles)),
    person,
  };
}

/** A grant as it stands in the database. */
export function grantedColumns({
  role: given,
  scope,
  planRoles,
  person,
}: Granted): Omit<MembershipRow, 'program' | 'account'> {
  return {
    role: given,
    scope: scope === null ? null : JSON.stringify(scope),
    plan_roles: planRoles === null ? null : JSON.stringify(planRoles),
    person,
  };
}

export function heldOnWire({ planRole: name, reach }: HeldRole): WireHeldRole {
  return { planRole: name, reach: reach === null ? null : reach.map((named) => ({ ...named })) };
}
