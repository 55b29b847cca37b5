import { regions as allRegions } from '../../shared/tables/lists.ts';
import { cellFromWire } from '../../shared/tables/kinds/kind-of.ts';
import { addProgram, setArchived } from '../administration/change-program.ts';
import { appendAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { endAccessTokens } from '../identity/access-tokens.ts';
import { grant as grantMembership, revoke as revokeMembership } from '../identity/accounts.ts';
import type { Store } from '../storage/database.ts';
import { CommandError, type Command } from './command.ts';
import { listOf } from './list-of.ts';
import { accountNamed } from './account-named.ts';
import { planRoleWords } from './people-commands.ts';
import { grantedRoles, planRoleOptions } from './plan-role-options.ts';
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
    const { role, planRoles, person } = grantedRoles(call);
    const [regions, projects] = [listOf(call.text('regions')), listOf(call.text('projects'))];
    const unknown = regions.find((region) => !allRegions.some((known) => known === region));
    if (unknown !== undefined) {
      throw new CommandError(`"${unknown}" is no region; there are ${allRegions.join(', ')}.`);
    }
    const hasScope = regions.length + projects.length > 0;
    if (hasScope && role !== 'editor') throw new CommandError('--regions and --projects limit editors only.');
    const store = await call.store();
    await programNamed(store, program);
    const account = await accountNamed(store, email);
    const scope = hasScope ? { regions, projects } : null;
    const limit = hasScope ? ` for ${[...regions, ...projects].join(', ')}` : '';
    const as = planRoles === null ? '' : `, as ${planRoleWords(planRoles).join(', ')}`;
    await assertPersonIsFree(store, program, account.id, person);
    await store.write.transaction().execute(async (transaction) => {
      await grantMembership(transaction, { program, account: account.id, role, scope, planRoles, person });
      const who = person === null ? '' : `, who is ${person}`;
      const what = `Made ${account.email} ${role}${limit}${as}${who}`;
      await appendAct(transaction, { ...byCommandLine(), program, kind: 'grant', what });
    });
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
    await store.write.transaction().execute(async (write) => {
      await revokeMembership(write, { program, account: account.id });
      await endAccessTokens({ write }, account.id, program);
      const what = `Closed the program to ${account.email}`;
      await appendAct(write, { ...byCommandLine(), program, kind: 'revoke', what });
    });
    call.print(`${program} is closed to ${account.email}.`);
  },
};

export const programCommands: readonly Command[] = [add, list, archive, grant, revoke];

/** Two accounts of one person would be two people to whoever decides on what the other has asked for. */
async function assertPersonIsFree(
  store: Store,
  program: string,
  account: string,
  person: string | null,
): Promise<void> {
  if (person === null) return;
  const other = await store.read
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account')
    .select('email')
    .where('program', '=', program)
    .where('person', '=', person)
    .where('account', '!=', account)
    .executeTakeFirst();
  if (other) throw new CommandError(`${person} is ${other.email} already. One person has one account in a program.`);
}

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
