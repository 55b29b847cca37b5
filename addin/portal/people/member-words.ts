import type { Role } from '../../../shared/access/membership.ts';
import type { MembersReply } from '../../../shared/protocol/people.ts';
import { reachWords } from '../../../shared/access/plan-role.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';

/** What the roles may do, in the words of the office; `shared/access/duties.ts` decides. */
export const roleMay: { readonly [R in Role]: string } = {
  viewer: 'Looks at everything, changes nothing',
  editor: 'Edits rows, drafts changes, keeps commitments, ledger, forecast and schedule',
  finance: 'All that editors do; approves changes, records what the Board has decided, closes months, publishes',
  admin: 'All that finance does; administers people and settings',
};

/** The rows that a member may change: "Everywhere", "Region North; 26.00001 · Cabling", or "Nowhere". */
export function scopeWords(
  { role, scope }: Pick<MembersReply['members'][number], 'role' | 'scope'>,
  names: CodeNames,
): string {
  if (role === 'viewer') return 'Nowhere';
  if (scope === null) return 'Everywhere';
  const places = [
    ...scope.regions.map((region) => `Region ${region}`),
    ...scope.projects.map((project) => withName(names, 'projects', project)),
  ];
  return places.length === 0 ? 'Nowhere' : places.join('; ');
}

type Member = MembersReply['members'][number];
type PlanRoleOfMember = NonNullable<Member['planRoles']>[number];

/** What the roles of the plan may do, in the words of the office; `shared/access/plan-role-rights.ts` decides. */
const planRoleMay: { readonly [R in PlanRoleOfMember['planRole']]: string } = {
  'Board of Education': 'looks at everything',
  'Bond Oversight Committee': 'looks at everything',
  CIO: 'decides on budget changes',
  'Program Manager': 'edits the plan, drafts changes',
  'Budget/Finance Officer': 'keeps money and months, decides on changes',
  'Project Manager': 'edits own projects, drafts changes',
  'Field Coordinator': 'sets status and actual dates',
  'E-Rate Coordinator': 'keeps funding requests and their dates',
  Procurement: 'keeps commitments',
  'Site Administrator': 'looks at everything, asks and answers',
  'Internal Audit': 'looks at everything and its history',
};

/** What somebody may do: by the role of the account, or by the roles of the plan that limit it. */
export function mayWords({ role, planRoles = null }: Pick<Member, 'role' | 'planRoles'>): string {
  if (planRoles === null) return roleMay[role];
  const words = planRoles.map(({ planRole }) => planRoleMay[planRole]).join('; ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The roles of the plan of a member on the day: "CIO; Project Manager of project 26.00001 since 2026-07-01". */
export function planRolesWords(planRoles: readonly PlanRoleOfMember[]): string {
  return planRoles.map(planRoleWords).join('; ');
}

function planRoleWords({ planRole, isAssigned, holds, from }: PlanRoleOfMember): string {
  if (!isAssigned) return planRole;
  if (holds === null) return `${planRole}, not assigned on the day`;
  const rows = holds.reach === null ? 'the whole plan' : holds.reach.map(reachWords).join(' and ');
  return `${planRole} of ${rows}${from === null ? '' : ` since ${from}`}`;
}
