import type { Cells } from '../tables/cell.ts';
import { hasDuty } from './duties.ts';
import type { Denial, EditToJudge } from './edit-to-judge.ts';
import type { Membership } from './membership.ts';

/** Which column of a table names a person. */
const personIn: Readonly<Record<string, string>> = { assignments: 'person', people: 'id' };

/** Columns of People by which somebody is known to hold what is assigned to them. */
const identity = ['id', 'active'];

/**
 * [PPL5] Nobody assigns a role to themselves, prolongs one, or takes a place in People by which one would be theirs: rows
 * that name the person of the account are somebody else's to change. Administrators grant in any case.
 */
export function ownAssignment(membership: Membership, { table, changed, was, is }: EditToJudge): Denial | null {
  const { person } = membership;
  const column = personIn[table.name];
  if (person === undefined || column === undefined || hasDuty(membership, 'administer')) return null;
  const isOwn = (cells: Cells | null) => cells !== null && cells[column] === person;
  if (!isOwn(was) && !isOwn(is)) return null;
  const isHarmless = table.name === 'people' && was !== null && is !== null;
  if (isHarmless && !identity.some((name) => Object.hasOwn(changed, name))) return null;
  const message =
    table.name === 'people'
      ? `${person} is you, so somebody else in finance or an administrator changes whether you are in the plan.`
      : `${person} is you. What you are assigned to, and how long, is decided by somebody else in finance.`;
  return { column: null, message };
}
