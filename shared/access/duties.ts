import { tableNamed } from '../tables/all-tables.ts';
import type { Table } from '../tables/table.ts';
import { duties, type Duty } from './duty.ts';
import { scopeOf, type Membership, type Role } from './membership.ts';
import type { HeldRole } from './plan-role.ts';
import { planRoleRights } from './plan-role-rights.ts';

/** Who somebody is in a program, as far as duties go. */
export type DutyHolder = Pick<Membership, 'role'> & Partial<Pick<Membership, 'scope' | 'holds'>>;

/** Roles that have any duty. */
export type WritingRole = Exclude<Role, 'viewer'>;

const roleNames: { readonly [R in WritingRole]: string } = {
  editor: 'a budget officer',
  finance: 'finance',
  admin: 'an administrator',
};

/** True when a role of the plan brings a duty: by what it decides, or by a table that it keeps whole. */
export function bringsDuty({ planRole }: Pick<HeldRole, 'planRole'>, duty: Duty): boolean {
  const { decides, tables } = planRoleRights[planRole];
  return (
    decides.includes(duty) ||
    tables.some(({ table, columns }) => columns === undefined && tableNamed(table).duty === duty)
  );
}

/** [PPL4] True for who has a duty, if only for some rows: by the role of the account, and a role of the plan where it is limited to such. */
export function hasDuty({ role, holds }: DutyHolder, duty: Duty): boolean {
  return duties[role].includes(duty) && (holds === undefined || holds.some((held) => bringsDuty(held, duty)));
}

/** [PPL4] True for who has a duty for the whole plan: for acts that lie in no row, and for what is let through on somebody's word. */
export function hasDutyEverywhere({ role, scope = null, holds }: DutyHolder, duty: Duty): boolean {
  const whole = holds?.filter(({ reach }) => reach === null);
  return scopeOf({ role, scope }) === null && hasDuty({ role, holds: whole }, duty);
}

/** [PPL4] True for who writes rows of a table for the whole plan, every column of them: pages offer to edit what a sync would take. */
export function keepsTable(holder: DutyHolder, { name, duty }: Pick<Table, 'name' | 'duty'>): boolean {
  const { role, scope = null, holds } = holder;
  const isKept = ({ planRole, reach }: HeldRole): boolean =>
    reach === null &&
    planRoleRights[planRole].tables.some(({ table, columns }) => table === name && columns === undefined);
  return (
    scopeOf({ role, scope }) === null && duties[role].includes(duty) && (holds === undefined || holds.some(isKept))
  );
}

/** True for who has any duty at all: everybody else only reads. */
export function mayWrite({ role, holds }: DutyHolder): boolean {
  return (
    duties[role].length > 0 &&
    (holds === undefined || holds.some(({ planRole }) => planRoleRights[planRole].tables.length > 0))
  );
}

/** The first role, in rising order of rights, that has this duty. */
export function leastRole(duty: Duty): WritingRole {
  const rising = ['editor', 'finance'] as const;
  return rising.find((role) => duties[role].includes(duty)) ?? 'admin';
}

/** Who has this duty, for a message. */
export function whoHas(duty: Duty): string {
  return roleNames[leastRole(duty)];
}
