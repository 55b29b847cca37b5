import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTokenOwner, makeAccessToken } from '../identity/access-tokens.ts';
import { createProgram, findAccount, grant } from '../identity/accounts.ts';
import { findPasswordLink } from '../identity/password-links.ts';
import { isPassword } from '../identity/passwords.ts';
import { findSession, openSession } from '../identity/sessions.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { peopleCommands } from './people-commands.ts';
import { callCommand } from './testing/call-command.ts';

let store: Store;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
});
afterEach(() => store.close());

const run = (name: string, ...args: string[]) => callCommand(store, peopleCommands, `people ${name}`, ...args);

/** An account that nobody has to sign in to. */
async function person(email: string, disabled: 0 | 1 = 0): Promise<string> {
  const [id, created_at] = [`id of ${email}`, '2026-11-23T10:00:00.000Z'];
  const row = { id, email, name: email.slice(0, 3), password: 'scrypt$2$1$1$AAAA$AAAA', disabled, created_at };
  await store.write.insertInto('accounts').values(row).execute();
  return id;
}

async function sessionFor(account: string): Promise<() => Promise<boolean>> {
  const now = new Date();
  const token = await openSession({ store, now: () => now, randomBytes }, account);
  return async () => (await findSession(store, token, now)) !== undefined;
}

async function tokenOf(account: string): Promise<() => Promise<boolean>> {
  const now = new Date();
  const owner = { person: { id: account, name: account }, program: 'elm' };
  await grant(store.write, { program: 'elm', account, role: 'viewer', scope: null });
  const { token } = await makeAccessToken({ store, now: () => now, randomBytes }, owner, { name: 'BI', days: 9 });
  return async () => (await findTokenOwner(store, { token, program: 'elm' }, now)) !== undefined;
}

async function keptPassword(email: string): Promise<string> {
  return (await findAccount(store.read, email))?.password ?? '';
}

test('a password that is made is told once, is long, and is the one that is kept', async () => {
  const [added, told = ''] = await run('add', 'bo@elm.example', '--name', 'Bo');
  expect(added).toBe('Added Bo (bo@elm.example).');
  const made = /^Password: ([\w-]{16,}) {3}\(shown only now\)$/.exec(told)?.[1] ?? '';
  expect(await isPassword(made, await keptPassword('bo@elm.example'))).toBe(true);
});

test('a new password takes the place of the old one and ends the sessions of this account alone', async () => {
  const [ana, bo] = [await person('ana@elm.example'), await person('bo@elm.example')];
  const [isAnaIn, isBoIn] = [await sessionFor(ana), await sessionFor(bo)];
  const before = await keptPassword('bo@elm.example');
  const [said, told = ''] = await run('password', 'Ana@elm.example');
  expect(said).toBe('ana@elm.example has a new password.');
  const made = /^Password: (\S+) {3}\(shown only now\)$/.exec(told)?.[1] ?? '';
  expect(await isPassword(made, await keptPassword('ana@elm.example'))).toBe(true);
  expect(await keptPassword('bo@elm.example')).toBe(before);
  expect([await isAnaIn(), await isBoIn()]).toEqual([false, true]);
});

test('who is invited sets a first password by a link, and another link takes the place of the one before', async () => {
  const [told = ''] = await run('invite', 'bo@elm.example', '--name', 'Bo');
  expect(told).toMatch(
    /^Link for bo@elm\.example, which works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC {3}\(shown only now\):\n/,
  );
  const tokenIn = (text: string): string => /http:\/\/localhost:3000\/link#([\w-]{32})$/.exec(text)?.[1] ?? '';
  const linkOf = async (token: string) => (await findPasswordLink(store.read, token, new Date()))?.kind;
  expect(await linkOf(tokenIn(told))).toBe('invitation');
  expect(await keptPassword('bo@elm.example')).toBe('');
  await expect(run('invite', 'BO@elm.example')).rejects.toThrow('`people link BO@elm.example` gives it another link.');
  const [again = ''] = await run('link', 'bo@elm.example');
  expect([await linkOf(tokenIn(told)), await linkOf(tokenIn(again))]).toEqual([undefined, 'invitation']);
});

test('a link is given to nobody who is disabled, and ends with the account', async () => {
  await person('ana@elm.example');
  const [told = ''] = await run('link', 'ana@elm.example');
  const token = /#([\w-]{32})$/.exec(told)?.[1] ?? '';
  expect((await findPasswordLink(store.read, token, new Date()))?.kind).toBe('reset');
  await run('disable', 'ana@elm.example');
  await expect(run('link', 'ana@elm.example')).rejects.toThrow('ana@elm.example is disabled.');
  await run('enable', 'ana@elm.example');
  expect(await findPasswordLink(store.read, token, new Date())).toBeUndefined();
});

test('a disabled account is locked out at once, also when it is enabled again, and no other is', async () => {
  const [ana, bo] = [await person('ana@elm.example'), await person('bo@elm.example')];
  const [isAnaIn, isBoIn] = [await sessionFor(ana), await sessionFor(bo)];
  expect(await run('disable', 'ana@elm.example')).toEqual(['ana@elm.example can no longer sign in.']);
  expect([await isAnaIn(), await isBoIn()]).toEqual([false, true]);
  expect((await findAccount(store.read, 'ana@elm.example'))?.disabled).toBe(1);
  expect(await run('enable', 'ana@elm.example')).toEqual(['ana@elm.example can sign in again.']);
  expect((await findAccount(store.read, 'ana@elm.example'))?.disabled).toBe(0);
  expect(await isAnaIn()).toBe(false);
});

test('[PPL2] tokens for reading end with a new password, and with an account that is disabled, also when it is enabled again', async () => {
  const [ana, bo] = [await person('ana@elm.example'), await person('bo@elm.example')];
  await createProgram(store.write, { id: 'elm', name: 'elm', district: 'Elm', fiscalYear: '2026-27' });
  const [isAnaIn, isBoIn] = [await tokenOf(ana), await tokenOf(bo)];
  await run('password', 'ana@elm.example');
  expect([await isAnaIn(), await isBoIn()]).toEqual([false, true]);
  await run('disable', 'bo@elm.example');
  await run('enable', 'bo@elm.example');
  expect(await isBoIn()).toBe(false);
});

test('each person is listed with what that person may do, and nobody else’s', async () => {
  const [ana, bo] = [await person('ana@elm.example'), await person('bo@elm.example', 1)];
  for (const id of ['elm', 'oak']) {
    await createProgram(store.write, { id, name: id, district: 'Elm', fiscalYear: '2026-27' });
  }
  const scope = { regions: ['North'], projects: ['26.00001'] };
  await grant(store.write, { program: 'oak', account: ana, role: 'viewer', scope: null });
  await grant(store.write, { program: 'elm', account: ana, role: 'editor', scope });
  await grant(store.write, { program: 'elm', account: bo, role: 'admin', scope: null });
  const [table = ''] = await run('list');
  const rows = table.split('\n').map((line) => line.split(/ {2,}/));
  expect(rows).toEqual([
    ['E-mail', 'Name', 'State', 'Programs'],
    ['ana@elm.example', 'ana', 'elm: editor (North, 26.00001); oak: viewer'],
    ['bo@elm.example', 'bo@', 'disabled', 'elm: admin'],
  ]);
});

test('[ADM1] the administration of the server is given and taken here, but not from the last one', async () => {
  await person('ana@elm.example');
  await person('bo@elm.example');
  await person('cy@elm.example', 1);
  const only = 'ana@elm.example is the only administrator of the server who can sign in.';
  expect(await run('administrator', 'ana@elm.example')).toEqual(['ana@elm.example is an administrator of the server.']);
  await expect(run('administrator', 'ana@elm.example', '--end')).rejects.toThrow(only);
  await expect(run('disable', 'ana@elm.example')).rejects.toThrow(only);
  await expect(run('administrator', 'cy@elm.example')).rejects.toThrow('cy@elm.example is disabled.');
  await run('administrator', 'bo@elm.example');
  expect((await run('list')).join('\n')).toMatch(/bo@elm\.example +bo@ +administrator/);
  expect(await run('administrator', 'ana@elm.example', '--end')).toEqual([
    'ana@elm.example is no administrator of the server any more.',
  ]);
});
