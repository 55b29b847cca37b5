import type { Kysely } from 'kysely';
import { isPlanRole } from '../../../shared/access/plan-role.ts';
import type { GroupGrant } from '../../../shared/access/group-grant.ts';
import type { Database, GroupRoleRow } from '../../storage/schema.ts';
import { grantedColumns, grantedIn } from '../granted.ts';

/** What a group or app role of the provider gives in a program. */
export interface GroupRole extends GroupGrant {
  readonly program: string;
  /** What people call the group; null: nobody has said. */
  readonly label: string | null;
}

/** Lets a group give something in a program, in place of what it gave. It counts from the next sign-in of each person. */
export async function setGroupRole(
  db: Kysely<Database>,
  { program, group, label, ...grant }: GroupRole,
): Promise<void> {
  const { role, scope, plan_roles } = grantedColumns({
    role: grant.role,
    scope: grant.scope,
    planRoles: grant.planRoles === null ? null : { always: grant.planRoles, whileAssigned: [] },
    person: null,
  });
  const values = { role, scope, plan_roles, label };
  await db
    .insertInto('group_roles')
    .values({ program, group_name: group, ...values })
    .onConflict((conflict) => conflict.columns(['program', 'group_name']).doUpdateSet(values))
    .execute();
}

/** @returns false where the group gave nothing in the program */
export async function endGroupRole(db: Kysely<Database>, program: string, group: string): Promise<boolean> {
  const ended = db.deleteFrom('group_roles').where('program', '=', program).where('group_name', '=', group);
  return (await ended.executeTakeFirst()).numDeletedRows === 1n;
}

/** What groups give, by program and group. */
export async function groupRoles(db: Kysely<Database>): Promise<GroupRole[]> {
  const rows = await db.selectFrom('group_roles').selectAll().orderBy('program').orderBy('group_name').execute();
  return rows.map(groupRoleIn);
}

export function groupRoleIn(row: GroupRoleRow): GroupRole {
  const { role, scope, planRoles } = grantedIn({ ...row, person: null });
  const { program, group_name: group, label } = row;
  return {
    program,
    group,
    label,
    role,
    scope,
    planRoles: planRoles === null ? null : planRoles.always.filter(isPlanRole),
  };
}
