import type { Kysely } from 'kysely';
import {
  connectWaiting,
  disconnect,
  leaveToGroups,
  mapGroup,
  unmapGroup,
} from '../administration/change-provider-people.ts';
import { grantWords } from '../administration/change-membership.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { groupRoles } from '../identity/provider/group-roles.ts';
import { identitiesOf, waitingIdentities } from '../identity/provider/identities.ts';
import { grouped } from '../../shared/plan/grouped.ts';
import { findAccount } from '../identity/accounts.ts';
import { asStorable } from '../../shared/tables/kinds/storable-text.ts';
import type { Store } from '../storage/database.ts';
import type { AccountRow, Database, IdentityRow } from '../storage/schema.ts';
import { accountNamed } from './account-named.ts';
import { CommandError, type Command } from './command.ts';
import { grantOf, planRoleOptions } from './plan-role-options.ts';
import { programNamed } from './program-commands.ts';
import { textTable } from './text-table.ts';

const LONGEST_GROUP = 200;

const { role, 'plan-roles': planRoles } = planRoleOptions;

const map: Command = {
  name: 'groups map',
  takes: ['program', 'group'],
  summary: 'Lets a group or app role of the provider open a program to its people, from their next sign-in on.',
  options: {
    ...(role && { role }),
    ...(planRoles && { 'plan-roles': planRoles }),
    regions: { type: 'string', value: 'A,B', help: 'Editors only: limit to rows of these regions.' },
    projects: { type: 'string', value: 'A,B', help: 'Editors only: limit to rows of these projects.' },
    label: { type: 'string', value: 'NAME', help: 'What people call the group, where its name is an id.' },
  },
  async run(call) {
    const [program = '', group = ''] = call.positionals;
    if (group.length > LONGEST_GROUP || asStorable(group) !== group)
      throw new CommandError(`The name of a group has ${LONGEST_GROUP} characters at most.`);
    const granted = grantOf(call);
    if ((granted.planRoles?.whileAssigned ?? []).length > 0)
      throw new CommandError('A group gives no role that is held while assigned: grant it to each person by hand.');
    const store = await call.store();
    await programNamed(store, program);
    const { role: given, scope, planRoles: limits } = granted;
    const what = { program, group, label: call.text('label') ?? null, role: given, scope };
    await store.write
      .transaction()
      .execute((write) => mapGroup(write, { ...what, planRoles: limits?.always ?? null }, byCommandLine()));
    call.print(`People of ${group} become ${grantWords(granted)} of ${program} at their next sign-in.`);
  },
};

const unmap: Command = {
  name: 'groups unmap',
  takes: ['program', 'group'],
  summary: 'Lets a group give nothing in a program any more; its people lose it at their next sign-in.',
  options: {},
  async run(call) {
    const [program = '', group = ''] = call.positionals;
    const store = await call.store();
    await programNamed(store, program);
    const isDone = await store.write
      .transaction()
      .execute((write) => unmapGroup(write, { program, group }, byCommandLine()));
    if (!isDone)
      throw new CommandError(`${group} gives nothing in ${program}. \`groups list\` shows what groups give.`);
    call.print(`${group} gives nothing in ${program} any more.`);
  },
};

const list: Command = {
  name: 'groups list',
  takes: [],
  summary: 'Lists what groups and app roles of the provider give in programs.',
  options: {},
  async run(call) {
    const store = await call.store();
    const rows = (await groupRoles(store.read)).map((each) => {
      const limits = each.planRoles === null ? null : { always: each.planRoles, whileAssigned: [] };
      return [each.program, each.group, each.label ?? '', grantWords({ ...each, planRoles: limits, person: null })];
    });
    call.print(textTable(['Program', 'Group', 'Name', 'Gives'], rows));
  },
};

const decide: Command = {
  name: 'groups decide',
  takes: ['program', 'email'],
  summary: 'Lets groups decide again on somebody to whom the program was opened or closed by hand.',
  options: {},
  async run(call) {
    const [program = '', email = ''] = call.positionals;
    const store = await call.store();
    await programNamed(store, program);
    const account = await accountNamed(store, email);
    const isDone = await store.write
      .transaction()
      .execute((write) => leaveToGroups(write, { program, account }, byCommandLine()));
    if (!isDone) throw new CommandError(`Groups decide already on what ${account.email} may do in ${program}.`);
    call.print(`Groups decide on what ${account.email} may do in ${program}, from the next sign-in on.`);
  },
};

const waiting: Command = {
  name: 'people waiting',
  takes: [],
  summary: 'Lists who has come from the provider and is connected with no account.',
  options: {},
  async run(call) {
    const store = await call.store();
    const rows = (await waitingIdentities(store.read)).map(({ name, email, subject, last_at: last }) => [
      name,
      email ?? '',
      subject,
      last.slice(0, 10),
    ]);
    call.print(textTable(['Name', 'E-mail there', 'Subject', 'Last seen'], rows));
  },
};

const connect: Command = {
  name: 'people connect',
  takes: ['email', '[subject]'],
  summary:
    'Connects an account with who has come from the provider: they sign in to it. Make sure that it is the same person.',
  options: {},
  async run(call) {
    const [email = '', subject] = call.positionals;
    const store = await call.store();
    const account = await accountNamed(store, email);
    const identity = await waitingFor(store, account, subject);
    await store.write.transaction().execute((write) => connectWaiting(write, identity, account, byCommandLine()));
    call.print(`${identity.name} (${identity.email ?? identity.subject}) signs in as ${account.email} from now on.`);
  },
};

const connectAll: Command = {
  name: 'people connect-waiting',
  takes: [],
  summary:
    'Connects everybody who waits and has told the address of an account that nobody of the provider is connected with. Only where addresses have never changed hands.',
  options: { preview: { type: 'boolean', help: 'Show whom it would connect, and connect nobody.' } },
  async run(call) {
    const store = await call.store();
    const isPreview = call.flag('preview');
    const connected = await store.write.transaction().execute(async (write) => {
      const pairs = await matchingAccounts(write);
      if (!isPreview)
        for (const [identity, account] of pairs) await connectWaiting(write, identity, account, byCommandLine());
      return pairs;
    });
    for (const [{ name, subject }, { email }] of connected)
      call.print(`${name} (${subject}) ${isPreview ? 'would sign in' : 'signs in'} as ${email} from now on.`);
    if (connected.length === 0) call.print('Nobody waits who has told the address of such an account.');
  },
};

const disconnectCommand: Command = {
  name: 'people disconnect',
  takes: ['email'],
  summary: 'Takes the sign-in at the provider from an account and ends its sessions.',
  options: {},
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    const isDone = await store.write.transaction().execute((write) => disconnect(write, account, byCommandLine()));
    if (!isDone) throw new CommandError(`${account.email} is connected with nobody at the provider.`);
    call.print(`${account.email} is connected with nobody at the provider any more.`);
  },
};

export const providerCommands: readonly Command[] = [
  map,
  unmap,
  list,
  decide,
  waiting,
  connect,
  connectAll,
  disconnectCommand,
];

/**
 * Who waits, with the account of the address they have told: nobody where several of one provider have told the same, or where
 * somebody of that provider is connected already. After a change of provider there are people of two.
 */
async function matchingAccounts(db: Kysely<Database>): Promise<[IdentityRow, AccountRow][]> {
  const told = grouped(await waitingIdentities(db), ({ issuer, email }) => email && `${issuer} ${email}`);
  const pairs: [IdentityRow, AccountRow][] = [];
  for (const [identity, ...others] of told.values()) {
    if (identity === undefined || others.length > 0) continue;
    const account = await findAccount(db, identity.email ?? '');
    if (account === undefined) continue;
    const known = await identitiesOf(db, account.id);
    if (known.every(({ issuer }) => issuer !== identity.issuer)) pairs.push([identity, account]);
  }
  return pairs;
}

/** Who is to be connected: by the subject, else the only one who has told the address of the account. */
async function waitingFor(store: Store, { email }: AccountRow, subject: string | undefined): Promise<IdentityRow> {
  const all = await waitingIdentities(store.read);
  const found = all.filter((each) => (subject === undefined ? each.email === email : each.subject === subject));
  const [one, ...more] = found;
  if (one === undefined)
    throw new CommandError('Nobody like that waits to be connected. `people waiting` shows who does.');
  if (more.length > 0)
    throw new CommandError(
      `Several people wait with that address. Say which by the subject: ${found.map((each) => each.subject).join(', ')}.`,
    );
  return one;
}
