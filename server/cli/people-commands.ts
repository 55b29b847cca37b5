import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { appendAct } from '../audit/append-act.ts';
import { byCommandLine } from '../audit/command-line-person.ts';
import { endAccessTokens } from '../identity/access-tokens.ts';
import { createAccount, findAccount } from '../identity/accounts.ts';
import { grantedIn, type Granted } from '../identity/granted.ts';
import { keepLockOut } from '../identity/grants.ts';
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
    const rows = people.map(({ id, email, name, disabled }) => [
      email,
      name,
      disabled === 0 ? '' : 'disabled',
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
      await endSessions({ write }, account.id);
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
    await store.write.transaction().execute(async (write) => {
      await write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', account.id).execute();
      await keepLockOut(write, account.id, 'out');
      await endSessions({ write }, account.id);
      await appendAct(write, { ...ofAccount, ...byCommandLine(), what: `Disabled the account ${account.email}` });
    });
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
    await store.write.transaction().execute(async (write) => {
      await write.updateTable('accounts').set({ disabled: 0 }).where('id', '=', account.id).execute();
      await keepLockOut(write, account.id, 'in');
      await appendAct(write, { ...ofAccount, ...byCommandLine(), what: `Enabled the account ${account.email}` });
    });
    call.print(`${account.email} can sign in again.`);
  },
};

export const peopleCommands: readonly Command[] = [add, list, password, disable, enable];

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

/** Whoever has come in under the account is out, by a token for reading as well. */
async function endSessions(store: Pick<Store, 'write'>, account: string): Promise<void> {
  await store.write.deleteFrom('sessions').where('account', '=', account).execute();
  await endAccessTokens(store, account);
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
