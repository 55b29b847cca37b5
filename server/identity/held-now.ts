import type { Kysely } from 'kysely';
import { heldRoles } from '../../shared/access/held-roles.ts';
import type { Membership } from '../../shared/access/membership.ts';
import type { Assignment, PlanRoleGrant } from '../../shared/access/plan-role.ts';
import { settingSpecs } from '../../shared/plan/program-settings.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { assignments } from '../../shared/tables/assignments.ts';
import { people } from '../../shared/tables/people.ts';
import { programSettings } from '../../shared/tables/program-settings.ts';
import { keyText } from '../../shared/tables/table.ts';
import type { Selection, Values } from '../storage/read-together.ts';
import { readTogether } from '../storage/read-together.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { dayOfMoment } from '../totals/plan-time.ts';
import type { Granted } from './granted.ts';

/** What the plan says of the owner of an account: what the person is assigned to, and whether they have left. */
export interface PersonInPlan {
  readonly assignments: readonly Assignment[];
  readonly hasLeft: boolean;
}

const assignmentColumns = ['project', 'program', 'region', 'role', 'person', 'from', 'to'] as const;

/** Assignments and People of one account, by the person that its membership names. Two selections. */
export function personSelections(program: string, account: string): readonly [Selection, Selection] {
  const ofProgram = { column: 'program', is: program } as const;
  const owner: Selection = {
    from: 'memberships',
    columns: ['person'],
    where: [ofProgram, { column: 'account', is: account }],
  };
  return [
    {
      from: planTable(assignments),
      columns: assignmentColumns.map(sqlColumn),
      where: [ofProgram, { column: 'person', of: owner }],
    },
    { from: planTable(people), columns: ['active'], where: [ofProgram, { column: 'id', of: owner }] },
  ];
}

/** The person of the rows that `personSelections` finds. */
export function personOfRows(assigned: readonly Values[], found: readonly Values[]): PersonInPlan {
  return {
    assignments: assigned.map(assignmentOf),
    hasLeft: found.some(([active]) => active === 0 || active === false),
  };
}

function assignmentOf(values: Values): Assignment {
  const [project = null, program = null, region = null, role = null, person = null, from = null, to = null] =
    values.map(textOf);
  return { project, program, region, role, person, from, to };
}

function textOf(cell: Cell): string | null {
  return typeof cell === 'string' ? cell : null;
}

/** [PPL4] What somebody may do on a day: by the grant, and by the assignments of the day. Who has left is assigned to nothing. */
export function membershipOn(
  { role, scope, planRoles, person }: Granted,
  { assignments: assigned, hasLeft }: PersonInPlan,
  day: string,
): Membership {
  const account: Membership = { role, scope, ...(person === null ? {} : { person }) };
  if (planRoles === null) return account;
  const grant: PlanRoleGrant = { ...planRoles, person };
  return { ...account, holds: heldRoles(grant, hasLeft ? [] : assigned, day) };
}

/** `membershipOn` today in the program's time zone. One more query where the roles are held by assignments. */
export async function membershipNow(
  db: Kysely<Database>,
  { program, account }: { readonly program: string; readonly account: string },
  granted: Granted,
  now: Date,
): Promise<Membership> {
  if (granted.planRoles === null || granted.planRoles.whileAssigned.length === 0)
    return membershipOn(granted, { assignments: [], hasLeft: false }, '');
  const [assigned = [], found = [], zones = []] = await readTogether(db, [
    ...personSelections(program, account),
    zoneSelection(program),
  ]);
  return membershipOn(granted, personOfRows(assigned, found), dayOfMoment(zones[0]?.[0] ?? null, now.toISOString()));
}

/** The setting that says whose day it is. */
export function zoneSelection(program: string): Selection {
  return {
    from: planTable(programSettings),
    columns: ['value'],
    where: [
      { column: 'program', is: program },
      { column: 'key_text', is: keyText([settingSpecs.timeZone.label]) },
    ],
  };
}
