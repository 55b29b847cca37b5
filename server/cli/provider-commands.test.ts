import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, grant } from '../identity/accounts.ts';
import { meetIdentity } from '../identity/provider/identities.ts';
import { findSession, openSession } from '../identity/sessions.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { providerCommands } from './provider-commands.ts';
import { callCommand } from './testing/call-command.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
let store: Store;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
  await createProgram(store.write, { id: 'elm', name: 'Elm', district: 'Elm', fiscalYear: '2026-27' });
  const row = { id: 'ana', email: 'ana@elm.example', name: 'Ana', password: '', disabled: 0, created_at: '' };
  await store.write.insertInto('accounts').values(row).execute();
});
afterEach(() => store.close());

const run = (name: string, ...args: string[]) => callCommand(store, providerCommands, name, ...args);
const acts = async () =>
  (await store.read.selectFrom('acts').select('what').orderBy('program').orderBy('number').execute()).map(
    ({ what }) => what,
  );
const meet = (subject: string, email: string | null, issuer = 'https://id.elm.example') =>
  meetIdentity(store.write, { issuer, subject, email, name: `Ana ${subject}` }, now.toISOString());

test('[SGN4] a group is mapped, shown and unmapped, each in the log of the program', async () => {
  expect(
    await run('groups map', 'elm', 'g-1', '--role', 'editor', '--regions', 'North', '--label', 'Facilities'),
  ).toEqual(['People of g-1 become editor for North of elm at their next sign-in.']);
  await run('groups map', 'elm', 'Budget.Buyer', '--plan-roles', 'Procurement');
  expect((await run('groups list')).join('\n').split('\n')).toEqual([
    'Program  Group         Name        Gives',
    'elm      Budget.Buyer              editor, as Procurement',
    'elm      g-1           Facilities  editor for North',
  ]);
  await run('groups unmap', 'elm', 'g-1');
  await expect(run('groups unmap', 'elm', 'g-1')).rejects.toThrow('g-1 gives nothing in elm.');
  expect(await acts()).toEqual([
    'The group Facilities (g-1) makes its people editor for North',
    'The group Budget.Buyer makes its people editor, as Procurement',
    'The group g-1 gives nothing any more',
  ]);
});

test('what a group cannot give is said', async () => {
  await expect(run('groups map', 'oak', 'g-1', '--role', 'viewer')).rejects.toThrow('There is no program oak.');
  await expect(run('groups map', 'elm', 'g-1')).rejects.toThrow('Choose a role');
  await expect(run('groups map', 'elm', 'g-1', '--role', 'viewer', '--regions', 'North')).rejects.toThrow(
    'Only editors are limited',
  );
  await expect(run('groups map', 'elm', 'g'.repeat(201), '--role', 'viewer')).rejects.toThrow('200 characters');
});

test('[SGN4] what was granted by hand is left to groups once', async () => {
  await expect(run('groups decide', 'elm', 'ana@elm.example')).rejects.toThrow('Groups decide already');
  await grant(store.write, { program: 'elm', account: 'ana', role: 'viewer', scope: null });
  expect(await run('groups decide', 'elm', 'ana@elm.example')).toEqual([
    'Groups decide on what ana@elm.example may do in elm, from the next sign-in on.',
  ]);
  await expect(run('groups decide', 'elm', 'ana@elm.example')).rejects.toThrow('Groups decide already');
});

test('[SGN1] who waits is shown and connected, by the address where it says who it is, else by the subject', async () => {
  await expect(run('people connect', 'ana@elm.example')).rejects.toThrow('Nobody like that waits');
  await meet('s-1', 'ana@elm.example');
  await meet('s-2', null);
  expect((await run('people waiting')).join('\n')).toContain('Ana s-1  ana@elm.example  s-1      2026-11-23');
  expect(await run('people connect', 'ana@elm.example')).toEqual([
    'Ana s-1 (ana@elm.example) signs in as ana@elm.example from now on.',
  ]);
  expect(await run('people connect', 'ana@elm.example', 's-2')).toEqual([
    'Ana s-2 (s-2) signs in as ana@elm.example from now on.',
  ]);
  expect(await acts()).toEqual([
    'Connected ana@elm.example with Ana s-1, ana@elm.example at id.elm.example',
    'Connected ana@elm.example with Ana s-2 at id.elm.example',
  ]);
  await meet('s-3', 'ana@elm.example');
  await meet('s-4', 'ana@elm.example');
  await expect(run('people connect', 'ana@elm.example')).rejects.toThrow('Say which by the subject: s-');
});

test('[SGN1] all who wait are connected at once where the address says who they are, and nobody where it does not', async () => {
  for (const id of ['bo', 'cy']) {
    const row = { id, email: `${id}@elm.example`, name: id, password: '', disabled: 0, created_at: '' };
    await store.write.insertInto('accounts').values(row).execute();
  }
  await meet('s-1', 'ana@elm.example');
  await meet('s-2', 'bo@elm.example');
  await meet('s-3', 'bo@elm.example');
  await meet('s-4', 'nobody@elm.example');
  await meet('s-5', null);
  await meet('s-6', 'cy@elm.example');
  await run('people connect', 'cy@elm.example', 's-5');
  expect(await run('people connect-waiting', '--preview')).toEqual([
    'Ana s-1 (s-1) would sign in as ana@elm.example from now on.',
  ]);
  expect(await run('people connect-waiting')).toEqual(['Ana s-1 (s-1) signs in as ana@elm.example from now on.']);
  expect(await run('people connect-waiting')).toEqual(['Nobody waits who has told the address of such an account.']);
  await meet('s-1', 'ana@elm.example', 'https://another.elm.example');
  expect(await run('people connect-waiting')).toEqual(['Ana s-1 (s-1) signs in as ana@elm.example from now on.']);
});

test('who is disconnected is out, and waits again', async () => {
  await meet('s-1', 'ana@elm.example');
  await run('people connect', 'ana@elm.example');
  const token = await openSession({ store, now: () => now, randomBytes }, 'ana');
  await run('people disconnect', 'ana@elm.example');
  expect(await findSession(store, token, now)).toBeUndefined();
  expect((await run('people waiting')).join('\n')).toContain('s-1');
  await expect(run('people disconnect', 'ana@elm.example')).rejects.toThrow('is connected with nobody');
});
