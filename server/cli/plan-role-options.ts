import { checkedGrant, type CheckedGrant } from '../../shared/access/asked-grant.ts';
import type { Role } from '../../shared/access/membership.ts';
import { isPlanRole, type PlanRole } from '../../shared/access/plan-role.ts';
import { roles } from '../../shared/tables/lists.ts';
import { role as roleSchema } from '../../shared/protocol/people.ts';
import { CommandError, type CommandCall, type OptionSpec } from './command.ts';
import { listOf } from './list-of.ts';

/** How a grant says what somebody may do, besides the rows an editor is limited to. */
export const planRoleOptions: Readonly<Record<string, OptionSpec>> = {
  role: {
    type: 'string',
    value: 'ROLE',
    help: 'viewer, editor, finance or admin (needed, unless roles of the plan say it).',
  },
  'plan-roles': {
    type: 'string',
    value: '"A,B"',
    help: 'Limit to these roles of the plan, such as "Procurement"; docs/roles.md says what each may do.',
  },
  'while-assigned': {
    type: 'string',
    value: '"A,B"',
    help: 'Roles of the plan held only for the rows and on the days that the table Assignments says.',
  },
  person: {
    type: 'string',
    value: 'ID',
    help: 'Person ID in the plan of the account’s owner, as Assignments names them.',
  },
};

/** What the options grant. Throws CommandError where they say no sense. */
export function grantOf(call: CommandCall): CheckedGrant {
  const scope = { regions: listOf(call.text('regions')), projects: listOf(call.text('projects')) };
  const checked = checkedGrant({
    role: typedRole(call),
    scope,
    always: planRolesIn(call, 'plan-roles'),
    whileAssigned: planRolesIn(call, 'while-assigned'),
    person: call.text('person') ?? null,
  });
  if (!checked.ok) throw new CommandError(checked.problem);
  return checked.value;
}

function planRolesIn(call: CommandCall, option: string): PlanRole[] {
  return listOf(call.text(option)).map((name) => {
    if (!isPlanRole(name)) throw new CommandError(`"${name}" is no role of the plan; there are ${roles.join(', ')}.`);
    return name;
  });
}

function typedRole(call: CommandCall): Role | undefined {
  const text = call.text('role');
  const parsed = roleSchema.safeParse(text);
  if (text !== undefined && !parsed.success) throw new CommandError('--role must be viewer, editor, finance or admin.');
  return parsed.data;
}
