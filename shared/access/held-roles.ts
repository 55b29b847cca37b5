import {
  isPlanRole,
  type Assignment,
  type HeldRole,
  type PlanRole,
  type PlanRoleGrant,
  type Reach,
} from './plan-role.ts';

/** True while an assignment holds, its first and last day included. */
export function holdsOn({ from, to }: Pick<Assignment, 'from' | 'to'>, day: string): boolean {
  return from !== null && from <= day && (to === null || to >= day);
}

function isForAll({ project, program, region }: Reach): boolean {
  return project === null && program === null && region === null;
}

/** The rows that assignments to one role name; null: one of them names none in particular, so it is for every row. */
function reachOf(assignments: readonly Assignment[]): readonly Reach[] | null {
  if (assignments.some(isForAll)) return null;
  return assignments.map(({ project, program, region }) => ({ project, program, region }));
}

/**
 * [PPL4] The roles of the plan that somebody holds on a day: those granted for good, and those that the person's assignments
 * of the day say. Assignments bring nothing that was not granted to be held by them.
 * @param assignments rows of the person, of any time
 * @param day in the program's time zone
 */
export function heldRoles(grant: PlanRoleGrant, assignments: readonly Assignment[], day: string): readonly HeldRole[] {
  const now = assignments.filter((each) => each.person === grant.person && holdsOn(each, day));
  const held: HeldRole[] = grant.always.map((planRole) => ({ planRole, reach: null }));
  for (const planRole of new Set<PlanRole>(grant.whileAssigned)) {
    const own = now.filter(({ role }) => isPlanRole(role) && role === planRole);
    if (own.length > 0) held.push({ planRole, reach: reachOf(own) });
  }
  return held;
}
