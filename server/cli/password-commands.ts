import { randomBytes } from 'node:crypto';
import type { PasswordOwner } from '../../shared/access/password-rules.ts';
import { appendAct } from '../audit/append-act.ts';
import { byCommandLine, commandLinePerson } from '../audit/command-line-person.ts';
import { createMailer } from '../digest/mailer.ts';
import { addAccount, findAccount } from '../identity/accounts.ts';
import { giveLink } from '../identity/give-link.ts';
import { hashPassword } from '../identity/passwords.ts';
import { setPassword, whyNotPassword } from '../identity/set-password.ts';
import type { Store } from '../storage/database.ts';
import type { AccountRow } from '../storage/schema.ts';
import { accountNamed, emailOf, ofAccount } from './account-named.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';

export const passwordOption = {
  'password-stdin': { type: 'boolean', help: 'Read the password from standard input; default: make one and print it.' },
} as const;

const invite: Command = {
  name: 'people invite',
  takes: ['email'],
  summary:
    'Makes an account whose owner sets the password by a link. It sees nothing until `grant` opens a program to it.',
  options: { name: { type: 'string', value: 'NAME', help: 'Name as others see it; default: the e-mail.' } },
  async run(call) {
    const store = await call.store();
    const email = emailOf(call.positionals[0] ?? '');
    if (await findAccount(store.read, email)) {
      throw new CommandError(
        `There is an account for ${email} already. \`people link ${email}\` gives it another link.`,
      );
    }
    const account = await store.write.transaction().execute(async (transaction) => {
      const made = await addAccount(transaction, { email, name: call.text('name') ?? email, password: '' });
      await appendAct(transaction, { ...ofAccount, ...byCommandLine(), what: `Invited ${made.email}` });
      return made;
    });
    await tellLink(call, store, account);
  },
};

const link: Command = {
  name: 'people link',
  takes: ['email'],
  summary: 'Gives a link by which the owner of an account sets a new password. The link given before ends.',
  options: {},
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    if (account.disabled !== 0) throw new CommandError(`${account.email} is disabled. \`people enable\` undoes it.`);
    await tellLink(call, store, account);
  },
};

/** Mails the link, or prints it where no mail leaves. */
async function tellLink(call: CommandCall, store: Store, account: AccountRow): Promise<void> {
  const { config } = call;
  const mailer = config.digest && createMailer(config.digest);
  const log = (_level: string, message: string): void => call.print(message);
  const publicUrl = (): string => config.publicUrl ?? `http://localhost:${config.port}`;
  const given = await giveLink({ store, now: () => new Date(), randomBytes, publicUrl, mailer, log }, account, {
    person: commandLinePerson(),
    door: 'commandLine',
  });
  mailer?.close();
  const until = `${given.expiresAt.slice(0, 10)} ${given.expiresAt.slice(11, 16)} UTC`;
  if (given.link === null) call.print(`A link was mailed to ${account.email}. It works once, until ${until}.`);
  else call.print(`Link for ${account.email}, which works once, until ${until}   (shown only now):\n${given.link}`);
}

const password: Command = {
  name: 'people password',
  takes: ['email'],
  summary: 'Sets a new password and ends every session of the account.',
  options: passwordOption,
  async run(call) {
    const store = await call.store();
    const account = await accountNamed(store, call.positionals[0] ?? '');
    const { password: chosen, isMade } = await choosePassword(call, account);
    const kept = await hashPassword(chosen);
    await store.write.transaction().execute(async (write) => {
      await setPassword(write, { account: account.id, kept });
      await appendAct(write, { ...ofAccount, ...byCommandLine(), what: `Set a new password for ${account.email}` });
    });
    call.print(`${account.email} has a new password.`);
    if (isMade) call.print(`Password: ${chosen}   (shown only now)`);
  },
};

export const passwordCommands: readonly Command[] = [invite, link, password];

/** The password that is typed or made. Throws CommandError where it may not be taken. */
export async function choosePassword(
  call: CommandCall,
  owner: PasswordOwner,
): Promise<{ password: string; isMade: boolean }> {
  if (!call.flag('password-stdin')) return { password: randomBytes(12).toString('base64url'), isMade: true };
  const typed = (await readStandardInput()).replace(/\r?\n$/, '');
  const problem = whyNotPassword(typed, owner);
  if (problem !== null) throw new CommandError(problem);
  return { password: typed, isMade: false };
}

async function readStandardInput(): Promise<string> {
  const parts: string[] = [];
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) parts.push(String(part));
  return parts.join('');
}
