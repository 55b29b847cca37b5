import { planRoleWords } from '../administration/change-membership.ts';
import { appendAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { createAccount, findAccount } from '../identity/accounts.ts';
import type { Config } from '../config.ts';
import { endAdministration, makeAdministrator, type WaysIn } from '../identity/administrators.ts';
import { grantedIn } from '../identity/granted.ts';
import { issuersOf } from '../identity/provider/provider-settings.ts';
import { letIn, lockOut } from '../identity/lock-out.ts';
import type { MembershipRow } from '../storage/schema.ts';
import { accountNamed, emailOf, ofAccount } from './account-named.ts';
import { CommandError, type Command } from './command.ts';
import { choosePassword, passwordCommands, passwordOption } from './password-commands.ts';
import { textTable } from './text-table.ts';

const add: Command = {
  name: 'people add',
  takes: ['email'],
  summary: 'Makes an account. It sees nothing until `grant` opens a program to it.',
  options: {
    name: { type: 'string', value: 'NAME', help: 'Name as others see it; default: the e-mail.' },
    ...passwordOption,
  },
  async run(call) {
    const store = await call.store();
    const email = emailOf(call.positionals[0] ?? '');
    if (await findAccount(store.read, email)) throw new CommandError(`There is an account for ${email} already.`);
    const name = call.text('name') ?? email;
    const { password, isMade } = await choosePassword(call, { email, name });
    const person = await store.write.transaction().execute(async (transaction) => {
      const made = await createAccount(transaction, { email, name, password });
      await appendAct(transaction, { ...ofAccount, ...byCommandLine(), what: `Added the account ${made.email}` });
      return made;
    });
    call.print(`Added ${person.name} (${person.email}).`);
    if (isMade) call.print(`Password: ${password}   (shown only now)`);
  },
};

const list: Command = {
  name: 'people list',
  takes: [],
  summary: 'Lists accounts with what they may do.',
  options: {},
  async run(call) {
    const store = await call.store();
    const people = await store.read.selectFrom('accounts').selectAll().orderBy('email').execute();
    const grants = await store.read.selectFrom('memberships').selectAll().orderBy('program').execute();
    const rows = people.map(({ id, email, name, disabled, administers }) => [
      email,
      name,
      stateWords(disabled, administers),
      grants
        .filter(({ account }) => account === id)
        .map(grantWords)
        .join('; '),
    ]);
    call.print(textTable(['E-mail', 'Name', 'State', 'Programs'], rows));
  },
};

const disable: Command = {
  name: 'people disable',
  takes: ['email'],
  summary: 'Locks an account out at once. Its history stays. `people enable` undoes it.',
  options: {},
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    const by = { ...byCommandLine(), ...waysOf(call.config) };
    const isOut = await store.write.transaction().execute((write) => lockOut(write, account, by));
    if (!isOut) throw new CommandError(lastAdministrator(account.email));
    call.print(`${account.email} can no longer sign in.`);
  },
};

const enable: Command = {
  name: 'people enable',
  takes: ['email'],
  summary: 'Lets a disabled account sign in again.',
  options: {},
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    await store.write.transaction().execute((write) => letIn(write, account, byCommandLine()));
    call.print(`${account.email} can sign in again.`);
  },
};

const administrator: Command = {
  name: 'people administrator',
  takes: ['email'],
  summary: 'Makes an account an administrator of the server, who looks after programs and people on the web.',
  options: { end: { type: 'boolean', help: 'Take it away again. Somebody else has to have it.' } },
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    const by = { ...byCommandLine(), ...waysOf(call.config) };
    if (call.flag('end')) {
      const isDone = await store.write.transaction().execute((write) => endAdministration(write, account, by));
      if (!isDone) throw new CommandError(lastAdministrator(account.email));
      call.print(`${account.email} is no administrator of the server any more.`);
      return;
    }
    if (account.disabled !== 0) throw new CommandError(`${account.email} is disabled. Enable the account first.`);
    await store.write.transaction().execute((write) => makeAdministrator(write, account, byCommandLine()));
    call.print(`${account.email} is an administrator of the server.`);
  },
};

function waysOf({ demo, passwords, provider }: Config): WaysIn {
  return { demo: demo !== 'off', passwords, issuers: issuersOf(provider) };
}

export const peopleCommands: readonly Command[] = [add, ...passwordCommands, list, disable, enable, administrator];

function lastAdministrator(email: string): string {
  return `${email} is the only administrator of the server who can sign in. Make somebody else one first: \`people administrator\`.`;
}

function stateWords(disabled: number, administers: number | undefined): string {
  if (disabled !== 0) return 'disabled';
  return administers === 1 ? 'administrator' : '';
}

function grantWords({ program, ...row }: MembershipRow): string {
  const { role, scope, planRoles, person } = grantedIn(row);
  const limits = [
    ...(scope === null ? [] : [...scope.regions, ...scope.projects]),
    ...(planRoles === null ? [] : planRoleWords(planRoles)),
    ...(person === null ? [] : [`is ${person}`]),
  ];
  return `${program}: ${role}${limits.length === 0 ? '' : ` (${limits.join(', ')})`}`;
}
