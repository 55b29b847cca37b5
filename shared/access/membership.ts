import type { HeldRole } from './plan-role.ts';

/** Roles in rising order of rights. */
export type Role = 'viewer' | 'editor' | 'finance' | 'admin';

/** Regions and projects an editor may change. A row is in scope when its region or its project is named. */
export interface RowScopeGrant {
  readonly regions: readonly string[];
  readonly projects: readonly string[];
}

/** What a person may do in one program. Reading is for every member; a scope limits only what an editor may change. */
export interface Membership {
  readonly role: Role;
  /** Null: every row. Only editors have one. */
  readonly scope: RowScopeGrant | null;
  /**
   * [PPL4] The roles of the plan that the person holds now, where an administrator has limited the account to such: each
   * gives its part of what the role may do, and none gives more. Absent: all that the role may do.
   */
  readonly holds?: readonly HeldRole[] | undefined;
  /** Person ID by which the table Assignments knows the owner of the account; absent: not said. */
  readonly person?: string | undefined;
}

/** The rows a member is confined to; null: none in particular. Whoever answers for the whole program is not confined. */
export function scopeOf({ role, scope }: Pick<Membership, 'role' | 'scope'>): RowScopeGrant | null {
  return role === 'editor' ? scope : null;
}

/** True when where a row lies matters to what the member may change. */
export function isConfined(membership: Membership): boolean {
  return scopeOf(membership) !== null || (membership.holds ?? []).some(({ reach }) => reach !== null);
}
