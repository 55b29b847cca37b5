import type { AdministeredPerson, HeldMembership } from '../../../shared/protocol/administration.ts';

const roleNames: { readonly [R in HeldMembership['role']]: string } = {
  admin: 'Administrator',
  finance: 'Finance',
  editor: 'Editor',
  viewer: 'Viewer',
};

/** "Editor for North · Procurement, Project Manager while assigned · is PM-07" */
export function membershipWords({ role, scope, planRoles, whileAssigned, person }: HeldMembership): string {
  const places = scope === null ? [] : [...scope.regions, ...scope.projects];
  const limits = [...planRoles, ...whileAssigned.map((name) => `${name} while assigned`)];
  return [
    places.length === 0 ? roleNames[role] : `${roleNames[role]} for ${places.join(', ')}`,
    ...(limits.length === 0 ? [] : [limits.join(', ')]),
    ...(person === null ? [] : [`is ${person}`]),
  ].join(' · ');
}

/** Whether somebody may sign in, and what is special about them. */
export function stateWords({ isDisabled, isInvited, administers }: AdministeredPerson): string {
  if (isDisabled) return 'Disabled';
  if (administers) return 'Administrator';
  return isInvited ? 'Has no password yet' : 'Can sign in';
}

/** "4.2 GB"; sizes are told to one digit. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return `${size.toLocaleString('en-US', { maximumFractionDigits: power === 0 ? 0 : 1 })} ${units[power]}`;
}
