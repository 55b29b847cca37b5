import { roles } from '../tables/lists.ts';

/** A role in the office's chain of who answers for what, as the table Assignments names it. */
export type PlanRole = (typeof roles)[number];

/** What one assignment names: a row is in its reach when it belongs to all of it. Null: it does not say. */
export interface Reach {
  readonly project: string | null;
  readonly program: string | null;
  readonly region: string | null;
}

/** A role of the plan that somebody holds today. */
export interface HeldRole {
  readonly planRole: PlanRole;
  /** The rows it is held for: those in any of these. Null: every row. */
  readonly reach: readonly Reach[] | null;
}

/** The roles of the plan that an administrator has granted to an account in one program. */
export interface PlanRoleGrant {
  /** Held until the grant is changed, for every row. */
  readonly always: readonly PlanRole[];
  /** Held on the days, and for the rows, that the table Assignments says. */
  readonly whileAssigned: readonly PlanRole[];
  /** Person ID by which Assignments knows the owner of the account; null: not said. */
  readonly person: string | null;
}

/** A row of the table Assignments, as far as it says who holds what and when. Days are `YYYY-MM-DD`, both included. */
export interface Assignment extends Reach {
  readonly role: string | null;
  readonly person: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export function isPlanRole(name: string | null): name is PlanRole {
  return roles.some((role) => role === name);
}

/** "project 26.00001", "Business Systems in region North" */
export function reachWords({ project, program, region }: Reach): string {
  const parts = [
    ...(project === null ? [] : [`project ${project}`]),
    ...(program === null ? [] : [program]),
    ...(region === null ? [] : [`region ${region}`]),
  ];
  return parts.length === 0 ? 'the whole plan' : parts.join(' in ');
}
