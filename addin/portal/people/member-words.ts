import type { Role } from '../../../shared/access/membership.ts';
import type { MembersReply } from '../../../shared/protocol/people.ts';
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
