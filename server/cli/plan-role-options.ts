import type { Role } from '../../shared/access/membership.ts';
import { isPlanRole, type PlanRole } from '../../shared/access/plan-role.ts';
import { planRoleRights } from '../../shared/access/plan-role-rights.ts';
import { roles } from '../../shared/tables/lists.ts';
import { role as roleSchema } from '../../shared/protocol/people.ts';
import type { Granted } from '../identity/granted.ts';
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

type GrantedRoles = Pick<Granted, 'role' | 'planRoles' | 'person'>;

/** Role and roles of the plan that the options grant. Throws CommandError where they say no sense. */
export function grantedRoles(call: CommandCall): GrantedRoles {
  const person = call.text('person') ?? null;
  const always = planRolesIn(call, 'plan-roles').filter((name) => planRoleRights[name].isAssigned !== true);
  const assigned = planRolesIn(call, 'plan-roles').filter((name) => planRoleRights[name].isAssigned === true);
  const whileAssigned = [...new Set([...assigned, ...planRolesIn(call, 'while-assigned')])];
  const twice = whileAssigned.find((name) => always.includes(name));
  if (twice !== undefined) throw new CommandError(`${twice} is held either for good or while assigned.`);
  if (person !== null && !/^[A-Z0-9][A-Z0-9-]{0,15}$/.test(person))
    throw new CommandError(`"${person}" is no Person ID: capital letters, digits and dashes, such as PM-07.`);
  if (whileAssigned.length > 0 && person === null)
    throw new CommandError(`--person is needed: ${whileAssigned.join(', ')} is held as Assignments says of a person.`);
  const typed = typedRole(call);
  const named = [...always, ...whileAssigned];
  if (named.length === 0) {
    if (typed === undefined) throw new CommandError('--role must be viewer, editor, finance or admin.');
    return { role: typed, planRoles: null, person };
  }
  return { role: roleFor(named, typed), planRoles: { always, whileAssigned }, person };
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

/** The least role of an account under which all of these mean something: no more is granted than they need. */
function roleFor(named: readonly PlanRole[], typed: Role | undefined): Role {
  const rising = ['viewer', 'editor', 'finance'] as const;
  const needed =
    rising[Math.max(...named.map((name) => rising.findIndex((each) => each === planRoleRights[name].account)))];
  const role = needed ?? 'finance';
  if (typed !== undefined && typed !== role)
    throw new CommandError(`${named.join(', ')} needs the role ${role}. Leave --role out, or give --role ${role}.`);
  return role;
}
