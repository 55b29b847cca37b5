import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { appendAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { createAccount, findAccount } from '../identity/accounts.ts';
import { endAdministration, makeAdministrator } from '../identity/administrators.ts';
import { grantedIn, type Granted } from '../identity/granted.ts';
import { endSessions, letIn, lockOut } from '../identity/lock-out.ts';
import { hashPassword } from '../identity/passwords.ts';
import type { Store } from '../storage/database.ts';
import type { AccountRow, MembershipRow } from '../storage/schema.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';
import { textTable } from './text-table.ts';

/** What every act about an account is. */
const ofAccount = { program: null, kind: 'account' } as const;

const passwordOption = {
  'password-stdin': { type: 'boolean', help: 'Read the password from standard input; default: make one and print it.' },
} as const;

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
    const { password, isMade } = await choosePassword(call);
    const person = await store.write.transaction().execute(async (transaction) => {
      const made = await createAccount(transaction, { email, name: call.text('name') ?? email, password });
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

const password: Command = {
  name: 'people password',
  takes: ['email'],
  summary: 'Sets a new password and ends every session of the account.',
  options: passwordOption,
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    const { password: chosen, isMade } = await choosePassword(call);
    const kept = await hashPassword(chosen);
    await store.write.transaction().execute(async (write) => {
      await write.updateTable('accounts').set({ password: kept }).where('id', '=', account.id).execute();
      await endSessions(write, account.id);
      await appendAct(write, { ...ofAccount, ...byCommandLine(), what: `Set a new password for ${account.email}` });
    });
    call.print(`${account.email} has a new password.`);
    if (isMade) call.print(`Password: ${chosen}   (shown only now)`);
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
    const by = { ...byCommandLine(), demo: call.config.demo !== 'off' };
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
    const by = { ...byCommandLine(), demo: call.config.demo !== 'off' };
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

export const peopleCommands: readonly Command[] = [add, list, password, disable, enable, administrator];

/** The account of that e-mail. Throws CommandError when there is none. */
export async function accountNamed(store: Store, email: string): Promise<AccountRow> {
  const account = await findAccount(store.read, email);
  if (!account) throw new CommandError(`There is no account for ${email}. \`people list\` shows them all.`);
  return account;
}

function emailOf(text: string): string {
  if (!z.email().safeParse(text).success) throw new CommandError(`"${text}" is no e-mail address.`);
  return text;
}

function lastAdministrator(email: string): string {
  return `${email} is the only administrator of the server. Make somebody else one first: \`people administrator\`.`;
}

const LEAST_PASSWORD = 10;

async function choosePassword(call: CommandCall): Promise<{ password: string; isMade: boolean }> {
  if (!call.flag('password-stdin')) return { password: randomBytes(12).toString('base64url'), isMade: true };
  const typed = (await readStandardInput()).replace(/\r?\n$/, '');
  if (typed.length < LEAST_PASSWORD) throw new CommandError(`A password needs at least ${LEAST_PASSWORD} characters.`);
  return { password: typed, isMade: false };
}

async function readStandardInput(): Promise<string> {
  const parts: string[] = [];
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) parts.push(String(part));
  return parts.join('');
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

/** "CIO", "Project Manager while assigned" */
export function planRoleWords({ always, whileAssigned }: NonNullable<Granted['planRoles']>): string[] {
  return [...always, ...whileAssigned.map((name) => `${name} while assigned`)];
}
