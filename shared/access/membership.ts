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
}

/** The rows a member is confined to; null: none in particular. Whoever answers for the whole program is not confined. */
export function scopeOf({ role, scope }: Membership): RowScopeGrant | null {
  return role === 'editor' ? scope : null;
}
