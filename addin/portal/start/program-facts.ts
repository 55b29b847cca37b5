import type { WireProgram } from '../../../shared/protocol/people.ts';

const roleWords: { readonly [R in WireProgram['role']]: string } = {
  viewer: 'you may look',
  editor: 'you edit',
  finance: 'you are finance',
  admin: 'you administer it',
};

/** "Cedar Basin Unified School District · fiscal year 2026-27 · revision 12 · you edit" */
export function programFacts({ district, fiscalYear, revision, role }: WireProgram): string {
  return `${district} · fiscal year ${fiscalYear} · revision ${revision} · ${roleWords[role]}`;
}
