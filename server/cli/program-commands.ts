import { cellFromWire } from '../../shared/tables/kinds/kind-of.ts';
import { addProgram, setArchived } from '../administration/change-program.ts';
import { endMembership, grantMembership, planRoleWords } from '../administration/change-membership.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import type { Store } from '../storage/database.ts';
import { CommandError, type Command } from './command.ts';
import { accountNamed } from './account-named.ts';
import { grantOf, planRoleOptions } from './plan-role-options.ts';
import { textTable } from './text-table.ts';

const add: Command = {
  name: 'programs add',
  takes: ['id'],
  summary: 'Makes an empty program. Fill it from a workbook with `import`, or from Excel.',
  options: {
    name: { type: 'string', value: 'NAME', help: 'Name of the plan; default: Strategic Execution Plan.' },
    district: { type: 'string', value: 'NAME', help: 'Name of the district (needed).' },
    'fiscal-year': { type: 'string', value: 'YYYY-YY', help: 'Fiscal year of the plan, such as 2026-27 (needed).' },
  },
  async run(call) {
    const id = call.positionals[0] ?? '';
    if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(id)) {
      throw new CommandError(`"${id}" cannot be a program’s id: small letters, digits and hyphens, at least two.`);
    }
    const district = call.text('district');
    if (district === undefined) throw new CommandError('--district is needed.');
    const fiscalYear = fiscalYearOf(call.text('fiscal-year'));
    const store = await call.store();
    const program = { id, name: call.text('name') ?? 'Strategic Execution Plan', district, fiscalYear };
    const isNew = await store.write.transaction().execute((write) => addProgram(write, program, byCommandLine()));
    if (!isNew) throw new CommandError(`There is a program ${id} already.`);
    call.print(`Added program ${id}. Open it to people with: npm run sep -- grant ${id} <email> --role editor`);
  },
};

const list: Command = {
  name: 'programs list',
  takes: [],
  summary: 'Lists programs with their revision.',
  options: {},
  async run(call) {
    const store = await call.store();
    const programs = await store.read.selectFrom('programs').selectAll().orderBy('id').execute();
    const rows = programs.map(({ id, name, district, fiscal_year: year, revision, archived_at: archivedAt }) => [
      id,
      name,
      district,
      year,
      String(revision),
      typeof archivedAt === 'string' ? `archived ${archivedAt.slice(0, 10)}` : '',
    ]);
    call.print(textTable(['Id', 'Name', 'District', 'Fiscal year', 'Revision', 'State'], rows));
  },
};

const archive: Command = {
  name: 'programs archive',
  takes: ['id'],
  summary: 'Takes a program out of the lists. It can be read then, and nothing in it changes.',
  options: { end: { type: 'boolean', help: 'Bring it back.' } },
  async run(call) {
    const id = call.positionals[0] ?? '';
    const isArchived = !call.flag('end');
    const store = await call.store();
    await programNamed(store, id);
    await store.write.transaction().execute((write) => setArchived(write, id, isArchived, byCommandLine()));
    call.print(isArchived ? `${id} is archived.` : `${id} can be changed again.`);
  },
};

const grant: Command = {
  name: 'grant',
  takes: ['program', 'email'],
  summary: 'Opens a program to an account, or changes what it may do there.',
  options: {
    ...planRoleOptions,
    regions: { type: 'string', value: 'A,B', help: 'Editors only: limit to rows of these regions.' },
    projects: { type: 'string', value: 'A,B', help: 'Editors only: limit to rows of these projects.' },
  },
  async run(call) {
    const [program = '', email = ''] = call.positionals;
    const granted = grantOf(call);
    const store = await call.store();
    await programNamed(store, program);
    const account = await accountNamed(store, email);
    const problem = await store.write
      .transaction()
      .execute((write) => grantMembership(write, { program, account }, granted, byCommandLine()));
    if (problem !== null) throw new CommandError(problem);
    const { role, scope, planRoles } = granted;
    const limit = scope === null ? '' : ` for ${[...scope.regions, ...scope.projects].join(', ')}`;
    const as = planRoles === null ? '' : `, as ${planRoleWords(planRoles).join(', ')}`;
    call.print(`${account.email} is ${role} of ${program}${limit}${as}.`);
  },
};

const revoke: Command = {
  name: 'revoke',
  takes: ['program', 'email'],
  summary: 'Closes a program to an account. Its history stays.',
  options: {},
  async run(call) {
    const [program = '', email = ''] = call.positionals;
    const store = await call.store();
    await programNamed(store, program);
    const account = await accountNamed(store, email);
    await store.write.transaction().execute((write) => endMembership(write, { program, account }, byCommandLine()));
    call.print(`${program} is closed to ${account.email}.`);
  },
};

export const programCommands: readonly Command[] = [add, list, archive, grant, revoke];

/** Throws CommandError when there is no such program. */
export async function programNamed(store: Store, id: string): Promise<void> {
  if (!(await findProgram(store, id))) {
    throw new CommandError(`There is no program ${id}. \`programs list\` shows them all.`);
  }
}

async function findProgram(store: Store, id: string): Promise<boolean> {
  return (await store.read.selectFrom('programs').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

function fiscalYearOf(text: string | undefined): string {
  const column = { kind: 'fiscalYear', label: 'Fiscal year', help: '', width: 10 } as const;
  const parsed = cellFromWire(column, text ?? '');
  if (!parsed.ok || parsed.value === null) throw new CommandError('--fiscal-year must read like 2026-27.');
  return String(parsed.value);
}
